"""Saved files of an app: its viewer is offered a rerun, or the app runs again at once.

Only where `streamkit run` says so: who develops an app has it open, and few others.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from jupyter_streamkit.api.script_file import FileScript
from jupyter_streamkit.api.scripts import FOLDER, page_files
from jupyter_streamkit.config import config
from jupyter_streamkit.config.stamps import stamp
from jupyter_streamkit.runtime import alias
from jupyter_streamkit.runtime.session import Session

from .launch import WATCH

TOGETHER = 100
"""Milliseconds in which files that are saved count as saved together."""
NOW_AND_THEN = 1000
"""Milliseconds after which one looks though nothing was heard of: there are drives that say nothing."""

Times = dict[Path, int]


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
        self._ran_with: Times = {}
        """The files as the last run had them."""
        self._told: Times = {}
        """The files as they were when the last word was said of them."""
        self._folders: set[Path] = set()
        self._end = threading.Event()
        session.on_run.append(self._ran)

    def close(self) -> None:
        """Look no more."""
        if self._ran in self._session.on_run:
            self._session.on_run.remove(self._ran)
        self._end.set()

    def changed(self) -> set[Path]:
        """The files of the app that have been saved since it ran."""
        now, then = self._now(), self._ran_with
        return {file for file in now | then if now.get(file) != then.get(file)}

    def _ran(self, complete: bool) -> None:
        """What was offered is done; and the app may have come to know other files."""
        if not complete and self._session.outcome is None:
            return  # a fragment ran: the script is as it was
        self._offer(None)
        self._ran_with = self._told = self._now() | self._as_read()
        folders = {file.parent for file in self._ran_with} | {self._pages()}
        folders = {folder for folder in folders if folder.is_dir()}
        if folders != self._folders:
            self._end.set()
            self._folders, self._end = folders, threading.Event()
            threading.Thread(target=self._look, args=(folders, self._end), daemon=True).start()

    def _now(self) -> Times:
        """The files of the app and their times, now."""
        modules = [path for path, _ in list(alias.loaded.values())]
        told = [*self._session.script.files, *modules, *config.files(), self._notebook]
        files = {Path(file).absolute() for file in told if file and not str(file).startswith("<")}
        return {file: stamp(file) for file in files.union(page_files(self._pages()))}

    def _as_read(self) -> Times:
        """The times of files when they were read: they may have been saved since."""
        script = self._session.script
        read = {Path(script.file): script.time} if isinstance(script, FileScript) else {}
        return read | {Path(path): time for path, time in list(alias.loaded.values())}

    def _pages(self) -> Path:
        return Path(self._session.script.folder, FOLDER)

    def _look(self, folders: set[Path], end: threading.Event) -> None:
        """Compare the files with those of the last run, when something happens in their folders, and now and then."""
        from watchfiles import watch

        for _ in watch(
            *folders,
            watch_filter=None,
            debounce=TOGETHER,
            stop_event=end,
            rust_timeout=NOW_AND_THEN,
            yield_on_timeout=True,
            recursive=False,
            force_polling=config.get("server.fileWatcherType") == "poll" or None,
            raise_interrupt=False,
        ):
            now = self._now()
            if not end.is_set() and now != self._told:
                self._told = now
                self._saved(self.changed())

    def _saved(self, files: set[Path]) -> None:
        if not files:
            self._offer(None)
            return
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
