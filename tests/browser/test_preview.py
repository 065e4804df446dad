"""The preview beside a notebook, in JupyterLab and Notebook 7."""

from __future__ import annotations

import re

import browsing
import pytest
from hosts import Host
from playwright.sync_api import Locator, expect

APP = """%%streamapp
import streamlit as st
st.title("Cars")
name = st.text_input("Name", key="name")
level = st.slider("Level", 0, 9, 4, key="level")
if st.button("Greet"):
    st.toast("Hello " + name)
st.text(f"{name}, {level}")
"""
RUNNING = re.compile(r"^Running \d")
TITLE = 3
"""The line of the title."""


@pytest.fixture
def cars(notebook: Host) -> Locator:
    """A notebook with an app whose cell has been run from the preview."""
    page = notebook.page
    browsing.set_source(page, 0, APP)
    page.evaluate("() => window.jupyterapp.commands.execute('streamkit:open-preview')")
    panel = page.locator("#streamkit-preview")
    start = panel.get_by_role("button", name="Run the app", exact=True)
    heading = panel.get_by_role("heading", name="Cars")
    expect(start.or_(heading)).to_be_visible()
    if start.is_visible():
        start.click()
    else:
        browsing.run_cell(page, 0)
    expect(heading).to_be_visible()
    expect(panel.get_by_text("Idle")).to_be_visible()
    page.evaluate("() => window.jupyterapp.commands.execute('streamkit:reset')")
    expect(panel.get_by_text(", 4", exact=True)).to_be_visible()
    expect(panel.get_by_text("Idle")).to_be_visible()
    return panel


def tool(panel: Locator, name: str) -> Locator:
    return panel.get_by_role("button", name=name)


def test_the_panel_and_the_cell_show_one_session(notebook: Host, cars: Locator) -> None:
    cell = notebook.page.locator(".jp-Notebook")
    cars.get_by_role("textbox", name="Name").fill("Ada")
    cars.get_by_role("textbox", name="Name").press("Enter")
    for view in (cars, cell):
        expect(view.get_by_text("Ada, 4")).to_be_visible()
        expect(view.get_by_role("textbox", name="Name")).to_have_value("Ada")
    cell.get_by_role("slider", name="Level").press("End")
    for view in (cars, cell):
        expect(view.get_by_text("Ada, 9")).to_be_visible()
        expect(view.get_by_role("slider", name="Level")).to_have_attribute("aria-valuenow", "9")
    tool(cars, "Greet").click()
    expect(notebook.page.get_by_test_id("stToast")).to_have_count(1)


def test_a_cell_that_is_written_runs_with_its_state(notebook: Host, cars: Locator) -> None:
    cars.get_by_role("slider", name="Level").press("End")
    expect(cars.get_by_text(", 9", exact=True)).to_be_visible()
    browsing.set_source(notebook.page, 0, APP.replace("Cars", "Bikes"))
    expect(cars.get_by_role("heading", name="Bikes")).to_be_visible()
    expect(cars.get_by_text(", 9", exact=True)).to_be_visible()
    browsing.set_source(notebook.page, 0, APP.replace('"Cars")', '"Trains"'))
    expect(notebook.page.locator(".cm-lintRange-error")).to_be_visible()
    expect(tool(cars, f"Line {TITLE}: '(' was never closed")).to_be_visible()
    expect(cars.get_by_role("heading", name="Bikes")).to_be_visible()
    browsing.set_source(notebook.page, 0, APP)
    expect(cars.get_by_role("heading", name="Cars")).to_be_visible()
    expect(notebook.page.locator(".cm-lintRange-error")).to_have_count(0)


def test_on_run_waits_for_the_cell(notebook: Host, cars: Locator) -> None:
    cars.get_by_role("switch", name="Live").uncheck()
    browsing.set_source(notebook.page, 0, APP.replace("Cars", "Bikes"))
    tool(cars, "Rerun the App").click()
    expect(cars.get_by_text("Idle")).to_be_visible()
    expect(cars.get_by_role("heading", name="Cars")).to_be_visible()
    cars.get_by_role("switch", name="On run").check()
    expect(cars.get_by_role("heading", name="Bikes")).to_be_visible()


def test_stop_ends_a_loop_and_says_what_it_cannot_end(notebook: Host, cars: Locator) -> None:
    loop = APP + "while st.session_state.get('go', True): pass"
    browsing.set_source(notebook.page, 0, loop)
    expect(cars.get_by_text(RUNNING)).to_be_visible()
    tool(cars, "Stop the App").click()
    expect(cars.get_by_text("Stopped after")).to_be_visible()
    # What runs after it is another run, of which nothing has to be said.
    tool(cars, "Rerun").click()
    expect(cars.get_by_text(re.compile(r"^Running [2-9]"))).to_be_visible()
    expect(notebook.page.get_by_text("Stop waits")).to_have_count(0)
    tool(cars, "Stop the App").click()
    expect(cars.get_by_text("Stopped after")).to_be_visible()
    browsing.evaluate_in_kernel(notebook.page, "import threading; gate = threading.Event()")
    browsing.set_source(notebook.page, 0, APP + "gate.wait()")
    expect(cars.get_by_text(RUNNING)).to_be_visible()
    tool(cars, "Stop the App").click()
    expect(notebook.page.get_by_text("Stop waits for line 9").first).to_be_visible()
    browsing.evaluate_in_kernel(notebook.page, "gate.set()")
    expect(cars.get_by_text("Stopped after")).to_be_visible()


def test_the_inspector_shows_and_sets_the_state(notebook: Host, cars: Locator) -> None:
    tool(cars, "Inspector").click()
    drawer = cars.get_by_role("region", name="Inspector")
    drawer.get_by_role("textbox", name="level").fill("7")
    drawer.get_by_role("textbox", name="level").press("Enter")
    expect(cars.get_by_text(", 7", exact=True)).to_be_visible()
    drawer.get_by_role("tab", name="Runs").click()
    expect(drawer.get_by_role("row", name="script done").first).to_contain_text("message")
    expect(drawer.get_by_role("row", name="slider level")).to_be_visible()
    tool(cars, "Click an element").click()
    cars.get_by_role("heading", name="Cars").click()
    selected = (
        f"() => {browsing.PANEL}.content.activeCell.editor.getSelection().start.line + 1 === {TITLE}"
        f" && {browsing.PANEL}.content.activeCell.editor.hasFocus()"
    )
    notebook.page.wait_for_function(selected)
    expect(cars.locator(".skp-pointed").get_by_text("Cars")).to_be_visible()
    tool(cars, "Inspector").click()
    expect(drawer).to_have_count(0)


def test_the_inspector_counts(notebook: Host, cars: Locator) -> None:
    counted = """
@st.cache_data
def twice(n):
    return 2 * n
@st.fragment
def part():
    st.button("Again")
part()
if st.button("Long"):
    st.text("x" * 100 * 1024)
st.text(f"twice {twice(level)}")
"""
    browsing.set_source(notebook.page, 0, APP + counted)
    expect(cars.get_by_text("twice 8")).to_be_visible()
    tool(cars, "Inspector").click()
    drawer = cars.get_by_role("region", name="Inspector")
    drawer.get_by_role("tab", name="Fragments and caches").click()

    def counts(*told: str) -> None:
        for row in told:
            expect(drawer.get_by_role("row", name=row)).to_be_visible()

    tool(cars, "Rerun").click()
    counts("Fragment part 1 run", "Cached twice 1 hit, 0 misses")
    tool(cars, "Again").click()
    counts("Fragment part 2 runs", "Cached twice 1 hit, 0 misses")
    tool(cars, "Clear the Caches").click()
    counts("Fragment part 3 runs", "Cached twice 1 hit, 1 miss")
    drawer.get_by_role("tab", name="Runs").click()
    tool(cars, "Long").click()
    expect(
        drawer.get_by_role("row", name=re.compile(r"^script done .* 100\.\d kB in \d messages?$"))
    ).to_be_visible()
    tool(cars, "Inspector").click()


def test_the_toolbar(notebook: Host, cars: Locator) -> None:
    page = notebook.page
    cars.get_by_role("combobox", name="Width").select_option("phone")
    expect(cars.locator(".skp-device")).to_have_css("width", "390px")
    tool(cars, "Theme").click()
    tool(cars, "Theme: light").click()
    expect(cars.get_by_test_id("stApp")).to_have_css("background-color", "rgb(14, 17, 23)")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tool(cars, "Copy the Link").click()
    link = "() => navigator.clipboard.readText().then(text => text.includes('voila/render/'))"
    page.wait_for_function(link)
    with page.expect_download() as download:
        tool(cars, "Take a Screenshot").click()
    assert download.value.suggested_filename == "Cars.png"
    with page.context.expect_page() as opened:
        tool(cars, "Open the App in Voilà").click()
    expect(opened.value.get_by_role("heading", name="Cars")).to_be_visible()
    opened.value.close()
