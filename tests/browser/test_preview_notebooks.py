"""The preview beside several notebooks, kernels and windows."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import browsing
import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect
from servers import Server

APP = """%%streamapp
import streamlit as st
st.title("{title}")
level = st.slider("Level", 0, 9, 4)
st.text(f"level {{level}}")
"""
# What an environment without the package comes to: neither its folder nor its modules.
BARE = """import sys, pathlib
import jupyter_streamkit
home = str(pathlib.Path(jupyter_streamkit.__file__).parents[1])
sys.path = [path for path in sys.path if path and path != home]
for name in [name for name in sys.modules if name.startswith("jupyter_streamkit")]:
    del sys.modules[name]
from ipykernel.kernelapp import launch_new_instance
launch_new_instance()
"""


def start(page: Page, server: Server, name: str, *cells: str, **kernel: str) -> Locator:
    """Open a notebook, and the preview beside it."""
    browsing.write_notebook(server.root / name, *cells)
    browsing.open_notebook(page, server, name)
    return preview(page)


def preview(page: Page) -> Locator:
    page.evaluate("() => window.jupyterapp.commands.execute('streamkit:open-preview')")
    return page.locator("#streamkit-preview")


def run(panel: Locator) -> None:
    panel.get_by_role("button", name="Run the app", exact=True).click()


def switch_to(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def open_second(page: Page, path: str) -> None:
    page.evaluate(
        "path => window.jupyterapp.commands.execute('docmanager:open', { path }).then(() => {})", path
    )
    page.wait_for_function(f"path => {browsing.PANEL}.context?.path === path", arg=path)
    page.evaluate(f"() => {browsing.PANEL}.sessionContext.ready")


def test_the_panel_follows_notebooks(page: Page, jupyterlab: Server) -> None:
    panel = start(page, jupyterlab, "one.ipynb", APP.format(title="One"))
    run(panel)
    expect(panel.get_by_role("heading", name="One")).to_be_visible()
    browsing.write_notebook(jupyterlab.root / "two.ipynb", APP.format(title="Two"))
    open_second(page, "two.ipynb")
    run(panel)
    expect(panel.get_by_role("heading", name="Two")).to_be_visible()
    panel.get_by_role("slider", name="Level").press("End")
    expect(panel.get_by_text("level 9")).to_be_visible()
    switch_to(page, "one.ipynb")
    expect(panel.get_by_role("heading", name="One")).to_be_visible()
    expect(panel.get_by_text("level 4")).to_be_visible()
    switch_to(page, "two.ipynb")
    expect(panel.get_by_text("level 9")).to_be_visible()
    (jupyterlab.root / "three.ipynb").unlink(missing_ok=True)
    page.evaluate(f"() => {browsing.PANEL}.context.rename('three.ipynb')")
    expect(page.get_by_role("tab", name="three.ipynb")).to_be_visible()
    panel.get_by_role("slider", name="Level").press("Home")
    expect(panel.get_by_text("level 0")).to_be_visible()
    with page.context.expect_page() as opened:
        panel.get_by_role("button", name="Open the App in Voilà").click()
    opened.value.wait_for_url(re.compile(r"/three\.ipynb\?"))
    opened.value.close()
    page.evaluate(f"() => {browsing.PANEL}.context.save().then(() => {browsing.PANEL}.close())")
    expect(panel.get_by_role("heading", name="One")).to_be_visible()
    page.evaluate(f"() => {browsing.PANEL}.context.save().then(() => {browsing.PANEL}.close())")
    expect(panel.get_by_text("Open a notebook")).to_be_visible()


def test_two_windows_show_one_session(page: Page, jupyterlab: Server) -> None:
    panel = start(page, jupyterlab, "shared.ipynb", APP.format(title="Shared"))
    run(panel)
    expect(panel.get_by_text("level 4")).to_be_visible()
    browsing.save(page)
    second = page.context.new_page()
    browsing.open_notebook(second, jupyterlab, "shared.ipynb")
    other = preview(second)
    expect(other.get_by_text("level 4")).to_be_visible()
    other.get_by_role("slider", name="Level").press("End")
    for each in (other, panel):
        expect(each.get_by_text("level 9")).to_be_visible()
    browsing.set_source(second, 0, APP.format(title="Renamed"))
    for each in (other, panel):
        expect(each.get_by_role("heading", name="Renamed")).to_be_visible()
    second.close()


def test_collaborators_share_one_session(browser: Browser, page: Page, collaboration: Server) -> None:
    app = """%%streamapp
import streamlit as st
st.title("Shared")
name = st.text_input("Name")
if st.button("Greet"):
    st.text("Hello " + name)
"""
    folder = collaboration.root / "folder"
    folder.mkdir()
    browsing.write_notebook(folder / "shared.ipynb", app)
    browsing.open_notebook(page, collaboration, "folder/shared.ipynb")
    one = preview(page)
    run(one)
    expect(one.get_by_role("heading", name="Shared")).to_be_visible()
    with browser.new_context() as context:
        other = context.new_page()
        browsing.open_notebook(other, collaboration, "folder/shared.ipynb")
        two = preview(other)
        expect(two.get_by_role("heading", name="Shared")).to_be_visible()
        for writes, reads, name in ((one, two, "Ada"), (two, one, "Bo")):
            writes.get_by_role("textbox", name="Name").fill(name)
            writes.get_by_role("textbox", name="Name").press("Tab")
            expect(reads.get_by_role("textbox", name="Name")).to_have_value(name)
            writes.get_by_role("button", name="Greet").click()
            expect(reads.get_by_text(f"Hello {name}")).to_be_visible()
        # Whoever has no preview open writes, and whoever has one sees it.
        two.page.evaluate("() => window.jupyterapp.shell.collapseRight()")
        browsing.set_source(other, 0, app.replace("Shared", "Ours"))
        expect(one.get_by_role("heading", name="Ours")).to_be_visible()
        expect(other.locator(".jp-Notebook").get_by_role("heading", name="Ours")).to_be_visible()
        browsing.set_source(page, 0, app.replace('"Shared"', '"Mine'))
        expect(one.get_by_role("button", name="Line 3: unterminated")).to_be_visible()
        expect(one.get_by_role("heading", name="Ours")).to_be_visible()


def test_kernel_troubles(page: Page, jupyterlab: Server) -> None:
    sockets: list[WebSocketRoute] = []
    away = False

    def through(route: WebSocketRoute) -> None:
        if away:
            route.close()
        else:
            route.connect_to_server()
            sockets.append(route)

    page.route_web_socket("**/channels*", through)
    panel = start(page, jupyterlab, "troubles.ipynb", APP.format(title="Troubles"))
    run(panel)
    expect(panel.get_by_text("level 4")).to_be_visible()
    # A server without Voilà would be one more server: this is all that it says.
    page.route("**/voila/tree*", lambda route: route.fulfill(status=404))
    panel.get_by_role("button", name="Open the App in Voilà").click()
    expect(page.get_by_text("This server does not publish notebooks").first).to_be_visible()
    away = True
    for each in sockets:
        each.close()
    expect(panel.get_by_text("Reconnecting")).to_be_visible()
    away = False
    expect(panel.get_by_text("Idle")).to_be_visible()
    panel.get_by_role("slider", name="Level").press("End")
    expect(panel.get_by_text("level 9")).to_be_visible()
    page.evaluate(
        "code => { " + f"{browsing.PANEL}.sessionContext.session.kernel.requestExecute({{ code }})" + " }",
        "import os; os._exit(1)",
    )
    expect(panel.get_by_role("status").get_by_text("Kernel died")).to_be_visible()


@pytest.mark.parametrize("language", ["python", "R"])
def test_kernels_that_make_no_apps(page: Page, jupyterlab: Server, language: str) -> None:
    data = jupyterlab.process.environ()["JUPYTER_DATA_DIR"]
    folder = Path(data, "kernels", f"bare{language.lower()}")
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", BARE, "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": language, "language": language}
    (folder / "kernel.json").write_text(json.dumps(spec))
    path = browsing.write_notebook(jupyterlab.root / f"{folder.name}.ipynb", "x = 1")
    notebook = nbformat.read(path, 4)
    notebook.metadata.kernelspec = {"name": folder.name, "language": language, "display_name": language}
    nbformat.write(notebook, path)
    browsing.open_notebook(page, jupyterlab, path.name)
    panel = preview(page)
    browsing.set_source(page, 0, APP.format(title="None"))
    run(panel)
    if language == "python":
        expect(panel.get_by_text("%pip install jupyter_streamkit")).to_be_visible()
    else:
        expect(panel.get_by_text("choose a Python kernel")).to_be_visible()


def test_an_element_leads_to_the_cell_that_drew_it(page: Page, jupyterlab: Server) -> None:
    head = "%%streamapp --page {}\nimport streamlit as st\n"
    one = head.format("One") + 'st.text("on one")\nif st.button("Go"):\n    st.switch_page("Two")'
    two = head.format("Two") + '\nst.text("on two")'
    panel = start(page, jupyterlab, "drawn.ipynb", one, two)
    browsing.run_all(page)
    panel.get_by_role("combobox", name="App").select_option("One [1]")
    expect(panel.get_by_text("on one")).to_be_visible()
    panel.get_by_role("button", name="Inspector").click()
    panel.get_by_role("button", name="Click an element").click()
    panel.get_by_text("on one").click()
    wait_for_selection(page, 0, 3)
    panel.get_by_role("button", name="Click an element").click()
    panel.get_by_role("button", name="Go").click()
    expect(panel.get_by_text("on two")).to_be_visible()
    panel.get_by_role("button", name="Click an element").click()
    panel.get_by_text("on two").click()
    wait_for_selection(page, 1, 4)


def wait_for_selection(page: Page, cell: int, line: int) -> None:
    page.wait_for_function(
        f"""([cell, line]) => {{
            const {{ activeCellIndex, activeCell }} = {browsing.PANEL}.content;
            return activeCellIndex === cell && activeCell.editor.getSelection().start.line + 1 === line;
        }}""",
        arg=[cell, line],
    )
