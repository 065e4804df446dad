"""The benchmark: the same scripts here and in Streamlit, in one run, as ratios.

Both are served to the same Chromium: ours by Voilà with our template, Streamlit by itself. All times are taken in the
page, from the event to the change of the DOM, so they hold for what a viewer sees. Run it by `make bench`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import browsing
import peers
import servers
from playwright.sync_api import Page, WebSocket

MOVES = 100
REPEATS = 7

SLIDER = """
import streamlit as st
x = st.slider("x", 0, 1000, 0)
st.write(f"value is {x}")
"""

PAGE = """
import streamlit as st
x = st.slider("x", 0, 1000, 0)
for i in range(498):
    st.text(f"line {i} of a page that stays as it is")
st.write(f"value is {x}")
"""

THOUSAND = """
import streamlit as st
if st.checkbox("show"):
    for i in range(1000):
        st.markdown(f"element **{i}**")
    st.text("the end")
"""

FRAGMENT = """
import streamlit as st
for i in range({lines}):
    st.text(f"line {{i}} of a page that stays as it is")

@st.fragment
def part():
    x = st.slider("x", 0, 1000, 0)
    for i in range(8):
        st.text(f"{{i}} of the fragment")
    st.write(f"value is {{x}}")

part()
"""

MILLION = """
import numpy as np
import pandas as pd
import streamlit as st

@st.cache_resource
def frame():
    random = np.random.default_rng(0)
    return pd.DataFrame(random.normal(size=(1_000_000, 5)), columns=list("abcde"))

data = frame()
if st.checkbox("show"):
    st.dataframe(data)
st.text("ready")
"""

# Whether there is text in the cells: the canvas is looked at, as the accessible table comes later in both products.
CELLS = """(() => {
    const canvases = [...document.querySelectorAll('[data-testid=stDataFrame] canvas')];
    const canvas = canvases.find(each => each.width > 200 && each.height > 200);
    if (!canvas) return false;
    const pixels = canvas.getContext('2d').getImageData(60, 45, 400, 200).data;
    let dark = 0;
    for (let i = 0; i < pixels.length; i += 4) {
        if (pixels[i + 3] > 200 && pixels[i] + pixels[i + 1] + pixels[i + 2] < 330) dark += 1;
    }
    return dark > 200;
})()"""

WATCH = """
([event, ready]) => {
    window.benchmark = new Promise(resolve => {
        let start;
        document.addEventListener(event, () => { start ??= performance.now(); }, { capture: true, once: true });
        const test = new Function(`return (${ready})`);
        let done = false;
        const look = () => {
            if (!done && start !== undefined && test()) {
                done = true;
                observer.disconnect();
                resolve(performance.now() - start);
            }
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, characterData: true, subtree: true, attributes: true });
        const frame = () => {  // what is drawn on a canvas is no mutation
            look();
            if (!done) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    });
}
"""


class Wire:
    """Counts what a page receives and sends over its websockets."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.frames = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)
        socket.on("framesent", self._count)

    def _count(self, payload: str | bytes) -> None:
        self.bytes += len(payload.encode() if isinstance(payload, str) else payload)
        self.frames += 1


def milliseconds(page: Page, event: str, ready: str, act: Callable[[], None]) -> float:
    """The time from an event to the moment when a JavaScript expression holds."""
    page.evaluate(WATCH, [event, ready])
    act()
    return float(page.evaluate("() => window.benchmark"))


def slider_moves(page: Page, wire: Wire) -> dict[str, float]:
    """From the key that moves the slider to the text that names its value."""
    page.get_by_role("slider").first.focus()
    times = []
    for move in range(1, MOVES + 1):
        ready = f"document.body.innerText.includes('value is {move}')"
        times.append(milliseconds(page, "keydown", ready, lambda: page.keyboard.press("ArrowRight")))
        page.wait_for_timeout(30)
    times.sort()
    return {
        "slider, median (ms)": statistics.median(times),
        "slider, 95th percentile (ms)": times[int(0.95 * len(times))],
    }


def fragment_alone(page: Page, wire: Wire) -> dict[str, float]:
    """As `slider_moves`, in a fragment of 10 elements that is all of the page."""
    return {"fragment alone, median (ms)": slider_moves(page, wire)["slider, median (ms)"]}


def fragment_among_1000(page: Page, wire: Wire) -> dict[str, float]:
    """The same on a page of 1,000 elements."""
    return {"fragment among 1,000, median (ms)": slider_moves(page, wire)["slider, median (ms)"]}


def bytes_of_a_rerun(page: Page, wire: Wire) -> dict[str, float]:
    """All that crosses the websockets for a rerun that changes one of 500 elements."""
    page.get_by_role("slider").first.focus()
    sizes, frames = [], []
    for move in range(1, REPEATS + 1):
        before = wire.bytes, wire.frames
        ready = f"document.body.innerText.includes('value is {move}')"
        milliseconds(page, "keydown", ready, lambda: page.keyboard.press("ArrowRight"))
        page.wait_for_timeout(700)
        sizes.append(wire.bytes - before[0])
        frames.append(wire.frames - before[1])
    return {
        "bytes of a rerun, 1 of 500 changed": statistics.median(sizes),
        "  in so many messages": statistics.median(frames),
    }


def thousand_elements(page: Page, wire: Wire) -> dict[str, float]:
    """From the click to the last of 1,000 elements."""
    return {
        "1,000 elements until visible (ms)": _until_shown(page, "document.body.innerText.includes('the end')")
    }


def million_rows(page: Page, wire: Wire) -> dict[str, float]:
    """From the click to the first cells of a table of a million rows."""
    return {"a million rows until visible (ms)": _until_shown(page, CELLS)}


def _until_shown(page: Page, ready: str) -> float:
    box = page.get_by_text("show", exact=True).first
    times = []
    for _ in range(REPEATS):
        times.append(milliseconds(page, "click", ready, box.click))
        page.wait_for_timeout(500)
        box.click()
        page.wait_for_function(f"() => !({ready})")
        page.wait_for_timeout(300)
    return statistics.median(times)


CASES: list[tuple[str, Callable[[Page, Wire], dict[str, float]]]] = [
    (SLIDER, slider_moves),
    (PAGE, bytes_of_a_rerun),
    (FRAGMENT.format(lines=0), fragment_alone),
    (FRAGMENT.format(lines=990), fragment_among_1000),
    (THOUSAND, thousand_elements),
    (MILLION, million_rows),
]


@contextmanager
def ours(folder: Path, script: str) -> Iterator[str]:
    """The script as a published notebook."""
    root, home = folder / "root", folder / "home"
    root.mkdir()
    home.mkdir()
    browsing.write_notebook(root / "app.ipynb", f"%%streamapp\n{script}")
    with servers.voila(root, home) as server:
        yield f"{server.url}voila/render/app.ipynb"


@contextmanager
def streamlits(folder: Path, script: str) -> Iterator[str]:
    """The script served by Streamlit."""
    root, home = folder / "root", folder / "home"
    root.mkdir()
    home.mkdir()
    (root / "app.py").write_text(script)
    with peers.streamlit(root, home) as server:
        yield server.url


def measure(
    serve: Callable[[Path, str], object], script: str, case: Callable[[Page, Wire], dict[str, float]]
) -> dict[str, float]:
    """One case on one product, in a fresh browser."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder), script) as url,
        browsing.chromium() as browser,
    ):  # type: ignore[attr-defined]
        page = browser.new_page()
        wire = Wire(page)
        page.goto(url)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
        page.wait_for_timeout(1500)
        return case(page, wire)


def main() -> None:
    """Measure both, print both and their ratio; arguments choose cases by name."""
    chosen = [(script, case) for script, case in CASES if not sys.argv[1:] or case.__name__ in sys.argv[1:]]
    print(f"{'':40}{'streamkit':>12}{'Streamlit':>12}{'ratio':>8}")
    for script, case in chosen:
        mine, theirs = measure(ours, script, case), measure(streamlits, script, case)
        for name, value in mine.items():
            print(f"{name:40}{value:12.1f}{theirs[name]:12.1f}{value / theirs[name]:8.3f}", flush=True)
    print(time.strftime("measured on %Y-%m-%d"))


if __name__ == "__main__":
    main()
