"""The published page: an app and nothing else, from this server and nowhere else."""

from __future__ import annotations

import re

import browsing
import pytest
from hosts import Host
from playwright.sync_api import Page, expect
from servers import Server

CONFIGURED = """%%streamapp
import streamlit as st
st.set_page_config(page_title="Our title", page_icon=":material/star:", layout="LAYOUT")
st.sidebar.text("beside")
st.title("On the page")
"""
EVERYTHING = """
import datetime
import altair as alt
import numpy as np
import pandas as pd
import streamlit as st
from matplotlib.figure import Figure
st.set_page_config(page_icon="🚕")
st.title("All :material/home: of it :rocket:")
st.markdown("*Text*, $x^2$, :red[red], `code`")
st.latex(r"\\int_0^1 x dx")
st.code("x = 1")
frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
st.dataframe(frame)
st.line_chart(frame)
st.altair_chart(alt.Chart(frame).mark_point().encode(x="a:Q", y="b:Q"))
figure = Figure()
figure.subplots().plot([1, 2])
st.pyplot(figure)
st.map(pd.DataFrame({"lat": [40.7], "lon": [-74.0]}))
st.json({"a": [1]})
st.date_input("Day", datetime.date(2026, 1, 2))
st.button("Star", icon=":material/star:")
st.metric("Speed", 3, 1)
st.text("the end")
"""


@pytest.mark.parametrize("layout", ["centered", "wide"])
def test_the_script_configures_the_page(page: Page, voila: Server, layout: str) -> None:
    notebook = browsing.write_notebook(voila.root / f"{layout}.ipynb", CONFIGURED.replace("LAYOUT", layout))
    browsing.open_published(page, voila, notebook.name)
    expect(page.get_by_role("heading", name="On the page")).to_be_visible()
    expect(page).to_have_title("Our title")
    expect(page.locator("link[rel=icon]")).to_have_attribute("href", re.compile("^data:image/png"))
    main = page.get_by_test_id("stMain").bounding_box()
    block = page.get_by_test_id("stVerticalBlock").filter(has_text="On the page").last.bounding_box()
    sidebar = page.get_by_test_id("stSidebar").bounding_box()
    assert main
    assert block
    assert sidebar
    assert (sidebar["x"], sidebar["y"], sidebar["height"]) == (0, 0, 900), "the sidebar stands at the left"
    assert main["x"] == sidebar["width"]
    assert main["x"] + main["width"] == 1280
    assert (block["width"] > 750) == (layout == "wide")
    middle = block["x"] + block["width"] / 2
    assert abs(middle - (main["x"] + main["width"] / 2)) < 12, "the page's scroll bar has room, no more"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("by", ["system", "address"])
def test_light_and_dark(page: Page, voila: Server, theme: str, by: str) -> None:
    scheme = theme if by == "system" else {"light": "dark", "dark": "light"}[theme]
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    notebook = browsing.write_notebook(
        voila.root / "centered.ipynb", CONFIGURED.replace("LAYOUT", "centered")
    )
    browsing.open_published(page, voila, notebook.name, f"?theme={theme}" if by == "address" else "")
    heading = page.get_by_role("heading", name="On the page")
    expect(heading).to_be_visible()
    app = page.get_by_test_id("stApp")
    assert lightness(app.evaluate("app => getComputedStyle(app).backgroundColor"), theme) > 200
    assert lightness(heading.evaluate("text => getComputedStyle(text).color"), theme) < 70


def lightness(color: str, theme: str) -> float:
    """From 0 to 255, as a light theme has it: a dark one's is turned round."""
    red, green, blue = map(int, re.findall(r"\d+", color)[:3])
    light = (red + green + blue) / 3
    return light if theme == "light" else 255 - light


def test_nothing_comes_from_outside(published: Host) -> None:
    asked: list[str] = []
    published.page.on("request", lambda request: asked.append(request.url))
    published.page.on("websocket", lambda socket: asked.append(socket.url.replace("ws://", "http://")))
    published.problems.clear()
    app = published.show(EVERYTHING)
    expect(app.get_by_text("the end")).to_be_visible()
    published.settle()
    for drawn in ("stDataFrame", "stVegaLiteChart", "stDeckGlJsonChart"):
        app.get_by_test_id(drawn).first.scroll_into_view_if_needed()
        expect(app.get_by_test_id(drawn).first.locator("canvas, svg").first).to_be_visible()
    app.get_by_role("button", name=re.compile("calendar", re.IGNORECASE)).or_(
        app.get_by_test_id("stDateInput").locator("input")
    ).first.click()
    expect(app.get_by_test_id("stException")).to_have_count(0)
    assert len(asked) > 10
    outside = [url for url in asked if not url.startswith((published.server.url, "data:", "blob:"))]
    assert outside == []
    assert published.our_problems == []


def test_the_page_shows_the_app_only(published: Host) -> None:
    browsing.write_notebook(
        published.server.root / "noisy.ipynb",
        "# markdown\n# Notes",
        "print('noise')\n'more noise'",
        CONFIGURED.replace("LAYOUT", "centered"),
    )
    published.open("noisy.ipynb")
    expect(published.app.get_by_text("On the page")).to_be_visible()
    text = published.page.inner_text("body")
    assert [noise for noise in ("Notes", "noise", "streamapp", "import") if noise in text] == []
    assert published.page.locator(".streamkit-snapshot").count() == 0


def test_two_apps_of_a_notebook_stand_one_below_the_other(page: Page, voila: Server) -> None:
    cell = "%%streamapp {name}\nimport streamlit as st\nst.title('{name}')\nst.sidebar.button('Press {name}')"
    cells = [cell.format(name=name) for name in ("First", "Second")]
    notebook = browsing.write_notebook(voila.root / "two_apps.ipynb", *cells)
    browsing.open_published(page, voila, notebook.name)
    for name in ("First", "Second"):
        page.get_by_role("button", name=f"Press {name}").click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
