"""The app as static HTML, for where no kernel runs: nbconvert, a code host's viewer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from IPython.display import HTML, display

from .static import render

if TYPE_CHECKING:
    from .apps import RunningApp


class Snapshot:
    """A second output below the live app; the front end hides it while the app is live.

    It is taken when the cell's first run has ended, and not again: a notebook does not change by being used.
    """

    def __init__(self, app: RunningApp) -> None:
        self.app = app
        self.handle: Any = display(HTML(""), display_id=True)
        self._taken = threading.Lock()
        app.session.on_run.append(self._take)
        if not app.session.running:
            self._take()

    def _take(self, *_: Any) -> None:
        if not self._taken.acquire(blocking=False):
            return
        self.app.session.on_run.remove(self._take)
        with self.app.session.lock:
            html = render(self.app.session.page)
        self.handle.update(HTML(html))
