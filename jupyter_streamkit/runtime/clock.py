"""One thread of the process that calls functions later."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)


class Clock:
    """Calls functions at their time, one after the other; they must be short."""

    def __init__(self) -> None:
        self._calls: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        # `with` a Condition is Python code: a stop that strikes a script inside it would leave it locked.
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None

    def call_at(self, when: float, function: Callable[[], None]) -> None:
        """Call `function` when `time.monotonic()` has reached `when` (seconds)."""
        with self._lock:
            heapq.heappush(self._calls, (when, next(self._order), function))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._loop, name="streamkit-clock", daemon=True)
                self._thread.start()
            self._changed.notify()

    def _loop(self) -> None:
        while True:
            self._call(self._next())

    @staticmethod
    def _call(function: Callable[[], None]) -> None:
        try:
            function()
        except Exception:
            log.exception("A timed call failed")

    def _next(self) -> Callable[[], None]:
        with self._lock:
            while True:
                now = time.monotonic()
                if self._calls and self._calls[0][0] <= now:
                    return heapq.heappop(self._calls)[2]
                self._changed.wait(self._calls[0][0] - now if self._calls else None)


clock = Clock()
