"""The preview beside several notebooks, kernels and windows."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import browsing
import hosts
import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect
from servers import Server, wait_for

OURS = "extensions/jupyter_streamkit/static/"

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
PLUGIN = "jupyter_streamkit:preview"


@pytest.fixture(scope="module")
def _lab(browser: Browser, jupyterlab: Server) -> Iterator[Page]:
    with hosts.hosted(browser, "jupyterlab", jupyterlab) as host:
        yield host.page


@pytest.fixture
def lab(_lab: Page) -> Iterator[Page]:
    """A JupyterLab in which a test opens notebooks of its own: that is quicker than a page for each."""
    yield _lab
    _lab.evaluate(
        """async () => {
            const { shell, serviceManager } = window.jupyterapp;
            for (const widget of [...shell.widgets('main')]) {
                if (widget.context) widget.context.model.dirty = false;
                widget.close();
            }
            await serviceManager.sessions.shutdownAll();
        }"""
    )


def start(page: Page, server: Server, name: str, *cells: str) -> Locator:
    """Open a notebook in a JupyterLab, and the preview beside it."""
    browsing.write_notebook(server.root / name, *cells)
    browsing.open_beside(page, name)
    return preview(page)


def running(page: Page, server: Server, title: str) -> Locator:
    """Open a JupyterLab with an app, and let it run in the preview."""
    name = f"{title.lower()}.ipynb"
    browsing.write_notebook(server.root / name, APP.format(title=title))
    browsing.open_notebook(page, server, name)
    panel = preview(page)
    run(panel)
    expect(panel.get_by_text("level 4")).to_be_visible()
    return panel


def preview(page: Page) -> Locator:
    execute(page, "open-preview")
    return page.locator("#streamkit-preview")


def execute(page: Page, command: str, **args: str) -> None:
    """Do what a command does; it may go on beside the test."""
    page.evaluate(
        "([id, args]) => { window.jupyterapp.commands.execute(id, args) }", [f"streamkit:{command}", args]
    )


def tool(panel: Locator, name: str) -> Locator:
    return panel.get_by_role("button", name=name)


def start_button(panel: Locator) -> Locator:
    return panel.get_by_role("button", name="Run the app", exact=True)


def run(panel: Locator) -> None:
    start_button(panel).click()


def switch_to(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def test_what_one_meets_first(page: Page, jupyterlab: Server) -> None:
    """Nothing loads until the panel is opened; a first app is offered; a reload finds what was there."""
    sizes: list[int] = []
    page.on(
        "response",
        lambda reply: OURS in reply.url and sizes.append(int(reply.header_value("content-length") or 0)),
    )
    notebook = browsing.write_notebook(jupyterlab.root / "first.ipynb", "x = 1")
    browsing.open_notebook(page, jupyterlab, notebook.name)
    assert 0 < sum(sizes) < 40_000
    sizes.clear()
    page.keyboard.press("Control+Alt+p")
    panel = page.locator("#streamkit-preview")
    expect(panel.get_by_text("no app yet")).to_be_visible()
    assert 0 < sum(sizes) < 120_000
    page.keyboard.press("Control+Alt+p")
    expect(tool(panel, "Insert a first example")).to_be_focused()
    page.keyboard.press("Enter")
    run(panel)
    expect(panel.get_by_test_id("stMetric")).to_be_visible()
    page.evaluate(f"() => {browsing.PANEL}.sessionContext.restartKernel()")
    expect(panel.get_by_text("Kernel restarted")).to_be_visible()
    run(panel)
    expect(panel.get_by_text("Idle")).to_be_visible()
    browsing.save(page)
    with page.expect_response(lambda reply: "api/workspaces" in reply.url and reply.request.method == "PUT"):
        execute(page, "open-preview", mode="split")
    split = page.locator("#streamkit-preview-split")
    expect(split.get_by_test_id("stMetric")).to_be_visible()
    page.reload()
    expect(split.get_by_test_id("stMetric")).to_be_visible()
    expect(panel.get_by_test_id("stMetric")).to_be_visible()


@pytest.fixture
def settings(page: Page, jupyterlab: Server) -> Iterator[Locator]:
    """JupyterLab's editor of the settings, beside a notebook with an app; afterwards they are as they were."""
    browsing.write_notebook(jupyterlab.root / "set.ipynb", APP.format(title="Before"))
    browsing.open_notebook(page, jupyterlab, "set.ipynb")
    page.evaluate(
        "query => { window.jupyterapp.commands.execute('settingeditor:open', { query }) }",
        "Streamkit Preview",
    )
    yield page.locator(".jp-SettingsForm")
    page.evaluate("id => window.jupyterapp.serviceManager.settings.save(id, '{}')", PLUGIN)


def test_the_settings(page: Page, settings: Locator) -> None:
    def choose(name: str, value: str | bool) -> None:
        field = settings.locator(f"[id$='_{name}']")
        switch_to(page, "Settings")
        with page.expect_response(lambda reply: PLUGIN in reply.url and reply.request.method == "PUT"):
            if isinstance(value, bool):
                field.set_checked(value)
            elif name == "device":
                field.select_option(value)
            else:
                field.fill(value)
        switch_to(page, "set.ipynb")

    choose("live", value=False)
    choose("device", "Phone (390 pixels)")
    choose("panelWidth", "640")
    panel = preview(page)
    run(panel)
    expect(panel.get_by_role("heading", name="Before")).to_be_visible()
    expect(panel.locator(".skp-device")).to_have_css("width", "390px")
    box = panel.bounding_box()
    assert box is not None
    assert round(box["width"]) in (639, 640)
    browsing.set_source(page, 0, APP.format(title="After"))
    tool(panel, "Rerun").click()
    expect(panel.get_by_text("Idle")).to_be_visible()
    expect(panel.get_by_role("heading", name="Before")).to_be_visible()
    choose("live", value=True)
    expect(panel.get_by_role("heading", name="After")).to_be_visible()
    choose("pause", "10")
    browsing.set_source(page, 0, APP.format(title="Later"))
    tool(panel, "Rerun").click()
    expect(panel.get_by_text("Idle")).to_be_visible()
    expect(panel.get_by_role("heading", name="After")).to_be_visible()
    choose("pause", "0.1")
    browsing.set_source(page, 0, APP.format(title="Soon"))
    expect(panel.get_by_role("heading", name="Soon")).to_be_visible()


def test_the_panel_follows_notebooks(lab: Page, jupyterlab: Server) -> None:
    panel = start(lab, jupyterlab, "one.ipynb", APP.format(title="One"))
    run(panel)
    expect(panel.get_by_role("heading", name="One")).to_be_visible()
    start(lab, jupyterlab, "two.ipynb", APP.format(title="Two"))
    run(panel)
    expect(panel.get_by_role("heading", name="Two")).to_be_visible()
    panel.get_by_role("slider", name="Level").press("End")
    expect(panel.get_by_text("level 9")).to_be_visible()
    switch_to(lab, "one.ipynb")
    expect(panel.get_by_role("heading", name="One")).to_be_visible()
    expect(panel.get_by_text("level 4")).to_be_visible()
    switch_to(lab, "two.ipynb")
    expect(panel.get_by_text("level 9")).to_be_visible()
    (jupyterlab.root / "three.ipynb").unlink(missing_ok=True)
    lab.evaluate(f"() => {browsing.PANEL}.context.rename('three.ipynb')")
    expect(lab.get_by_role("tab", name="three.ipynb")).to_be_visible()
    panel.get_by_role("slider", name="Level").press("Home")
    expect(panel.get_by_text("level 0")).to_be_visible()
    with lab.context.expect_page() as opened:
        tool(panel, "Open the App in Voilà").click()
    opened.value.wait_for_url(re.compile(r"/three\.ipynb\?"), wait_until="commit")
    opened.value.close()
    lab.evaluate(f"() => {browsing.PANEL}.context.save().then(() => {browsing.PANEL}.close())")
    expect(panel.get_by_role("heading", name="One")).to_be_visible()


def test_two_windows_show_one_session(lab: Page, jupyterlab: Server) -> None:
    panel = start(lab, jupyterlab, "shared.ipynb", APP.format(title="Shared"))
    run(panel)
    expect(panel.get_by_text("level 4")).to_be_visible()
    browsing.save(lab)
    second = lab.context.new_page()
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


def test_what_is_entered_before_the_models_are_here_again(page: Page, jupyterlab: Server) -> None:
    """JupyterLab asks for all models once it is connected again; the answer may be older than what is entered."""
    sockets: list[WebSocketRoute] = []
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    holds = False

    def through(route: WebSocketRoute) -> None:
        def tell(message: str | bytes) -> None:
            if holds and (b"update_states" if isinstance(message, bytes) else "update_states") in message:
                held.append((route, message))
            else:
                route.send(message)

        route.connect_to_server().on_message(tell)
        sockets.append(route)

    page.route_web_socket("**/channels*", through)
    panel = running(page, jupyterlab, "Again")
    holds = True
    for each in sockets:
        each.close()
    wait_for(lambda: page.wait_for_timeout(100) or held, what="the question for all models")
    slider = panel.get_by_role("slider", name="Level")
    slider.press("End")
    expect(panel.get_by_text("level 9")).to_be_visible()
    for route, message in held:
        route.send(message)
    page.wait_for_timeout(500)
    expect(slider).to_have_attribute("aria-valuenow", "9")


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
    panel = running(page, jupyterlab, "Troubles")
    # A server without Voilà would be one more server: this is all that it says.
    page.route("**/voila/tree*", lambda route: route.fulfill(status=404))
    tool(panel, "Open the App in Voilà").click()
    expect(page.get_by_text("This server does not publish notebooks").first).to_be_visible()
    page.unroute("**/voila/tree*")
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
    expect(panel.get_by_role("slider", name="Level")).to_have_attribute("aria-valuenow", "9")
    tool(page.get_by_role("dialog"), "Ok").click()
    run(panel)
    expect(panel.get_by_text("level 4")).to_be_visible()
    page.evaluate(f"() => {browsing.PANEL}.sessionContext.shutdown()")
    expect(panel.get_by_text("Ended: run the app again")).to_be_visible()
    expect(start_button(panel)).to_be_visible()
    tool(panel, "Reset the Session").click()
    expect(page.get_by_text("The app does not run").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "note"), [("python", "%pip install jupyter_streamkit"), ("R", "choose a Python kernel")]
)
def test_kernels_that_make_no_apps(lab: Page, jupyterlab: Server, language: str, note: str) -> None:
    data = jupyterlab.process.environ()["JUPYTER_DATA_DIR"]
    folder = Path(data, "kernels", f"bare{language.lower()}")
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", BARE, "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": language, "language": language}
    (folder / "kernel.json").write_text(json.dumps(spec))
    lab.evaluate("() => window.jupyterapp.serviceManager.kernelspecs.refreshSpecs()")
    kernel = {"name": folder.name, "language": language, "display_name": language}
    notebook = jupyterlab.root / f"{folder.name}.ipynb"
    browsing.write_notebook(notebook, APP.format(title="None"), kernelspec=kernel)
    browsing.open_beside(lab, notebook.name)
    panel = preview(lab)
    run(panel)
    expect(panel.get_by_text(note)).to_be_visible()


def test_missing_names_lead_to_their_cells(lab: Page, jupyterlab: Server) -> None:
    app = "%%streamapp\nimport streamlit as st\nst.text(table)"
    cells = ("def load():\n    return 'loaded'", "other = 1", "table = load()", app)
    panel = start(lab, jupyterlab, "needs.ipynb", *cells)
    run(panel)
    expect(panel.get_by_text("Missing: table. First run the cells [1] [3].")).to_be_visible()
    tool(panel, "Run them, then the app").click()
    expect(panel.get_by_test_id("stText")).to_have_text("loaded")
    assert browsing.evaluate_in_kernel(lab, "print('other' in globals())").strip() == "False"


def test_an_element_leads_to_the_cell_that_drew_it(lab: Page, jupyterlab: Server) -> None:
    head = "%%streamapp --page {}\nimport streamlit as st\n"
    one = head.format("One") + 'st.text("on one")\nif st.button("Go"):\n    st.switch_page("Two")'
    two = head.format("Two") + '\nst.text("on two")'
    panel = start(lab, jupyterlab, "drawn.ipynb", one, two)
    browsing.run_all(lab)
    panel.get_by_role("combobox", name="App").select_option("One [1]")
    expect(panel.get_by_text("on one")).to_be_visible()
    tool(panel, "Inspector").click()
    tool(panel, "Click an element").click()
    panel.get_by_text("on one").click()
    wait_for_selection(lab, 0, 3)
    tool(panel, "Click an element").click()
    tool(panel, "Go").click()
    expect(panel.get_by_text("on two")).to_be_visible()
    tool(panel, "Click an element").click()
    panel.get_by_text("on two").click()
    wait_for_selection(lab, 1, 4)


def test_files_of_an_app_are_live_too(lab: Page, jupyterlab: Server) -> None:
    """The last good app stays while one is no Python, and an element leads to the line of its file."""
    folder = jupyterlab.root / "files"
    folder.mkdir(exist_ok=True)
    drawn = "import streamlit as st\nimport words\nst.text(words.TEXT)\n"
    (folder / "drawn.py").write_text(drawn)
    (folder / "words.py").write_text("TEXT = 'one'\n")
    app = "%%streamapp\nimport streamlit as st\nst.navigation([st.Page('drawn.py')]).run()"
    panel = start(lab, jupyterlab, "files/app.ipynb", app)
    run(panel)
    tool(panel, "Inspector").click()
    tool(panel, "Click an element").click()
    panel.get_by_text("one", exact=True).click()
    expect(lab.get_by_role("tab", name="drawn.py")).to_be_visible()
    at = f"() => {browsing.PANEL}.content.editor?.getSelection().start.line + 1 === 3"
    lab.wait_for_function(at)
    (folder / "words.py").write_text("TEXT = 'two'\n")
    expect(panel.get_by_text("two", exact=True)).to_be_visible()
    lab.evaluate(f"text => {browsing.PANEL}.context.model.sharedModel.setSource(text)", drawn[:-2])
    browsing.save(lab)
    expect(tool(panel, "drawn.py, line 3: '(' was never closed")).to_be_visible()
    expect(lab.locator(".jp-FileEditor .cm-lintRange-error")).to_be_visible()
    expect(panel.get_by_text("two", exact=True)).to_be_visible()
    lab.evaluate(
        f"text => {browsing.PANEL}.context.model.sharedModel.setSource(text)", drawn + "st.text('end')"
    )
    browsing.save(lab)
    expect(panel.get_by_text("end", exact=True)).to_be_visible()
    expect(lab.locator(".cm-lintRange-error")).to_have_count(0)


def test_scripts_come_and_go(lab: Page, jupyterlab: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = jupyterlab.root / tmp_path_factory.mktemp("scripts").name
    folder.mkdir()
    app = APP.format(title="Cars")
    browsing.write_notebook(folder / "cars.ipynb", app)
    browsing.open_beside(lab, f"{folder.name}/cars.ipynb")
    for command, title in (("publish", "Ready to publish"), ("export-script", "The app is a script")):
        execute(lab, command)
        expect(lab.get_by_text(title)).to_be_visible()
        lab.get_by_role("button", name="Ok", exact=True).click()
    assert (folder / "cars.py").read_text() == app.partition("\n")[2]
    assert (folder / "requirements.txt").read_text().startswith("jupyter-streamkit==")
    (folder / "cars.py").rename(folder / "again.py")
    (folder / "pages").mkdir()
    (folder / "pages" / "1_More_cars.py").write_text("st.text('more')")
    execute(lab, "import-script")
    lab.get_by_placeholder("app.py").fill(f"{folder.name}/again.py")
    lab.get_by_role("button", name="Ok", exact=True).click()
    expect(lab.get_by_role("tab", name="again.ipynb")).to_be_visible()
    cells = json.loads((folder / "again.ipynb").read_text())["cells"]
    heads = ["".join(cell["source"]).partition("\n")[0] for cell in cells]
    assert heads == ['%%streamapp --page "again"', '%%streamapp --page "More cars"']


def wait_for_selection(page: Page, cell: int, line: int) -> None:
    page.wait_for_function(
        f"""([cell, line]) => {{
            const {{ activeCellIndex, activeCell }} = {browsing.PANEL}.content;
            return activeCellIndex === cell && activeCell.editor.getSelection().start.line + 1 === line;
        }}""",
        arg=[cell, line],
    )
