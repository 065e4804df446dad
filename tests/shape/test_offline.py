"""No request leaves the installation, and nothing that we ship names a CDN."""

from __future__ import annotations

import re
from pathlib import Path

import browsing
import pytest
from playwright.sync_api import Page
from servers import REPOSITORY, Server

CDN = re.compile(
    rb"cdn\.|cdnjs|jsdelivr|unpkg\.com|esm\.sh|skypack|googleapis\.com|gstatic\.com|bootstrapcdn|fontawesome\.com"
)
SHIPPED = ("share", "etc", "jupyter_streamkit", "labextension/src")
FRONT_END = {".html", ".j2", ".css", ".js", ".mjs", ".ts", ".tsx", ".json", ".py"}

OUTPUTS = [
    "# markdown\n# A formula $x^2$",
    "from IPython.display import HTML, Latex\nLatex(r'$$\\frac{1}{2}$$')",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "import ipywidgets\nipywidgets.Button(description='done', icon='check')",
]
APP = """%%streamapp
import pandas as pd, streamlit as st
st.title("A :rainbow[formula] $x^2$ :material/home:")
st.line_chart(pd.DataFrame({"a": [1, 2]}))
st.map(pd.DataFrame({"lat": [40.7], "lon": [-74.0]}))
st.slider("done")
"""


def test_no_shipped_file_names_a_cdn() -> None:
    files = [
        path for folder in SHIPPED for path in Path(REPOSITORY, folder).rglob("*") if path.suffix in FRONT_END
    ]
    found = {
        f"{path.relative_to(REPOSITORY)}: {match.group().decode()}"
        for path in files
        for match in CDN.finditer(path.read_bytes())
    }
    assert sorted(found) == []


@pytest.mark.parametrize(("name", "cells"), [("outputs", OUTPUTS), ("app", [APP])])
def test_a_published_page_asks_nobody_else(page: Page, voila: Server, name: str, cells: list[str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    browsing.write_notebook(voila.root / f"{name}.ipynb", *cells)
    browsing.open_published(page, voila, f"{name}.ipynb")
    page.get_by_text("done").wait_for()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((voila.url, "data:", "blob:"))] == []


@pytest.mark.parametrize("path", ["", "voila/render/absent.ipynb"], ids=["list", "error"])
def test_the_other_pages_ask_nobody_else(page: Page, voila: Server, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(voila.url + path)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((voila.url, "data:", "blob:"))] == []
