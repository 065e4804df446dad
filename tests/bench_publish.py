"""The benchmark of published apps: ours, stock Voilà, Streamlit and Mercury with the same app, in one run, as ratios.

Times of a page are taken in Chromium. Where many viewers come at once, or work, they are clients of the same websockets
as the browser's (`viewers.py`); Mercury's are left out there, as its server takes only what its own front end sends.
Run it by `make bench-publish`; `--quick` measures fewer.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import browsing
import peers
import psutil
import servers
from playwright.sync_api import Browser, BrowserContext, Page
from servers import Server
from tornado.httpclient import HTTPClientError
from viewers import OfOurs, OfStreamlit, OfVoila, Viewer

from jupyter_streamkit.publish.kernels.metrics import memory

WORK = """
def work():
    end = time.thread_time() + 0.05
    while time.thread_time() < end:
        pass
"""
STREAMLIT = f"""
import time
import pandas as pd
import streamlit as st
{WORK}
st.title("Squares")
x = st.slider("x", 0, 1000, 10)
work()
st.write(f"value is {{x}}")
"""
WIDGETS = f"""
import time
import pandas as pd
import ipywidgets as widgets
{WORK}
slider = widgets.IntSlider(10, 0, 1000, description="x")
text = widgets.HTML()
def run(change):
    work()
    text.value = f"value is {{slider.value}}"
slider.observe(run, "value")
run(None)
widgets.VBox([widgets.HTML("<h1>Squares</h1>"), slider, text])
"""
MERCURY = (
    f"import time\nimport pandas as pd\nimport mercury as mr\n{WORK}",
    "# markdown\n# Squares",
    "x = mr.Slider('x', 10, 0, 1000)",
    "work()\nprint(f'value is {x.value}')",
)
PREHEATED = 5

# When the app is drawn, and its slider can be seen and got hold of; a page may cover it until it is ready.
WATCH = """
window.drawn = new Promise(resolve => {
    const look = () => {
        const slider = document.querySelector('[role=slider], input[type=range]');
        const box = slider?.getBoundingClientRect();
        const hit = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const free = hit && (hit === slider || slider.contains(hit) || hit.contains(slider));
        if (free && document.body.innerText.includes('value is 10')) {
            resolve(performance.now());
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
});
"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"

Serve = Callable[[Path, Path], AbstractContextManager[Server]]


@dataclass(frozen=True)
class Product:
    """Something that serves the app.

    Attributes
    ----------
    path
        The app's address on its server.
    viewer
        Its viewer without a browser, if there is one.
    kernels
        How many kernels it starts before anybody comes.
    """

    name: str
    serve: Serve
    path: str
    viewer: type[Viewer] | None
    kernels: int = 0


OURS, VOILA, STREAMLITS = "streamkit", "Voilà", "Streamlit"
PREHEAT = ("--preheat_kernel=True", f"--pool_size={PREHEATED}")
NOTEBOOK = "voila/render/app.ipynb"
PRODUCTS = [
    Product(OURS, servers.voila, NOTEBOOK, OfOurs),
    Product(VOILA, peers.stock_voila, NOTEBOOK, OfVoila),
    Product(
        "preheated", lambda *folders: peers.stock_voila(*folders, *PREHEAT), NOTEBOOK, OfVoila, PREHEATED
    ),
    Product(STREAMLITS, peers.streamlit, "", OfStreamlit),
    Product("Mercury", peers.mercury, "mercury/app.ipynb", None),
]
APPS = {
    OURS: (f"%%streamapp\n{STREAMLIT}",),
    VOILA: (WIDGETS,),
    "preheated": (WIDGETS,),
    "Mercury": MERCURY,
}


@dataclass(frozen=True)
class Scale:
    """How much is measured."""

    loads: int
    rounds: int
    crowds: Sequence[int]
    watching: int
    working: Sequence[int]
    seconds: float
    visits: Sequence[int]


Running = dict[Product, Server]


class Rows:
    """What was measured: for each row, product by product, the values."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, list[float]]] = {}

    def add(self, name: str, product: Product, value: float) -> None:
        self.values.setdefault(name, {}).setdefault(product.name, []).append(value)

    def show(self) -> None:
        for name, row in self.values.items():
            cells = [cell(row.get(product.name)) for product in PRODUCTS]
            ratios = [ratio(row.get(OURS), row.get(other)) for other in (STREAMLITS, VOILA)]
            print(f"| {name} | {' | '.join([*cells, *ratios])} |", flush=True)


def cell(values: list[float] | None) -> str:
    """The median, and where there are several values the 95th percentile."""
    if not values:
        return ""
    middle = f"{statistics.median(values):.4g}"
    return middle if len(values) == 1 else f"{middle} ({percentile(values):.4g})"


def ratio(ours: list[float] | None, others: list[float] | None) -> str:
    return f"{statistics.median(ours) / statistics.median(others):.2f}" if ours and others else ""


def percentile(values: Sequence[float]) -> float:
    """The 95th."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


FULL = Scale(loads=5, rounds=3, crowds=(5, 20), watching=10, working=(1, 10, 50), seconds=6, visits=(20, 200))
QUICK = Scale(loads=2, rounds=1, crowds=(5,), watching=5, working=(1, 5), seconds=3, visits=(10, 50))


@contextmanager
def serving(product: Product) -> Iterator[Server]:
    """The product with its app, when it has come to rest."""
    with tempfile.TemporaryDirectory() as folder:
        root, home = Path(folder, "root"), Path(folder, "home")
        root.mkdir()
        home.mkdir()
        if product.name in APPS:
            browsing.write_notebook(root / "app.ipynb", *APPS[product.name])
        else:
            (root / "app.py").write_text(STREAMLIT)
        with product.serve(root, home) as server:
            rest(server, product.kernels)
            yield server


def rest(server: Server, kernels: int = 0) -> None:
    """Wait until a server and its kernels have nothing to do."""
    servers.wait_for(lambda: len(server.kernels()) >= kernels, 120, "kernels")
    before = -1.0
    while (now := seconds_used(server)) - before > 0.15:
        before = now
        time.sleep(1)


def family(server: Server) -> list[psutil.Process]:
    return [server.process, *server.process.children(recursive=True)]


def seconds_used(server: Server) -> float:
    used = 0.0
    for process in family(server):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            used += times.user + times.system
    return used


def megabytes(server: Server) -> float:
    """Memory of a server and its kernels; what they share is counted once."""
    return sum(memory(process.pid) for process in family(server)) / 1e6


# Pages in the browser.


def loads(browser: Browser, running: Running, scale: Scale, found: Rows) -> None:
    """Load each page with an empty cache, and once more with the same browser's."""
    for product in running:
        visit(browser.new_context(), running[product].url + product.path)  # the server's own first time
    for _ in range(scale.loads):
        for product in running:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            for cache in ("cold", "warm"):
                for name, value in visit(context, running[product].url + product.path).items():
                    found.add(f"{name}, {cache} cache", product, value)
                rest(running[product], product.kernels)
            context.close()


def visit(context: BrowserContext, url: str) -> dict[str, float]:
    page = context.new_page()
    wire = Wire(page)
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    drawn = page.evaluate("() => window.drawn")
    painted = page.wait_for_function(PAINTED).json_value()
    page.wait_for_timeout(500)
    page.close()
    return {
        "first content (ms)": painted,
        "interactive (ms)": drawn,
        "requests": wire.requests,
        "kB received": wire.bytes / 1e3,
    }


class Wire:
    """Counts what a page asks for and gets from the network."""

    def __init__(self, page: Page) -> None:
        self.requests = 0
        self.bytes = 0.0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finish)
        session.on("Network.webSocketFrameReceived", self._frame)

    def _finish(self, event: dict[str, float]) -> None:
        self.bytes += event["encodedDataLength"]
        self.requests += event["encodedDataLength"] > 0

    def _frame(self, event: dict[str, dict[str, str]]) -> None:
        self.bytes += len(event["response"]["payloadData"])


# Viewers without a browser.


async def arrive(make: Callable[[], Viewer], number: int) -> list[Viewer]:
    viewers = [make() for _ in range(number)]
    await asyncio.gather(*(viewer.come() for viewer in viewers))
    return viewers


async def all_leave(viewers: Sequence[Viewer]) -> None:
    await asyncio.gather(*(viewer.leave() for viewer in viewers))


async def arrivals(running: Running, scale: Scale, found: Rows) -> None:
    """So many viewers at once, until the last of them has the app."""
    products = [product for product in running if product.viewer]
    for product in products:
        await all_leave(await arrive(partial(make, product, running[product]), 1))
        await asyncio.to_thread(rest, running[product], product.kernels)
    for crowd in scale.crowds:
        for _ in range(scale.rounds):
            for product in [*products]:
                used, began = seconds_used(running[product]), time.perf_counter()
                try:
                    viewers = await arrive(partial(make, product, running[product]), crowd)
                except HTTPClientError as error:
                    print(f"{product.name} leaves some of {crowd} viewers without a page: {error}")
                    products.remove(product)
                    continue
                found.add(f"{crowd} viewers at once (s)", product, time.perf_counter() - began)
                used = seconds_used(running[product]) - used
                found.add("  processor time of one (s)", product, used / crowd)
                await all_leave(viewers)
                await asyncio.to_thread(rest, running[product], product.kernels)


def make(product: Product, server: Server) -> Viewer:
    assert product.viewer is not None
    return product.viewer(server.url)


async def viewers_memory(product: Product, server: Server, number: int) -> dict[str, float]:
    """What each further viewer costs, when nothing was done yet, and while all of them work."""
    first = await arrive(partial(make, product, server), 1)
    rest(server)
    before = megabytes(server)
    viewers = await arrive(partial(make, product, server), number)
    rest(server)
    idle = megabytes(server)
    await asyncio.gather(*(work(viewer, time.perf_counter() + 3) for viewer in viewers))
    active = megabytes(server)
    await all_leave([*first, *viewers])
    return {
        "MB of an idle viewer": (idle - before) / number,
        "MB of an active viewer": (active - before) / number,
    }


def browsers_memory(product: Product, server: Server, number: int, browser: Browser) -> dict[str, float]:
    """The same, where only a browser can be the viewer."""
    first = show(browser, server.url + product.path)
    rest(server)
    before = megabytes(server)
    pages = [show(browser, server.url + product.path) for _ in range(number)]
    rest(server)
    idle = megabytes(server)
    for page in pages:
        page.locator("[role=slider], input[type=range]").first.press("ArrowRight")
    active = megabytes(server)
    for page in [first, *pages]:
        page.close()
    return {
        "MB of an idle viewer": (idle - before) / number,
        "MB of an active viewer": (active - before) / number,
    }


def show(browser: Browser, url: str) -> Page:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    page.evaluate("() => window.drawn")
    return page


async def work(viewer: Viewer, end: float) -> list[float]:
    """Move the slider again and again until it is time; returns how long each move took."""
    times = []
    value = 10
    while (began := time.perf_counter()) < end:
        value = value % 1000 + 1
        await viewer.move(value)
        times.append(time.perf_counter() - began)
    return times


async def interactions(product: Product, server: Server, scale: Scale, found: Rows) -> None:
    """How many moves of the slider so many viewers get answered a second, each as fast as it can."""
    viewers: list[Viewer] = []
    for number in scale.working:
        while len(viewers) < number:
            viewers += await arrive(partial(make, product, server), min(5, number - len(viewers)))
        rest(server)
        began = time.perf_counter()
        done = await asyncio.gather(*(work(viewer, began + scale.seconds) for viewer in viewers))
        took = time.perf_counter() - began
        times = [seconds for one in done for seconds in one]
        found.add(f"interactions/s, {number} viewers", product, len(times) / took)
        for seconds in times:
            found.add(f"time of one, {number} viewers (ms)", product, seconds * 1000)
    await all_leave(viewers)


def measure_pages(products: list[Product], scale: Scale) -> Rows:
    found = Rows()
    with ExitStack() as stack, browsing.chromium() as browser:
        loads(browser, {each: stack.enter_context(serving(each)) for each in products}, scale, found)
    return found


def measure_arrivals(products: list[Product], scale: Scale) -> Rows:
    found = Rows()
    with ExitStack() as stack:
        running = {each: stack.enter_context(serving(each)) for each in products if each.viewer}
        asyncio.run(arrivals(running, scale, found))
    return found


def measure_memory(products: list[Product], scale: Scale) -> Rows:
    found = Rows()
    for product in products:
        with serving(product) as server:
            if product.viewer:
                memory_of = asyncio.run(viewers_memory(product, server, scale.watching))
            else:
                with browsing.chromium() as browser:
                    memory_of = browsers_memory(product, server, scale.watching, browser)
        for name, value in memory_of.items():
            found.add(name, product, value)
    return found


def measure_work(products: list[Product], scale: Scale) -> Rows:
    found = Rows()
    for product in products:
        if product.viewer:
            with serving(product) as server:
                asyncio.run(interactions(product, server, scale, found))
    return found


def measure_visits(products: list[Product], scale: Scale) -> Rows:
    """What is left of viewers who came and went, one after the other."""
    found = Rows()
    for product in products:
        if product.viewer and product.name in (OURS, STREAMLITS):
            with serving(product) as server:
                gone = 0
                for number in scale.visits:
                    asyncio.run(come_and_go(product, server, number - gone))
                    gone = number
                    rest(server)
                    for name, value in holding(server).items():
                        found.add(f"{name} after {number} loads", product, value)
    return found


async def come_and_go(product: Product, server: Server, times: int) -> None:
    for _ in range(times):
        await all_leave(await arrive(partial(make, product, server), 1))


def holding(server: Server) -> dict[str, float]:
    all = family(server)
    descriptors = sum(process.num_fds() for process in all)
    return {"descriptors": descriptors, "processes": len(all), "MB": megabytes(server)}


MEASURES = {
    "pages": measure_pages,
    "arrivals": measure_arrivals,
    "memory": measure_memory,
    "work": measure_work,
    "visits": measure_visits,
}


def facts() -> str:
    """The machine, and how much others used it."""
    names = ("voila", "streamlit", "ipykernel")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    memory = psutil.virtual_memory().total / 1e9
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB, load {os.getloadavg()[0]:.1f}, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}; {time.strftime('%Y-%m-%d')}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare published apps.")
    parser.add_argument("--quick", action="store_true", help="measure fewer")
    parser.add_argument("measures", nargs="*", choices=[*MEASURES, []], help="all, if none is named")
    told = parser.parse_args()
    names = [product.name for product in PRODUCTS]
    print(facts())
    print(f"| median (p95) | {' | '.join([*names, '/ Streamlit', '/ Voilà'])} |")
    print("|---" * (len(names) + 3) + "|")
    for name in told.measures or MEASURES:
        MEASURES[name](PRODUCTS, QUICK if told.quick else FULL).show()
    print(facts())


if __name__ == "__main__":
    main()
