"""Saved files of an app: its viewer is offered a rerun, or the app runs again at once.

Only where `streamkit run` says so: who develops an app has it open, and few others.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from jupyter_streamkit.api.scripts import FOLDER
from jupyter_streamkit.config import config
from jupyter_streamkit.config.files import FILE
from jupyter_streamkit.runtime import alias
from jupyter_streamkit.runtime.session import Session

from .launch import WATCH

TOGETHER = 100
"""Milliseconds in which files that are saved count as saved together."""


def are_watched() -> bool:
    """Whether this process looks for saved files."""
    return WATCH in os.environ and config.get("server.fileWatcherType") != "none"


class Saves:
    """Looks for saved files of a session's app: scripts, pages, local modules, options.

    Parameters
    ----------
    session
        The session.
    notebook
        The notebook whose cell the app is, if it is one. Saved, it needs a new page: other cells may have changed.
    """

    def __init__(self, session: Session, notebook: Path | None) -> None:
        self._session = session
        self._notebook = notebook
        self._folders: set[Path] = set()
        self._end = threading.Event()
        session.on_run.append(self._ran)

    def close(self) -> None:
        """Look no more."""
        self._end.set()

    def _ran(self, complete: bool) -> None:
        """What was offered is done; and the app may have come to know other files."""
        if complete or self._session.outcome is not None:
            self._offer(None)
        folders = {file.parent for file in self._files()} | {self._pages()}
        folders = {folder for folder in folders if folder.is_dir()}
        if folders != self._folders:
            self._end.set()
            self._folders, self._end = folders, threading.Event()
            threading.Thread(target=self._look, args=(folders, self._end), daemon=True).start()
            if config.version != self._session.configured:  # saved while nobody looked
                self._saved(set())

    def _files(self) -> set[Path]:
        modules = (getattr(sys.modules.get(name), "__file__", None) for name in list(alias.loaded))
        told = [*self._session.script.files, *modules, *config.files(), self._notebook]
        return {Path(file).absolute() for file in told if file and not str(file).startswith("<")}

    def _pages(self) -> Path:
        return Path(self._session.script.folder, FOLDER)

    def _look(self, folders: set[Path], end: threading.Event) -> None:
        from watchfiles import Change, watch

        def is_ours(change: Change, path: str) -> bool:
            file = Path(path)
            is_page = file.parent == self._pages() and file.suffix in (".py", ".ipynb")
            return is_page or file in self._files() or file.name == FILE.parent.name

        polls = config.get("server.fileWatcherType") == "poll"
        for changes in watch(
            *folders,
            watch_filter=is_ours,
            debounce=TOGETHER,
            stop_event=end,
            recursive=False,
            force_polling=polls or None,
            raise_interrupt=False,
        ):
            if not end.is_set():
                self._saved({Path(path) for _, path in changes})

    def _saved(self, files: set[Path]) -> None:
        at_once = config.get("server.runOnSave")
        if self._notebook in files:
            self._offer("reload at once" if at_once else "reload")
        elif at_once:
            self._session.rerun()
        else:
            self._offer("rerun")

    def _offer(self, what: str | None) -> None:
        if self._session.props.get("saved") != what:
            self._session.tell({"saved": what})
