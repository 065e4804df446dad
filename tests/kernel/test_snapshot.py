"""The saved notebook reads well without a kernel: a program runs it, and it holds the app as static HTML."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
import servers
from kernels import Kernel, nodes
from nbclient import NotebookClient
from nbconvert import HTMLExporter

EVERYTHING = """
    import datetime
    import numpy as np, pandas as pd, matplotlib.figure
    df = pd.DataFrame({"city": ["Oslo", "<Rome>"], "n": [1, 2]})
    st.title("A title")
    st.markdown("**bold** $a^2$ :red[red] :material/home:")
    st.code("x = 1 < 2")
    st.warning("take care")
    st.text("plain & simple")
    st.dataframe(pd.DataFrame({"row": range(1000)}))
    st.table(df)
    st.metric("Trips", 7, -2)
    st.json({"deep": [1, {"er": 2}]})
    st.line_chart(df, x="city", y="n")
    st.map({"lat": [59.9, 41.9], "lon": [10.8, 12.5]})
    st.image(np.zeros((4, 4, 3), np.uint8), caption="black")
    left, right = st.columns(2)
    left.text("in the left")
    for tab, word in zip(st.tabs(["One", "Two"]), ["first", "second"]):
        tab.text(word + " tab")
    st.expander("More").text("inside the expander")
    st.sidebar.selectbox("Where", ["here", "there"])
    st.slider("Hour", 0, 23, 17)
    st.text_input("Name", "Ada")
    st.text_input("Secret", "hidden-word", type="password")
    st.multiselect("Some", ["a", "b", "c"], ["a", "c"])
    st.checkbox("Agreed", True)
    st.date_input("Day", datetime.date(2014, 9, 1))
    st.button("Press")
    st.audio_input("Voice")
    st.camera_input("Face")
    st.progress(40, "going")
    st.toast("no trace of this")
    st.exception(ValueError("broken <thing>"))
"""
SHOWN = [
    r"<h1[^>]*>A title</h1>",
    r"<strong>bold</strong> <span>\$a\^2\$</span> <span style=\"color:#\w+\">red</span>",
    r"x = 1 &lt; 2",
    r"take care",
    r"plain &amp; simple",
    r"<td[^>]*>9</td></tr></tbody></table></div><div[^>]*>The first 10 of 1,000 rows\.",
    r"&lt;Rome&gt;",
    r"Trips</div><div[^>]*>7</div><div[^>]*>↓ -2",
    r"&quot;deep&quot;: \[",
    r'<img src="data:image/svg\+xml;base64,[^"]+" alt="Chart: n by city"',
    r'<img src="data:image/svg\+xml;base64,[^"]+" alt="2 points on a map"',
    r'<img src="data:image/jpeg;base64,[^"]+" alt="black"',
    r"in the left",
    r"One</div>.*first tab.*Two</div>.*second tab",
    r"<summary[^>]*>More</summary>.*inside the expander",
    r"Where</div><div[^>]*>here</div>",
    r"Hour</div><div[^>]*>17</div>",
    r"Name</div><div[^>]*>Ada</div>",
    r"Secret</div><div[^>]*>•+</div>",
    r">a</span> <span[^>]*>c</span>",
    r"☑ Agreed",
    r"Day</div><div[^>]*>2014-09-01</div>",
    r"<span[^>]*>Press</span>",
    r"Voice</div>.*Face</div>",
    r"going.*width:40%",
    r"<strong>ValueError</strong>: broken &lt;thing&gt;",
]


@contextmanager
def clean_environment(home: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in servers.environment(home).items():
            if os.environ.get(name) != value:
                patch.setenv(name, value)
        yield


def executed(home: Path, *scripts: str, options: str = "") -> nbformat.NotebookNode:
    """A notebook of apps after nbclient has run it."""
    cells = [
        f"%%streamapp {options}\nimport streamlit as st\n{textwrap.dedent(script)}" for script in scripts
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    with clean_environment(home):
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


def snapshot(notebook: nbformat.NotebookNode, cell: int = 0) -> str:
    html: str = notebook.cells[cell].outputs[1].data["text/html"]
    return html


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    return executed(tmp_path_factory.mktemp("everything"), EVERYTHING, options="--wait")


@pytest.mark.parametrize("shown", SHOWN)
def test_each_element_is_shown(everything: nbformat.NotebookNode, shown: str) -> None:
    assert re.search(shown, snapshot(everything), re.DOTALL)


def test_it_needs_nothing_else(everything: nbformat.NotebookNode) -> None:
    html = snapshot(everything)
    assert not re.search(r"<script|<svg|<link|src=\"http|url\(|class=\"st-|hidden-word|no trace", html)


def test_the_live_output_says_nothing_where_it_cannot_live(everything: nbformat.NotebookNode) -> None:
    assert everything.cells[0].outputs[0].data["text/html"] == ""


def test_nbconvert_shows_the_app_once(everything: nbformat.NotebookNode) -> None:
    del everything.metadata["widgets"]
    page, _ = HTMLExporter().from_notebook_node(everything)
    assert page.count("take care") == 2, "in the cell and in the snapshot"
    assert "App(" not in page


def test_an_app_that_fails_shows_how_far_it_came(tmp_path: Path) -> None:
    notebook = executed(tmp_path, "st.text('drawn')\n1 / 0", options="--wait")
    assert re.search("drawn.*ZeroDivisionError.*1 / 0", snapshot(notebook), re.DOTALL)


def test_it_does_not_grow_without_bound(tmp_path: Path) -> None:
    noise = """
        import numpy as np
        for seed in range(40):
            st.image(np.random.default_rng(seed).integers(0, 255, (400, 400, 3), dtype=np.uint8))
        st.text('the end')
    """
    html = snapshot(executed(tmp_path, noise, options="--wait"))
    assert 500_000 < len(html) < 1_100_000
    assert "left out here" in html
    assert "the end" in html


def test_it_is_taken_once(kernel: Kernel) -> None:
    told = kernel.app("%%streamapp\nimport streamlit as st\nst.write(st.slider('x', 0, 9, 3))")
    told += kernel.quiet()
    slider = next(node for node in nodes(told) if node["type"] == "slider")
    later = kernel.change(slider["model"], [5]) + kernel.quiet()
    count = [sum(each["msg_type"] == "update_display_data" for each in part) for part in (told, later)]
    assert count == [1, 0]
