"""Runs an app of a notebook again when a file that it is made of is saved, while somebody writes it."""

from __future__ import annotations

from pathlib import Path

from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.tree.node import Json

from .places import tell_file
from .problems import problem_in
from .saves import Saves


class Files(Saves):
    """The page files and local modules of an app; looked at from now on, until it is closed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, None)
        self._ran(complete=True)

    def close(self) -> None:
        super().close()
        self._tell(None)

    def _saved(self, files: set[Path]) -> None:
        """Where one is no Python the last good app stays."""
        problems = ((file, problem_in(file)) for file in sorted(files))
        broken = next(((file, problem) for file, problem in problems if problem is not None), None)
        if broken is None:
            self._tell(None)
        else:
            self._tell({"file": tell_file(self._session.script, str(broken[0])), **broken[1]})
        if files and broken is None:
            self._session.rerun()

    def _tell(self, broken: Json) -> None:
        if self._session.props.get("broken") != broken:
            self._session.tell({"broken": broken})
