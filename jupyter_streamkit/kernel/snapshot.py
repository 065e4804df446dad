"""The app as static HTML, for where no kernel runs: nbconvert, a code host's viewer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from IPython.display import display

from jupyter_streamkit.snapshot.static import render
from jupyter_streamkit.snapshot.still import still

if TYPE_CHECKING:
    from .apps import RunningApp

STYLE = (
    "<style>.jp-OutputArea-child:has(+ .jp-OutputArea-child .streamkit-snapshot):not(:has(.stApp))"
    "{display:none}</style>"
)
"""Where there is no kernel, the output of the live app says in words that it fails; the snapshot stands for it."""


NOTHING = '<div class="streamkit-snapshot"></div>'


class Snapshot:
    """A second output below the live app; the front end hides it while the app is live.

    It is taken when the cell's first run has ended, and not again: a notebook does not change by being used.
    """

    def __init__(self, app: RunningApp) -> None:
        self.app = app
        self.handle: Any = display(self._bundle(NOTHING), raw=True, display_id=True)
        self._taken = threading.Lock()
        app.session.on_run.append(self._take)
        if not app.session.running:
            self._take()

    def _take(self, *_: Any) -> None:
        if not self._taken.acquire(blocking=False):
            return
        session = self.app.session
        session.on_run.remove(self._take)
        with session.lock:
            taken = still(session.page)
        self.handle.update(self._bundle(STYLE + render(taken)), raw=True)

    def _bundle(self, html: str) -> dict[str, str]:
        return {"text/html": html, "text/plain": f"A snapshot of the app {self.app.name!r}"}
