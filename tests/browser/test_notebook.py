"""The app as an output in JupyterLab and Notebook 7: what is saved, what it prints, how it fits in."""

from __future__ import annotations

from collections.abc import Iterator

import nbformat
import pytest
from browsing import PANEL, open_notebook, open_published, run_all, save, write_notebook
from playwright.sync_api import Browser, Page, expect
from servers import Server, wait_for

APP = """%%streamapp
import sys, warnings
import streamlit as st
st.sidebar.selectbox("Where", ["here", "there"])
st.title("Trips")
hour = st.slider("Hour", 0, 23, 17)
st.line_chart({"n": [1, 3, 2]})
print("hour", hour)
print("\\x1b[32mto stderr\\x1b[0m", file=sys.stderr)
warnings.warn("careful")
"""
LONG = "%%streamapp --height 300\nimport streamlit as st\nst.sidebar.text('side')\nfor n in range(50): st.text(n)"


@pytest.fixture(scope="module")
def lab(browser: Browser, jupyterlab: Server) -> Iterator[Page]:
    """A JupyterLab with a notebook that was run."""
    write_notebook(jupyterlab.root / "trips.ipynb", APP, LONG)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    open_notebook(page, jupyterlab, "trips.ipynb")
    run_all(page)
    expect(page.get_by_role("heading", name="Trips")).to_be_visible()
    expect(page.get_by_test_id("stText").get_by_text("49")).to_be_attached()
    yield page
    context.close()


def end_kernels(server: Server) -> None:
    """End the kernels that tests have left, so that a notebook is opened without one."""
    for kernel in server.kernels():
        kernel.kill()
    wait_for(lambda: not server.kernels(), what="the end of the kernels")


def open_without_kernel(page: Page, server: Server, notebook: str) -> None:
    page.goto(f"{server.url}lab?reset")
    page.wait_for_function("() => window.jupyterapp")
    page.evaluate("() => window.jupyterapp.restored")
    preference = "{ shouldStart: false, canStart: false, autoStartDefault: false }"
    options = f"{{ path: '{notebook}', factory: 'Notebook', kernelPreference: {preference} }}"
    page.evaluate(f"() => window.jupyterapp.commands.execute('docmanager:open', {options})")
    page.wait_for_function(f"() => {PANEL}?.revealed")
    page.evaluate(f"() => {PANEL}.revealed")


def test_the_live_app_hides_its_snapshot(lab: Page) -> None:
    expect(lab.locator(".streamkit-snapshot")).to_have_count(2)
    expect(lab.locator(".streamkit-snapshot").first).to_be_hidden()
    height = lab.evaluate(
        "() => document.querySelector('.jp-OutputArea-child:has(.streamkit-snapshot)').offsetHeight"
    )
    assert height == 0


def test_the_console_counts_shows_and_forgets(lab: Page) -> None:
    console = lab.get_by_test_id("stConsole")
    button = console.get_by_role("button", name="Console (4)")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    lab.keyboard.press("Enter")
    text = console.get_by_role("log")
    expect(text).to_contain_text("hour 17\nto stderr\n")
    expect(text).to_contain_text("UserWarning: careful")
    expect(text.locator(".st-ansi-green")).to_have_text("to stderr")
    expect(text.locator(".st-stderr").first).to_be_visible()
    console.get_by_role("button", name="Clear").click()
    expect(console).to_have_count(0)


def test_a_fixed_height_scrolls_inside_and_nowhere_else(lab: Page) -> None:
    app = lab.locator(".stApp.st-scroll")
    assert app.evaluate("app => app.offsetHeight") == 300
    assert app.locator(".stMain").evaluate("main => main.scrollHeight > main.clientHeight")
    scrolling = lab.evaluate(
        """() => [...document.querySelectorAll('.jp-Cell-outputArea, .jp-Cell-outputArea .jp-OutputArea-output')]
            .filter(area => area.scrollHeight > area.clientHeight + 1 && getComputedStyle(area).overflowY !== 'visible')
            .length"""
    )
    assert scrolling == 0


def test_the_theme_follows_at_once(lab: Page) -> None:
    app = lab.locator(".streamkit").first

    def background() -> str:
        return str(app.evaluate("app => getComputedStyle(app).backgroundColor"))

    light = background()
    choose = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
    lab.evaluate(choose, "JupyterLab Dark")
    wait_for(lambda: background() != light, what="the dark theme")
    lab.evaluate(choose, "JupyterLab Light")
    wait_for(lambda: background() == light, what="the light theme")


def test_a_narrow_output_keeps_the_sidebar_beside_or_closed(lab: Page) -> None:
    sidebar = lab.get_by_test_id("stSidebar").first
    app = lab.locator(".stApp").first
    app.evaluate("app => { app.parentElement.style.width = '640px'; }")
    expect(sidebar).to_be_visible()
    overlap = """app => app.querySelector('.stSidebar').getBoundingClientRect().right
                        - app.querySelector('.stMain').getBoundingClientRect().left"""
    assert app.evaluate(overlap) < 1
    app.evaluate("app => { app.parentElement.style.width = '400px'; }")
    expect(sidebar).to_be_hidden()
    lab.get_by_test_id("stExpandSidebarButton").first.click()
    expect(sidebar.get_by_text("Where")).to_be_visible()
    app.evaluate("app => { app.parentElement.style.width = ''; }")


def test_a_second_view_is_live_too(lab: Page) -> None:
    lab.evaluate(f"() => {{ {PANEL}.content.activeCellIndex = 0; }}")
    lab.evaluate("() => window.jupyterapp.commands.execute('notebook:create-output-view')")
    view = lab.locator(".jp-LinkedOutputView")
    expect(view.get_by_role("heading", name="Trips")).to_be_visible()
    view.get_by_role("slider").focus()
    lab.keyboard.press("ArrowRight")
    expect(lab.locator(".jp-Notebook").get_by_test_id("stSliderThumbValue").first).to_have_text("18")


@pytest.mark.parametrize("trusted", [True, False])
def test_a_saved_notebook_reads_well_without_a_kernel(
    page: Page, jupyterlab: Server, *, trusted: bool
) -> None:
    name = f"saved-{trusted}.ipynb"
    path = write_notebook(jupyterlab.root / name, APP)
    open_notebook(page, jupyterlab, name)
    run_all(page)
    expect(page.get_by_role("heading", name="Trips")).to_be_visible()
    wait_for(lambda: saved(page, path), what="the snapshot in the file")
    if not trusted:
        # Written by another hand, so the signature no longer fits.
        path.write_text(path.read_text().replace("Trips", "Travels"))
    end_kernels(jupyterlab)
    open_without_kernel(page, jupyterlab, name)
    shown = page.locator(".streamkit-snapshot")
    expect(shown.get_by_role("heading", name="Trips" if trusted else "Travels")).to_be_visible()
    expect(shown.locator("img")).to_be_visible()
    assert shown.locator("img").evaluate("image => image.naturalWidth") > 300
    expect(page.get_by_text("Error displaying widget")).to_be_hidden()
    expect(page.get_by_text("Loading widget")).to_be_hidden()


def saved(page: Page, path: object) -> bool:
    save(page)
    outputs = nbformat.read(path, as_version=4).cells[0].outputs
    return len(outputs) == 2 and "Trips" in outputs[1].data["text/html"]


def test_notebook_7_hides_the_snapshot_and_shows_the_console(page: Page, notebook7: Server) -> None:
    write_notebook(notebook7.root / "trips.ipynb", APP)
    open_notebook(page, notebook7, "trips.ipynb", classic=True)
    run_all(page)
    expect(page.get_by_role("heading", name="Trips")).to_be_visible()
    expect(page.get_by_role("button", name="Console (4)")).to_be_visible()
    expect(page.locator(".streamkit-snapshot")).to_be_hidden()


def test_a_published_page_has_the_query_in_its_address(page: Page, voila: Server) -> None:
    script = "st.text(st.query_params.get('hour'))\nst.query_params['hour'] = st.slider('Hour', 0, 23, 5)"
    write_notebook(
        voila.root / "query.ipynb", f"%%streamapp\nimport streamlit as st\nprint('said')\n{script}"
    )
    open_published(page, voila, "query.ipynb", "?hour=17")
    expect(page.get_by_test_id("stSlider")).to_be_visible()
    expect(page).to_have_url(f"{voila.url}voila/render/query.ipynb?hour=5")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{voila.url}voila/render/query.ipynb?hour=6")
    expect(page.get_by_test_id("stConsole")).to_have_count(0)
    expect(page.locator(".streamkit-snapshot")).to_have_count(0)
