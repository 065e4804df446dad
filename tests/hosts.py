"""Where people meet an app: JupyterLab, Notebook 7 and Voilà, told apart as little as a test needs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import browsing
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from servers import Server

NOTEBOOKS = ("jupyterlab", "notebook7")
NAMES = (*NOTEBOOKS, "voila")
_numbers = itertools.count(1)


@dataclass
class Host:
    """A tab in which apps are shown, one after the other.

    Attributes
    ----------
    name
        `"jupyterlab"`, `"notebook7"` or `"voila"`.
    page
        The tab. In JupyterLab and Notebook it shows one notebook all the time, whose first cell is the app.
    problems
        What the browser's console said that is an error.
    """

    name: str
    server: Server
    page: Page
    problems: list[str] = field(default_factory=list)

    @property
    def published(self) -> bool:
        return self.name == "voila"

    def show(self, script: str, options: str = "") -> Locator:
        """Show a script as an app that nobody has seen before; `options` are those of `%%streamapp`."""
        cell = f"%%streamapp app{next(_numbers)} {options}\n{script}"
        if self.published:
            notebook = browsing.write_notebook(self.server.root / f"app{next(_numbers)}.ipynb", cell)
            self.open(notebook.name)
        else:
            browsing.set_source(self.page, 0, cell)
            browsing.run_cell(self.page, 0)
        return self.app

    def edit(self, script: str) -> None:
        """Run the notebook's cell with another script, as the same app."""
        head = self.page.evaluate(
            f"() => {browsing.PANEL}.content.widgets[0].model.sharedModel.getSource().split('\\n')[0]"
        )
        browsing.set_source(self.page, 0, f"{head}\n{script}")
        browsing.run_cell(self.page, 0)

    def open(self, notebook: str, query: str = "") -> None:
        """Open a notebook of the server's folder, and run it."""
        if self.published:
            browsing.open_published(self.page, self.server, notebook, query)
        else:
            browsing.open_notebook(self.page, self.server, notebook, classic=self.name == "notebook7")
            browsing.run_all(self.page)

    @property
    def app(self) -> Locator:
        return self.page.get_by_test_id("stApp")

    @property
    def our_problems(self) -> list[str]:
        """The problems that no other extension of the server caused."""
        return [problem for problem in self.problems if "@jupyter-notebook/" not in problem]

    def settle(self) -> None:
        """Wait until the app has run."""
        expect(self.app).to_have_attribute("data-test-script-state", "notRunning")

    def menu(self, item: str) -> None:
        """Choose something in the app's menu."""
        self.app.get_by_test_id("stMainMenu").click()
        self.page.get_by_role("menuitem", name=item).click()


@contextmanager
def hosted(browser: Browser, name: str, server: Server) -> Iterator[Host]:
    """A tab in a host, with a notebook of its own open where that is not Voilà."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    host = Host(name, server, context.new_page())
    watch(host)
    if not host.published:
        notebook = browsing.write_notebook(server.root / f"{name}{next(_numbers)}.ipynb", "")
        browsing.open_notebook(host.page, server, notebook.name, classic=name == "notebook7")
    try:
        yield host
    finally:
        if not host.published:  # these servers keep a kernel when its tab closes
            host.page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
        context.close()


def watch(host: Host) -> None:
    """Keep what the browser's console calls an error."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            host.problems.append(f"{message.text} ({message.location.get('url')})")

    host.page.on("console", note)
    host.page.on("pageerror", lambda error: host.problems.append(f"{error}\n{error.stack}"))
