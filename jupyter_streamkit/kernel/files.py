"""Runs an app of a notebook again when a file that it is made of is saved, while somebody writes it."""

from __future__ import annotations

from pathlib import Path

from jupyter_streamkit.runtime.session import Session

from .saves import Saves


class Files(Saves):
    """The page files and local modules of an app; looked at from now on, until it is closed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, None)
        self._ran(complete=True)

    def _saved(self, files: set[Path]) -> None:
        if files:
            self._session.rerun()
