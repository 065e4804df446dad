"""The apps of a kernel, by name: each has a session, a root model and a console."""

from __future__ import annotations

import ast
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any
from urllib.parse import unquote

from jupyter_streamkit.api import status, write
from jupyter_streamkit.api.script_file import FileScript
from jupyter_streamkit.api.scripts import AppScript, CellPages, CellsScript, path_of
from jupyter_streamkit.caching import cache_data, cache_resource, forget_edited
from jupyter_streamkit.runtime import address
from jupyter_streamkit.runtime.context import RunContext, get_context
from jupyter_streamkit.runtime.notebook import AppCell
from jupyter_streamkit.runtime.pages import Visit
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.tree.node import Json
from jupyter_streamkit.widgets.app import App
from jupyter_streamkit.widgets.base import log

from . import capture
from .capture import Console
from .journal import journal
from .launch import prepare
from .preview import NAME, Preview
from .request import addresses, is_author, request, user
from .saves import Saves, are_watched

SWITCH = 0.0005
"""Seconds that a thread computes before others get their turn: a viewer's events stay quick."""


class RunningApp:
    """One app: what its cell made, and its cell makes again."""

    def __init__(self, shell: Any, script: Script, props: Mapping[str, Json], page: str = "") -> None:
        self.shell = shell
        self.name = script.name
        self.model = App(clear_caches=clear_caches)
        self.session = Session(script, self.model, show_exception, props)
        self.session.pages.home = page
        self._open_address()
        self.session.around = self._around
        self.model.begin(self.session)
        self.console = journal() if published() else Console(self.model.print)
        capture.consoles[id(self.session)] = self.console
        self._begun = time.monotonic()
        self._edited = False
        self.preview: Preview | None = None
        self.saves = Saves(self.session, None if script.path else notebook_file()) if are_watched() else None
        self.session.on_run.append(self._forget_edited)

    def _open_address(self) -> None:
        """Begin where the viewer's address leads."""
        session, facts = self.session, request()
        opened = str(facts["search"])
        path, facts["search"] = address.split(opened)
        session.browser |= facts
        session.user, session.addresses = user(), addresses()
        session.pages.restart()
        if path:
            session.pages.go(path, asked=True)
        if published():
            session.props["opened"] = opened

    def update(self, script: Script, props: Mapping[str, Json], reset: bool) -> None:
        """The cell was run again: go on with its new script, or begin anew."""
        self.session.props = dict(props)
        self._begun = time.monotonic()
        self._edited = script.source != self.session.script.source
        self.session.replace(script, reset)

    @property
    def cells(self) -> CellPages | None:
        """Its pages, if they are cells."""
        script = self.session.script
        return script.cells if isinstance(script, CellsScript) else None

    def follow(self, path: str | None = None) -> None:
        """The pages of the app are others now; the one of `path` was made anew."""
        script = self.session.script
        if isinstance(script, CellsScript):
            self.session.tell({"navigation": script.menu()})
        pages = self.session.pages
        if path is not None and (pages.missed or path in (pages.current, pages.wanted)):
            self.session.rerun()

    def close(self) -> None:
        if self.preview is not None:
            self.preview.close()
        if self.saves is not None:
            self.saves.close()
        self.session.close()
        self.model.close()
        capture.consoles.pop(id(self.session), None)

    def _forget_edited(self, complete: bool) -> None:
        """Cached functions that the edited script no longer has are dropped, once it has run."""
        if complete and self._edited:
            self._edited = False
            forget_edited(self.session.script.module, self._begun)

    def _around(self, context: RunContext) -> Any:
        return capture.capture(context, self.shell.display_pub, write.show_bundle)


class Apps:
    """All apps of the kernel."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.by_name: dict[str, RunningApp] = {}
        self._pages: dict[str | None, CellPages] = {}
        """The pages that cells are, by the app's name."""
        capture.install()
        if published():
            capture.consoles[None] = journal()
        sys.setswitchinterval(min(SWITCH, sys.getswitchinterval()))
        self._listen_for_interrupts()

    def open(self, name: str, source: str, props: Mapping[str, Json], reset: bool = False) -> RunningApp:
        """Start an app, or go on with the one of that name."""
        script = AppScript(name, source, self._namespace, own_file=notebook_file())
        return self._run(script, props, reset)

    def open_file(self, file: Path) -> RunningApp:
        """Start the app that a script's file is."""
        prepare(file)
        return self._run(FileScript(file), {"name": file.name}, reset=False)

    def open_page(
        self, cell: AppCell, others: Iterable[AppCell], props: Mapping[str, Json], reset: bool = False
    ) -> RunningApp | None:
        """A cell that is a page was run: show the app on that page.

        In a published notebook the first of them shows the app, and the others are pages of it: None.

        Parameters
        ----------
        cell
            The cell.
        others
            The pages whose cells will be run.
        props
            What the page says of itself.
        reset
            Whether to begin anew.
        """
        pages = self._pages.setdefault(cell.name, CellPages())
        for other in others:
            pages.add(other)
        is_new = pages.add(cell)
        showing = self._showing(pages)
        app = None
        if not (published() and showing):
            script = CellsScript(page_name(cell), pages, self._namespace)
            app = self._run(script, props, reset, "" if published() else path_of(cell))
        for each in showing:
            if each is not app:
                each.follow(path_of(cell) if is_new else None)
        return app

    def edit(self, app: RunningApp, cell: AppCell) -> bool:
        """The cell of an app is being written: go on with what it says now; raises SyntaxError.

        False where it says that it is another app or page: then it has to be run.
        """
        source = python(self.shell, cell.source)
        script = AppScript(app.name, source, self._namespace, own_file=notebook_file())
        _ = script.code
        if app.cells is not None:
            return self._edit_page(app, app.cells, replace(cell, source=source))
        if cell.title is not None or cell.name not in (None, app.name):
            return False
        if source.strip() != app.session.script.source.strip():
            app.update(script, app.session.props, reset=False)
        return True

    def _edit_page(self, app: RunningApp, pages: CellPages, cell: AppCell) -> bool:
        if cell.title is None or page_name(cell) != app.name:
            return False
        if pages.add(cell):
            for each in self._showing(pages):
                each.follow(path_of(cell))
        return True

    def _showing(self, pages: CellPages) -> list[RunningApp]:
        """The apps that have these pages."""
        return [app for app in self.by_name.values() if app.cells is pages]

    def _run(self, script: Script, props: Mapping[str, Json], reset: bool, page: str = "") -> RunningApp:
        app = self.by_name.get(script.name)
        if app is None:
            app = self.by_name[script.name] = RunningApp(self.shell, script, props, page)
            if not published():
                app.model.sources[NAME] = app.preview = Preview(self, app)
            app.session.rerun()
        else:
            app.update(script, props, reset)
            if page:
                app.session.visit(Visit(page))
        return app

    def close(self, name: str) -> None:
        """End an app, if there is one of that name. A page that it was is gone from the others."""
        app = self.by_name.pop(name, None)
        if app is None:
            return
        app.close()
        if app.cells is not None:
            app.cells.by_path.pop(app.session.pages.home, None)
            for each in self._showing(app.cells):
                each.follow()

    def _namespace(self) -> dict[str, Any]:
        """The notebook's variables: the app may use them, its own assignments stay its own."""
        streamlit = sys.modules.get("streamlit")
        ours = sys.modules["jupyter_streamkit"]
        hidden = self.shell.user_ns_hidden
        variables = {name: value for name, value in self.shell.user_ns.items() if name not in hidden}
        aliases = {
            name: ours for name, value in variables.items() if streamlit is not None and value is streamlit
        }
        return {**variables, "get_ipython": self.shell.get_ipython, **aliases}

    def stop(self) -> None:
        """Stop whatever runs."""
        for app in list(self.by_name.values()):
            app.session.stop()

    def _listen_for_interrupts(self) -> None:
        """While no cell runs, ipykernel ignores the interrupt button; apps shall not."""
        kernel = getattr(self.shell, "kernel", None)
        if kernel is None or threading.current_thread() is not threading.main_thread():
            return

        def interrupted(number: int, frame: FrameType | None) -> None:
            self.stop()

        kernel.saved_sigint_handler = interrupted
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, interrupted)


def python(shell: Any, cell: str) -> str:
    """A cell as Python: its `%magics` and `!commands` are translated."""
    try:
        ast.parse(cell)
    except SyntaxError:
        translated: str = shell.transform_cell(cell)
        return translated
    return cell


def clear_caches() -> None:
    """Empty `cache_data` and `cache_resource`; viewers share the first, so only its author may."""
    if published() and not is_author():
        log.warning("A viewer's wish to empty the caches was dropped")
        return
    cache_data.clear()
    cache_resource.clear()


def page_name(cell: AppCell) -> str:
    """The name of the app that stands below a cell that is a page."""
    return f"{cell.name or 'page'} {path_of(cell)}"


def notebook_file() -> Path | None:
    """The file of the notebook that this kernel runs, as far as Jupyter and Voilà tell it."""
    told = os.environ.get("JPY_SESSION_NAME") or Path(unquote(os.environ.get("SCRIPT_NAME", ""))).name
    file = Path(told).absolute()
    return file if file.suffix == ".ipynb" and file.is_file() else None


def show_exception(error: BaseException) -> None:
    """Show what ended a run; the log has it all, where the page may not show it or is not the author's."""
    if published() or status.details(error) != "full":
        log.error("The app ended with an error", exc_info=(type(error), error, _from_script(error)))
    status.show_exception(error)


def _from_script(error: BaseException) -> TracebackType | None:
    """The traceback without what led to the script, if the script is in it."""
    context, entry = get_context(), error.__traceback__
    files = context.session.script.files if context is not None else ()
    while entry is not None and entry.tb_frame.f_code.co_filename not in files:
        entry = entry.tb_next
    return entry or error.__traceback__


def published() -> bool:
    """Whether this kernel serves a page of Voilà rather than a notebook."""
    return "VOILA_BASE_URL" in os.environ
