"""The events of a page of the browser, in the order in which they happened.

JupyterLab hands the messages of different models to the kernel on different threads, and begins to do so in the
middle of things: the press of a button may come before the text that was written before it. So a page counts its
events.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from jupyter_streamkit.runtime.clock import clock

WAIT = 0.3
"""Seconds that an event waits for those before it; one whose model is gone meanwhile never comes."""

AHEAD = 1000
"""How far a page's count may run ahead of what has come."""

Place = tuple[str, int]


class Order:
    """Calls what the events of each page do, one after the other."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._due: dict[str, int] = {}
        self._waiting: dict[Place, Callable[[], object]] = {}

    def take(self, place: Place | None, act: Callable[[], object]) -> None:
        """Do what an event does, now or when those before it have come."""
        if place is None:
            act()
            return
        page, number = place
        with self._lock:
            due = self._due.setdefault(page, 1)
            if number < due:  # nobody waits for it any more, but what somebody typed counts
                act()
                return
            self._waiting[place] = act
            self._drain(page)
            if place in self._waiting:
                clock.call_at(time.monotonic() + WAIT, lambda: self._give_up(place))

    def _drain(self, page: str) -> None:
        while (act := self._waiting.pop((page, self._due[page]), None)) is not None:
            self._due[page] += 1
            act()

    def _give_up(self, place: Place) -> None:
        """Those before it do not come."""
        page, number = place
        with self._lock:
            while place in self._waiting:
                self._due[page] = min(each for at, each in self._waiting if at == page and each <= number)
                self._drain(page)

    def done(self) -> dict[str, int]:
        """The last event of each page that has been taken."""
        with self._lock:
            return {page: due - 1 for page, due in self._due.items()}

    def place(self, told: Any) -> Place | None:
        """The place that a browser tells, if it does; raises ValueError if that is none."""
        match told:
            case None:
                return None
            case [str(page), int(number)] if len(page) <= 64 and type(number) is int:
                with self._lock:
                    if 0 < number <= self._due.get(page, 1) + AHEAD:
                        return page, number
        raise ValueError(f"no place in the order of a page's events: {told!r:.80}")


order = Order()
