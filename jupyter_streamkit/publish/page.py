"""What the published page shows of a notebook: its apps, and nothing else."""

from __future__ import annotations

import ast
import re
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from jupyter_streamkit.runtime.notebook import app_cell, expect

from .viewer import Viewer

WIDGET = "application/vnd.jupyter.widget-view+json"


class AppPage(Preprocessor):
    """Adds `resources["streamkit"]`, a `Page`, where Voilà renders the template: its conf.json names this class."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Add it."""
        resources["streamkit"] = Page(nb)
        return nb, resources


class Page:
    """The template's view of the notebook.

    Attributes
    ----------
    is_app
        Whether the notebook has a `%%streamapp` cell. Without one the page shows all outputs and says so.
    title
        The app's title, where its source says it in plain words: it is a part of the page's first sight.
    has_sidebar
        Whether the page's first sight has a place for the sidebar: whether an app's source mentions it, or the app
        has pages.
    """

    def __init__(self, nb: NotebookNode) -> None:
        apps = [cell for cell in nb.cells if is_app(cell)]
        self.is_app = bool(apps)
        self._further = {cell.source for cells in page_cells(nb) for cell in cells[1:]}
        has_pages = bool(self._further) or any("navigation(" in cell.source for cell in apps)
        self.has_sidebar = has_pages or any("sidebar" in cell.source for cell in apps)
        self.title = plain_title(apps[0].source) if apps and not has_pages else ""

    def viewer(self, kernel_start: Any) -> Viewer:
        """The viewer, for Voilà's template: `kernel_start` is bound to its renderer, its only way to the request."""
        return Viewer(kernel_start.func.__self__)

    def trim(self, cell: NotebookNode) -> NotebookNode:
        """Take away the outputs that the viewer of an app does not see.

        An app shows its widget, and any cell the error that stopped the notebook.
        """
        if self.is_app and cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if is_shown(cell, output)]
        return cell

    def is_quiet(self, cell: NotebookNode) -> bool:
        """Whether the page leaves the cell out: it is no app, or a page of the one that stands above."""
        shows = is_app(cell) and cell.source not in self._further
        return self.is_app and not shows and not cell.get("outputs")

    def has_failed(self, cell: NotebookNode) -> bool:
        """Whether a cell that has run ended with an error, or is an app and shows none."""
        outputs = self.trim(cell).get("outputs", [])
        return any(each.output_type == "error" for each in outputs) or not (outputs or self.is_quiet(cell))


def is_app(cell: NotebookNode) -> bool:
    """Whether a cell is a `%%streamapp` cell."""
    return cell.cell_type == "code" and app_cell(cell.source) is not None


def plain_title(source: str) -> str:
    """What the first `st.title` of a script writes; `""` if only running it would tell."""
    cell = app_cell(source)
    try:
        script = ast.parse(cell.source if cell else "")
    except SyntaxError:
        return ""
    for statement in script.body:
        match statement:
            case ast.Expr(ast.Call(ast.Attribute(ast.Name("st"), "title"), [ast.Constant(str(title)), *_])):
                return "" if re.search(r"[*_`:$\[\]<>\\~#\n]", title) else title
    return ""


def page_cells(nb: NotebookNode) -> list[list[NotebookNode]]:
    """The cells that are pages, app by app."""
    by_app: dict[str | None, list[NotebookNode]] = {}
    for cell in nb.cells:
        found = app_cell(cell.source) if cell.cell_type == "code" else None
        if found is not None and found.title is not None:
            by_app.setdefault(found.name, []).append(cell)
    return list(by_app.values())


def cut(nb: NotebookNode) -> None:
    """Cut a notebook after its last app: what follows would hold up the page, which is complete with its last cell."""
    nb.cells = nb.cells[: max(index for index, cell in enumerate(nb.cells) if is_app(cell)) + 1]
    for cells in page_cells(nb):
        tell_others(cells)


def tell_others(cells: list[NotebookNode]) -> None:
    """Let the first page of an app know those that are to come: its menu shows all, and each can be opened."""
    pages = [page for cell in cells if (page := app_cell(cell.source)) is not None]
    line, _, script = cells[0].source.lstrip().partition("\n")
    cells[0].source = f"{line} --others {expect(pages)}\n{script}"


def is_shown(cell: NotebookNode, output: NotebookNode) -> bool:
    """Whether the viewer of an app sees this output of a cell."""
    return output.output_type == "error" or (is_app(cell) and WIDGET in output.get("data", {}))
