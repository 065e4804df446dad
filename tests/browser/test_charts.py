"""Charts, maps and pictures in a real page: what a rerun keeps, what a reader can do."""

from __future__ import annotations

import re

import pytest
from browsing import open_published, write_notebook
from playwright.sync_api import Page, expect
from servers import Server

HEAD = """%%streamapp
import time
import numpy as np
import pandas as pd
import streamlit as st
n = st.session_state.setdefault("n", 0)
"""
AGAIN = """
def more():
    st.session_state.n += 1
st.button("again", on_click=more)
st.text(f"run {n}")
"""
SLOW_IMPORT = 90_000
"""matplotlib looks for fonts when it is first imported, altair reads its schema."""
CHART = "[data-testid=stVegaLiteChart]"
MAP = "[data-testid=stDeckGlJsonChart]"


@pytest.fixture
def app(page: Page, voila: Server):
    """Publishes a script and opens it."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def publish(script: str) -> Page:
        write_notebook(voila.root / "charts.ipynb", HEAD + script)
        open_published(page, voila, "charts.ipynb")
        return page

    yield publish
    assert errors == []


def again(page: Page, run: int) -> None:
    page.get_by_role("button", name="again").click()
    expect(page.get_by_text(f"run {run}", exact=True)).to_be_visible()


def remember(page: Page, selector: str) -> None:
    page.evaluate("selector => { window.kept = document.querySelector(selector); }", selector)


def is_kept(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => window.kept === document.querySelector(selector)", selector))


def test_new_data_goes_into_the_view_that_is_there(app):
    page = app("st.line_chart(np.arange(5) * (n + 1))" + AGAIN)
    expect(page.locator(f"{CHART} svg")).to_be_visible()
    expect(page.locator(f"{CHART} svg .mark-text", has_text="4").first).to_be_visible()
    remember(page, f"{CHART} svg")
    again(page, 1)
    expect(page.locator(f"{CHART} svg .mark-text", has_text="8").first).to_be_visible()
    assert is_kept(page, f"{CHART} svg")


def test_rows_are_added_to_a_line(app):
    page = app(
        """
chart = st.line_chart(np.zeros((1, 1)))
time.sleep(1)
for i in range(30):
    chart.add_rows(np.full((5, 1), i))
    time.sleep(0.01)
st.text("done")
"""
    )
    expect(page.locator(f"{CHART} svg")).to_be_visible()
    remember(page, f"{CHART} svg")
    expect(page.get_by_text("done")).to_be_visible()
    expect(page.locator("[data-rows='151']")).to_be_visible()
    expect(page.locator(f"{CHART} svg .mark-text", has_text="150").first).to_be_visible()
    assert is_kept(page, f"{CHART} svg")


def test_a_point_tells_its_values_and_the_wheel_zooms(app):
    page = app("st.line_chart(pd.DataFrame({'degrees': [10, 30, 20]}))")
    chart = page.locator(f"{CHART} svg")
    expect(chart).to_be_visible()
    chart.hover()
    expect(page.locator(".st-chart-tooltip")).to_contain_text("degrees")
    expect(page.locator(".st-chart-tooltip td")).to_have_text(["1", "30"])
    labels = page.locator(f"{CHART} .role-axis-label").first
    before = labels.text_content()
    page.mouse.wheel(0, -400)
    expect(labels).not_to_have_text(before)


def test_many_rows_are_drawn_on_a_canvas(app):
    page = app("st.scatter_chart(pd.DataFrame(np.random.default_rng(0).random((30_000, 2))), x='0', y='1')")
    expect(page.locator(f"{CHART} canvas")).to_be_visible()
    expect(page.locator("[data-rows='30000']")).to_be_visible()


def test_a_selection_runs_the_script(app):
    page = app(
        """
import altair as alt
df = pd.DataFrame({"a": ["p", "q"], "b": [10, 20]})
pick = alt.selection_point(name="pick")
chart = alt.Chart(df).mark_bar().encode(x="a", y="b").add_params(pick)
event = st.altair_chart(chart, on_select="rerun", key="picked")
st.text(f"picked {event.selection.pick}")
"""
    )
    expect(page.get_by_text("picked {}")).to_be_visible(timeout=SLOW_IMPORT)
    page.locator(f"{CHART} path[aria-roledescription=bar]").nth(1).click()
    expect(page.get_by_text("picked [{'a': 'q', 'b': 20}]")).to_be_visible()


def test_the_theme_of_the_page_is_that_of_the_chart(app):
    page = app("st.bar_chart({'a': [1, 2]})")
    bar = page.locator(f"{CHART} path[aria-roledescription=bar]").first
    expect(bar).to_be_visible()
    light = bar.get_attribute("fill")
    page.evaluate("document.body.dataset.streamkitTheme = 'dark'")
    expect(bar).not_to_have_attribute("fill", light)


def test_a_bad_specification_says_so_in_its_place(app):
    page = app("st.vega_lite_chart({'a': [1]}, {'mark': 'nonsense'})\nst.text('after')")
    expect(page.get_by_text("This chart cannot be drawn")).to_be_visible()
    expect(page.get_by_text("after")).to_be_visible()


def test_new_points_leave_the_map_where_its_reader_moved_it(app):
    page = app(
        """
places = np.random.default_rng(n).normal((40.7, -74), 0.05, (10_000 - n, 2))
st.map(pd.DataFrame(places, columns=["lat", "lon"]))
"""
        + AGAIN
    )
    expect(page.locator(f"{MAP}[data-points='10000'] canvas").first).to_be_visible()
    host = page.locator(".st-map")
    fitted = host.get_attribute("data-zoom")
    page.get_by_role("button", name="Zoom in").click()
    expect(host).not_to_have_attribute("data-zoom", fitted)
    page.wait_for_timeout(400)
    place = host.get_attribute("data-zoom"), host.get_attribute("data-center")
    remember(page, f"{MAP} canvas")
    again(page, 1)
    expect(page.locator(f"{MAP}[data-points='9999']")).to_be_visible()
    assert (host.get_attribute("data-zoom"), host.get_attribute("data-center")) == place
    assert is_kept(page, f"{MAP} canvas")


def test_pictures_have_their_size_and_captions(app):
    page = app(
        """
import matplotlib.pyplot as plt
st.image([np.zeros((20, 30)), np.ones((20, 30, 3))], caption=["*black*", "white"])
fig, ax = plt.subplots()
ax.plot([1, 2])
st.pyplot(fig)
"""
    )
    images = page.locator("[data-testid=stImageContainer] img")
    expect(images).to_have_count(3, timeout=SLOW_IMPORT)
    expect(page.locator("[data-testid=stImageCaption]")).to_have_text(["black", "white"])
    page.wait_for_function("[...document.images].every(image => image.naturalWidth > 0)")
    sizes = images.evaluate_all("images => images.map(image => [image.naturalWidth, image.clientWidth])")
    assert sizes[0] == [30, 30]
    assert sizes[2][1] > 400
    assert re.match("blob:", images.first.get_attribute("src"))
