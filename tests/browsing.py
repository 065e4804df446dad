"""What the browser tests do in JupyterLab and Notebook 7: open a notebook, edit its cells, run them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from servers import Server

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--use-fake-device-for-media-stream",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The panel of the open notebook, in JupyterLab and in Notebook 7.
PANEL = "window.jupyterapp.shell.currentWidget"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, headless."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("the browser tests need Chromium: `make chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def write_notebook(path: Path, *cells: str, **metadata: object) -> Path:
    """Write a notebook of code cells; a cell that begins with `# markdown` is text."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook.metadata.update(metadata)
    for source in cells:
        text = source.removeprefix("# markdown\n")
        make = nbformat.v4.new_code_cell if text == source else nbformat.v4.new_markdown_cell
        notebook.cells.append(make(text))
    nbformat.write(notebook, path)
    return path


def open_published(page: Page, server: Server, notebook: str, query: str = "") -> None:
    """Open the page that Voilà makes of a notebook."""
    page.goto(f"{server.url}voila/render/{notebook}{query}")


def open_notebook(page: Page, server: Server, notebook: str, *, classic: bool = False) -> None:
    """Open a notebook in JupyterLab, or in Notebook 7 (`classic`), and wait until its kernel is ready."""
    page.goto(f"{server.url}notebooks/{notebook}" if classic else f"{server.url}lab/tree/{notebook}?reset")
    page.wait_for_function(f"() => window.jupyterapp && {PANEL} && {PANEL}.sessionContext", timeout=60_000)
    _wait_until_ready(page)


def open_beside(page: Page, notebook: str) -> None:
    """Open a notebook in a JupyterLab that is open already, and wait until its kernel is ready."""
    page.evaluate(
        "path => window.jupyterapp.commands.execute('docmanager:open', { path }).then(() => {})", notebook
    )
    page.wait_for_function(f"path => {PANEL}?.context?.path === path", arg=notebook)
    _wait_until_ready(page)


def _wait_until_ready(page: Page) -> None:
    page.evaluate(f"() => {PANEL}.sessionContext.ready")
    page.evaluate(f"() => {PANEL}.revealed")
    page.wait_for_function(
        f"""() => {{
            const session = {PANEL}.sessionContext;
            const kernel = session.session?.kernel;
            return session.isReady && kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
        }}""",
        timeout=60_000,
    )


def set_source(page: Page, index: int, source: str) -> None:
    """Replace the text of a cell."""
    page.evaluate(
        f"([index, source]) => {PANEL}.content.widgets[index].model.sharedModel.setSource(source)",
        [index, source],
    )


def run_cell(page: Page, index: int) -> None:
    """Run a cell and wait until the kernel has answered."""
    page.evaluate(f"index => {{ {PANEL}.content.activeCellIndex = index; }}", index)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell')")


def run_all(page: Page) -> None:
    """Run all cells and wait until the kernel has answered."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")


def evaluate_in_kernel(page: Page, code: str) -> str:
    """Run code in the notebook's kernel, beside its cells, and return what it printed."""
    return str(
        page.evaluate(
            f"""async code => {{
            const kernel = {PANEL}.sessionContext.session.kernel;
            const future = kernel.requestExecute({{ code, store_history: false }});
            let printed = '';
            future.onIOPub = message => {{
                if (message.header.msg_type === 'stream') printed += message.content.text;
                if (message.header.msg_type === 'error') printed += message.content.evalue;
            }};
            await future.done;
            return printed;
        }}""",
            code,
        )
    )


def save(page: Page) -> None:
    """Save the open notebook."""
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
