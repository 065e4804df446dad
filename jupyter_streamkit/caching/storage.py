"""Where the entries of one function's cache are kept: what a store does, and the one in memory.

- Entries are in the order of their last use; the first goes when there is no room.
- Age is counted by a clock that nobody sets.
- What leaves the store, for whatever reason, is handed to `on_release`, outside the lock.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

log = logging.getLogger(__name__)
clock = time.monotonic


@dataclass(frozen=True, slots=True)
class Entry:
    """One cached result."""

    payload: Any
    """The pickled value, or the object itself."""
    recording: Any
    born: float
    size: int = 0

    def age(self) -> float:
        """Seconds since it was computed."""
        return clock() - self.born


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a store keeps, and for how long."""

    lifetime: float | None = None
    """Seconds, or None for ever."""
    max_entries: int | None = None
    max_size: int | None = None
    """Bytes of pickled values."""


class Store(Protocol):
    """The entries of one function."""

    def get(self, key: str) -> Entry | None:
        """The entry of a key."""

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry."""

    def remove(self, key: str) -> None:
        """Forget an entry."""

    def clear(self) -> None:
        """Forget all entries."""

    def clear_memory(self) -> None:
        """Forget the entries that only this process has."""

    def turn(self, key: str) -> AbstractContextManager[bool]:
        """Begin a computation; False while another process is at it."""


class MemoryStore:
    """Entries in memory."""

    def __init__(self, limits: Limits, on_release: Callable[[Any], Any] | None = None) -> None:
        self.limits = limits
        self.on_release = on_release
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = threading.RLock()

    def get(self, key: str) -> Entry | None:
        """The entry of a key, which becomes the most recently used."""
        with self._removing() as gone:
            self._expire(gone)
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
        return entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry, at the cost of those used the longest time ago."""
        with self._removing() as gone:
            self._take(key, gone)
            self._expire(gone)
            self._make_room(entry, gone)
            self._entries[key] = entry

    def remove(self, key: str) -> None:
        with self._removing() as gone:
            self._take(key, gone)

    def clear(self) -> None:
        """Forget all entries."""
        with self._removing() as gone:
            for key in list(self._entries):
                self._take(key, gone)

    clear_memory = clear

    def turn(self, key: str) -> AbstractContextManager[bool]:
        """No other process computes for this one."""
        return nullcontext(True)

    @contextmanager
    def _removing(self) -> Iterator[list[Entry]]:
        gone: list[Entry] = []
        with self._lock:
            yield gone
        for entry in gone:
            self._release(entry)

    def _release(self, entry: Entry) -> None:
        if self.on_release is None:
            return
        try:
            self.on_release(entry.payload)
        except Exception:
            log.exception("on_release raised for a %s", type(entry.payload).__qualname__)

    def _take(self, key: str, gone: list[Entry]) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            gone.append(entry)

    def _expire(self, gone: list[Entry]) -> None:
        if self.limits.lifetime is None:
            return
        for key in [key for key, entry in self._entries.items() if entry.age() >= self.limits.lifetime]:
            self._take(key, gone)

    def _make_room(self, entry: Entry, gone: list[Entry]) -> None:
        while self._entries and self._is_full(entry):
            self._take(next(iter(self._entries)), gone)
        if self.limits.max_size is not None and entry.size > self.limits.max_size:
            log.warning(
                "A cached value of %d bytes is larger than max_size=%d; it is kept until the next one comes.",
                entry.size,
                self.limits.max_size,
            )

    def _is_full(self, entry: Entry) -> bool:
        limits = self.limits
        if limits.max_entries is not None and len(self._entries) >= limits.max_entries:
            return True
        # Added up anew, not kept: a run may be stopped between any two steps, and a sum would then be wrong.
        held = sum(each.size for each in self._entries.values()) if limits.max_size is not None else 0
        return limits.max_size is not None and held + entry.size > limits.max_size
