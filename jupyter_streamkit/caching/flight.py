"""One computation a key at a time: who comes later waits for the result.

A flight is a computation in progress. It is over when its lock `alive` is free. The interpreter frees that
lock however the computation ends, also when the run is stopped by an exception that strikes between any two
steps; `done` only wakes the waiters sooner. Waiters wait in short turns, so that they can be stopped too.

Other processes compute, too, where results are shared: whose turn it is among them the store says, and they are
waited for in the same way.

Nobody waits for himself: a recursive call with the same arguments, or two functions that wait for each other
from two threads, compute instead.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

# Seconds after which a waiter looks again.
TURN = 0.05
ASYNC_TURN = 0.005


class Awaited(Protocol):
    """What one can wait for."""

    def wait(self, owner: Hashable) -> None:
        """Block until it is time to look again."""

    async def wait_async(self, owner: Hashable) -> None:
        """Let other tasks go on until it is time to look again."""


class Flight:
    """A computation in progress, and the thread or task that does it."""

    def __init__(self, owner: Hashable) -> None:
        self.owner = owner
        self.alive = threading.Lock()
        self.done = threading.Event()

    def waits_for(self, owner: Hashable) -> bool:
        """Whether its end depends on `owner`."""
        flight: Flight | None = self
        seen: set[Hashable] = set()
        while flight is not None and flight.owner not in seen:
            if flight.owner == owner:
                return True
            seen.add(flight.owner)
            flight = _awaited.get(flight.owner)
        return False

    def wait(self, owner: Hashable) -> None:
        """Block until it is over, or turns out to wait for `owner`."""
        with _waiting(self, owner):
            while self.alive.locked() and not self.waits_for(owner):
                self.done.wait(TURN)

    async def wait_async(self, owner: Hashable) -> None:
        """Let other tasks go on until it is over, or turns out to wait for `owner`."""
        with _waiting(self, owner):
            # It may be in another thread, where an asyncio event is of no use.
            while self.alive.locked() and not self.waits_for(owner):  # noqa: ASYNC110
                await asyncio.sleep(ASYNC_TURN)


_awaited: dict[Hashable, Flight] = {}


class Flights:
    """The computations in progress of one cache."""

    def __init__(self) -> None:
        self._flights: dict[str, Flight] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, key: str, owner: Hashable) -> Iterator[Flight | None]:
        """Begin a computation: yields None when it may go ahead, else the flight to wait for."""
        mine = Flight(owner)
        try:
            with mine.alive:
                yield self._enter(key, mine)
        finally:
            self._leave(key, mine)
            mine.done.set()

    def busy(self, key: str) -> bool:
        """Whether somebody is computing."""
        flight = self._flights.get(key)
        return flight is not None and flight.alive.locked()

    def _enter(self, key: str, mine: Flight) -> Flight | None:
        with self._lock:
            other = self._flights.get(key)
            if other is None or not other.alive.locked():
                self._flights[key] = mine
                return None
            return None if other.waits_for(mine.owner) else other

    def _leave(self, key: str, mine: Flight) -> None:
        with self._lock:
            if self._flights.get(key) is mine:
                del self._flights[key]


class Elsewhere:
    """A computation in another process, which does not tell when it is done."""

    def wait(self, owner: Hashable) -> None:
        """Wait for a moment."""
        time.sleep(ASYNC_TURN)

    async def wait_async(self, owner: Hashable) -> None:
        """Wait for a moment."""
        await asyncio.sleep(ASYNC_TURN)


@contextmanager
def turn(
    flights: Flights,
    among_processes: Callable[[str], AbstractContextManager[bool]],
    key: str,
    owner: Hashable,
) -> Iterator[Awaited | None]:
    """Begin a computation: yields None when it may go ahead, else what to wait for."""
    with flights.turn(key, owner) as other:
        if other is not None:
            yield other
            return
        with among_processes(key) as mine:
            yield None if mine else Elsewhere()


@contextmanager
def _waiting(flight: Flight, owner: Hashable) -> Iterator[None]:
    _awaited[owner] = flight
    try:
        yield
    finally:
        _awaited.pop(owner, None)
