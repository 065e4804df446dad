"""Pages in browsers: their addresses, the way back, what is not there, and cells that are pages."""

from __future__ import annotations

import re
import shutil

import browsing
import pytest
from hosts import Host
from playwright.sync_api import Locator, Page, expect
from servers import REPOSITORY, Server

NAVIGATION = """%%streamapp
import streamlit as st
def start():
    st.title("Start")
    st.page_link(there, label="Follow", query_params={"x": "1"})
    if st.button("Switch"):
        st.switch_page(there, query_params={"x": "2"})
def more():
    st.title("More")
    st.text(f"x is {st.query_params.get('x')}")
    if st.button("Count"):
        st.query_params["x"] = "9"
        st.rerun()
there = st.Page(more, icon=":material/map:")
st.sidebar.text_input("Shared", key="shared")
st.logo("🚕", icon_image=":material/home:")
st.navigation({"Main": [start], "Others": [there]}).run()
st.text(f"shared is {st.session_state.shared}")
"""
CELLS = (
    "word = 'from above'",
    """%%streamapp --page "Welcome" --icon 👋
import streamlit as st
st.title("Welcome")
st.text_input("Name", key="name")
st.text(word)
""",
    "import time\ntime.sleep(0.3)\nlate = 'from between'",
    """%%streamapp --page "The map" --icon :material/map:
import streamlit as st
st.title("Map")
st.text(late)
""",
)


def shows(app: Locator, name: str) -> None:
    expect(app.get_by_role("heading", level=1)).to_contain_text(name)


def menu(app: Locator) -> Locator:
    return app.get_by_role("navigation", name="Pages")


def link(app: Locator, name: str) -> Locator:
    return menu(app).get_by_role("link", name=name)


def has_address(page: Page, query: str) -> None:
    expect(page).to_have_url(re.compile(re.escape(f".ipynb{query}") + "$"))


@pytest.fixture
def opened(page: Page, voila: Server) -> Page:
    browsing.write_notebook(voila.root / "pages_told.ipynb", NAVIGATION)
    browsing.open_published(page, voila, "pages_told.ipynb")
    return page


def test_back_and_forward_lead_to_pages_and_what_they_share_stays(opened: Page) -> None:
    app = opened.get_by_test_id("stApp")
    shows(app, "Start")
    expect(link(app, "start")).to_have_attribute("aria-current", "page")
    field = app.get_by_label("Shared")
    field.fill("typed")
    field.press("Enter")
    expect(app.get_by_text("shared is typed")).to_be_visible()
    field.evaluate("node => { window.kept = node }")

    app.get_by_test_id("stPageLink-NavLink").click()
    shows(app, "More")
    expect(app.get_by_text("x is 1")).to_be_visible()
    has_address(opened, "?/more&x=1")
    expect(link(app, "more")).to_have_attribute("aria-current", "page")
    app.get_by_role("button", name="Count").click()
    has_address(opened, "?/more&x=9")

    link(app, "start").click()
    shows(app, "Start")
    has_address(opened, "")
    app.get_by_role("button", name="Switch").click()
    has_address(opened, "?/more&x=2")

    opened.go_back()
    shows(app, "Start")
    opened.go_back()
    expect(app.get_by_text("x is 9")).to_be_visible()
    has_address(opened, "?/more&x=9")
    opened.go_forward()
    shows(app, "Start")
    has_address(opened, "")
    expect(app.get_by_text("shared is typed")).to_be_visible()
    assert field.evaluate("node => node === window.kept && node.isConnected")


def test_a_page_is_opened_by_its_address(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "pages_told.ipynb", NAVIGATION)
    browsing.open_published(page, voila, "pages_told.ipynb", "?/more&x=7")
    app = page.get_by_test_id("stApp")
    expect(app.get_by_text("x is 7")).to_be_visible()
    has_address(page, "?/more&x=7")
    expect(link(app, "start")).to_have_attribute("href", re.compile(r"pages_told\.ipynb$"))
    expect(app.get_by_test_id("stSidebarLogo")).to_be_visible()
    app.get_by_role("button", name="Close sidebar").click()
    expect(app.get_by_test_id("stHeaderLogo")).to_be_visible()


def test_a_page_that_is_not_there(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "pages_told.ipynb", NAVIGATION)
    browsing.open_published(page, voila, "pages_told.ipynb", "?/nowhere")
    app = page.get_by_test_id("stApp")
    missing = app.get_by_role("alert").filter(has_text="Page not found")
    expect(missing).to_contain_text("nowhere")
    shows(app, "Start")
    missing.get_by_role("link", name="Go to start").click()
    expect(missing).to_have_count(0)
    has_address(page, "")


def test_cells_are_pages_of_the_published_app(page: Page, voila: Server) -> None:
    browsing.write_notebook(voila.root / "pages_cells.ipynb", *CELLS)
    browsing.open_published(page, voila, "pages_cells.ipynb", "?/the_map")
    app = page.get_by_test_id("stApp")
    shows(app, "Map")
    expect(app.get_by_text("from between")).to_be_visible()
    expect(app).to_have_count(1)
    expect(menu(app).get_by_role("link")).to_have_text([re.compile("Welcome"), re.compile("The map")])
    link(app, "Welcome").click()
    expect(app.get_by_text("from above")).to_be_visible()
    has_address(page, "")


def test_cells_are_pages_in_the_notebook(page: Page, jupyterlab: Server) -> None:
    browsing.write_notebook(jupyterlab.root / "pages_cells.ipynb", *CELLS)
    browsing.open_notebook(page, jupyterlab, "pages_cells.ipynb")
    address = page.url
    browsing.run_all(page)
    apps = page.get_by_test_id("stApp")
    first, second = apps.nth(0), apps.nth(1)
    shows(first, "Welcome")
    shows(second, "Map")
    expect(link(first, "The map")).to_be_visible()
    expect(link(second, "The map")).to_have_attribute("aria-current", "page")

    first.get_by_label("Name").fill("kept")
    first.get_by_label("Name").press("Enter")
    link(second, "Welcome").click()
    shows(second, "Welcome")
    expect(first.get_by_label("Name")).to_have_value("kept")
    expect(second.get_by_label("Name")).to_have_value("")
    assert page.url == address

    browsing.set_source(page, 3, CELLS[3].replace("The map", "Atlas").replace('"Map"', '"Atlas"'))
    browsing.run_cell(page, 3)
    shows(apps.nth(1), "Atlas")
    expect(link(first, "Atlas")).to_be_visible()
    expect(link(first, "The map")).to_have_count(0)


def test_pages_of_the_hello_app_open(published: Host) -> None:
    shutil.copytree(REPOSITORY / "notebooks", published.server.root, dirs_exist_ok=True)
    published.problems.clear()
    published.open("hello.ipynb")
    app = published.app
    shows(app, "Welcome")
    link(app, "Plotting").click()
    shows(app, "Plotting")  # it takes a while: one leaves in the middle of it
    for name in ("Data frames", "Widgets", "Uber pickups"):
        link(app, name).click()
        shows(app, name)
        published.settle()
        expect(app.get_by_test_id("stException")).to_have_count(0)
        expect(app.locator(".st-unknown, .st-loading")).to_have_count(0)
    assert published.our_problems == []
