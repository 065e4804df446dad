"""Runs an app again when a file that it is made of changes, while somebody writes it."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

from jupyter_streamkit.runtime import alias
from jupyter_streamkit.runtime.session import Session

log = logging.getLogger("jupyter_streamkit")

LOOK = 1000
"""Milliseconds after which the folders to watch are looked up again: a run may have imported from others."""

DEBOUNCE = 300
"""Milliseconds within which changes are one."""


class Files:
    """The page files and local modules of an app."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._over: threading.Event | None = None

    def start(self) -> None:
        """Begin to watch, in a thread of its own."""
        if self._over is None:
            self._over = threading.Event()
            name = f"streamkit-files-{self.session.script.name}"
            threading.Thread(target=self._watch, args=(self._over,), name=name, daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        if self._over is not None:
            self._over.set()
            self._over = None

    def known(self) -> set[Path]:
        """The files that the app is made of."""
        modules = (getattr(sys.modules.get(name), "__file__", None) for name in tuple(alias.loaded))
        names = (*tuple(self.session.script.files), *(name for name in modules if name is not None))
        return {Path(name).resolve() for name in names if not name.startswith("<")}

    def _watch(self, over: threading.Event) -> None:
        while not (over.is_set() or self.session.closed):
            folders = self._folders()
            try:
                self._watch_folders(folders, over)
            except OSError as error:
                log.warning("The files of the app are not watched: %s", error)
                return

    def _watch_folders(self, folders: set[Path], over: threading.Event) -> None:
        from watchfiles import watch

        options = {"recursive": False, "rust_timeout": LOOK, "yield_on_timeout": True, "debounce": DEBOUNCE}
        for changes in watch(*folders, stop_event=over, raise_interrupt=False, **options):  # type: ignore[arg-type]
            if {Path(path).resolve() for _, path in changes} & self.known():
                self.session.rerun()
            if self.session.closed or self._folders() != folders:
                return

    def _folders(self) -> set[Path]:
        folders = {path.parent for path in self.known()} | {Path(self.session.script.folder)}
        return {folder for folder in folders if folder.is_dir()}
