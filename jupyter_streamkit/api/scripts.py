"""The scripts of apps that have pages without saying `st.navigation`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_streamkit.config import config
from jupyter_streamkit.runtime.notebook import AppCell
from jupyter_streamkit.runtime.script import Namespace, Script
from jupyter_streamkit.tree.node import Json

from .commands import Commands
from .navigation import menu, show
from .page_names import address_of, icon_and_name, place
from .pages import Page
from .write import magic_write

FOLDER = "pages"
NAVIGATES = re.compile(r"\bnavigation\(")


class AppScript(Script):
    """The script of an app. The files of a folder `pages` beside it are its other pages.

    `own_file` is the file that its first page is: a script, or a notebook.
    """

    def __init__(
        self,
        name: str,
        source: str,
        namespace: Namespace = dict,
        path: str | None = None,
        own_file: Path | None = None,
    ) -> None:
        super().__init__(name, source, magic_write, namespace, path)
        self.own_file = own_file
        if own_file is not None:
            self.folder = str(own_file.parent)

    def run(self) -> Any:
        """Run the current page; that is the script itself where there are no others."""
        others = (
            []
            if NAVIGATES.search(self.source)
            else [Page(file) for file in page_files(Path(self.folder, FOLDER))]
        )
        if not others:
            return super().run()
        with_menu = config.get("client.showSidebarNavigation")
        return show({"": [self._start(), *others]}, "sidebar" if with_menu else "hidden").run()

    def _start(self) -> Page:
        icon, name = icon_and_name(self.own_file.stem if self.own_file else "Home")
        title = name.replace("_", " ")
        page = Page(super().run, title=title, icon=icon, url_path=name, default=True)
        page.names = (self.own_file.name,) if self.own_file else ()
        return page


def page_files(folder: Path) -> list[Path]:
    """The files of a folder that are pages, in their order."""
    try:
        files = list(folder.iterdir())
    except OSError:
        return []
    return [file for file in sorted(files, key=place) if _is_page(file)]


def _is_page(file: Path) -> bool:
    return file.suffix in (".py", ".ipynb") and not file.name.startswith((".", "__init__."))


class CellPages:
    """The pages of an app that are cells of a notebook, in their order. Several sessions may show them."""

    def __init__(self) -> None:
        self.by_path: dict[str, AppCell] = {}

    def add(self, cell: AppCell) -> bool:
        """The cell of a page was run; says whether it is another than before. Without a source it is yet to be run."""
        path = path_of(cell)
        before = self.by_path.get(path)
        if before is None or cell.source:
            self.by_path[path] = cell
        return before is None or before.source != cell.source

    def pages(self, run: Callable[[AppCell], object]) -> list[Page]:
        """The pages; `run` gets the cell of the one that is to be run."""
        return [_cell_page(cell, run) for cell in self.by_path.values()]


def path_of(cell: AppCell) -> str:
    """The path of a page that is a cell."""
    return address_of(cell.title or "") or "page"


def _cell_page(cell: AppCell, run: Callable[[AppCell], object]) -> Page:
    page = Page(partial(run, cell), title=cell.title, icon=cell.icon, url_path=path_of(cell))
    page.names = (cell.title or "",)
    return page


class CellsScript(Script):
    """The script of an app whose pages are cells: it runs the current one."""

    def __init__(self, name: str, pages: CellPages, namespace: Namespace = dict) -> None:
        super().__init__(name, "", magic_write, namespace)
        self.cells = pages
        self._scripts: dict[str, Script] = {}

    def run(self) -> Any:
        """Run the page that the viewer is on."""
        first, *others = self.cells.by_path.values()
        if not others and NAVIGATES.search(first.source):
            return self._run(first)
        return show({"": self.cells.pages(self._run)}).run()

    def menu(self) -> Json:
        """The menu of the pages that there are now."""
        pages = self.cells.pages(self._run)
        pages[0].default = True
        return menu({"": pages})

    def page_of(self, filename: str) -> str | None:
        """The title of the page whose code goes by that name."""
        paths = [path for path, script in self._scripts.items() if script.filename == filename]
        return self.cells.by_path[paths[0]].title if paths and paths[0] in self.cells.by_path else None

    def close(self) -> None:
        """Leave nothing behind."""
        for script in self._scripts.values():
            script.close()
        super().close()

    def _run(self, cell: AppCell) -> Any:
        return self._script(cell).run() if cell.source else Commands()._add("skeleton")

    def _script(self, cell: AppCell) -> Script:
        path = path_of(cell)
        script = self._scripts.get(path)
        if script is None or script.source != cell.source:
            name = self.name if self.name.endswith(f" {path}") else f"{self.name} {path}"
            script = Script(name, cell.source, self._write, self._namespace)
            self._scripts[path] = script
            self.files.add(script.filename)
        return script
