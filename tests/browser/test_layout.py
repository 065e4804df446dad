"""Containers in a published page: what opens, what scrolls, what stays open."""

from __future__ import annotations

import pytest
from browsing import open_published, write_notebook
from playwright.sync_api import Page, expect
from servers import Server


@pytest.fixture
def app(page: Page, voila: Server):
    """Publishes a script and opens it."""

    def publish(script: str) -> Page:
        write_notebook(voila.root / "layout.ipynb", "%%streamapp\nimport streamlit as st\n" + script)
        open_published(page, voila, "layout.ipynb")
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
        return page

    return publish


def test_expanders_tabs_and_popovers_stay_as_the_reader_left_them(app) -> None:
    page = app("""
n = st.session_state.setdefault("n", 0)
def more(): st.session_state.n += 1
with st.expander("*More*"):
    st.text("hidden")
one, two = st.tabs(["One", "Two"])
one.text("first")
two.text(f"second {n}")
with st.popover("Settings"):
    st.button("inside", on_click=more)
    st.text(f"presses {n}")
""")
    page.locator("summary").click()
    expect(page.get_by_text("hidden")).to_be_visible()
    page.get_by_role("tab", name="Two").click()
    expect(page.get_by_text("first")).to_be_hidden()
    page.get_by_test_id("stPopoverButton").click()
    page.get_by_role("button", name="inside").click()
    expect(page.get_by_text("presses 1")).to_be_visible()
    expect(page.get_by_text("hidden")).to_be_visible()
    expect(page.get_by_text("second 1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    page.get_by_test_id("stPopoverButton").click()
    page.mouse.click(5, 5)
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_tracked_containers_run_the_script(app) -> None:
    page = app("""
with st.expander("More", on_change="rerun") as more:
    st.text(f"open {more.open}")
tabs = st.tabs(["One", "Two"], on_change="rerun")
st.text(f"tabs {[tab.open for tab in tabs]}")
""")
    page.get_by_role("tab", name="Two").click()
    expect(page.get_by_text("tabs [False, True]")).to_be_visible()
    page.locator("summary").click()
    expect(page.get_by_text("open True")).to_be_visible()


def test_columns_stand_beside_each_other_and_stack_on_a_phone(app, page: Page) -> None:
    app("""
left, right = st.columns([3, 1])
left.text("left")
right.text("right")
row = st.container(horizontal=True)
row.markdown("a")
row.markdown("b")
with st.container(height=150, autoscroll=True):
    for number in range(40):
        st.text(f"line {number}")
""")
    columns = page.get_by_test_id("stColumn")
    expect(page.get_by_text("line 39")).to_be_in_viewport()
    first, second = (columns.nth(index).bounding_box() for index in (0, 1))
    assert first["y"] == second["y"]
    assert 2.5 < first["width"] / second["width"] < 3.5
    a, b = (page.get_by_text(text, exact=True).bounding_box() for text in ("a", "b"))
    assert a["y"] == b["y"]
    page.set_viewport_size({"width": 360, "height": 700})
    first, second = (columns.nth(index).bounding_box() for index in (0, 1))
    assert first["y"] < second["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
