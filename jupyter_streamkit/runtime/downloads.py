"""Files that a viewer saves: what there is to read, and those that are being read, piece by piece."""

from __future__ import annotations

import io
import os
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any, Protocol
from uuid import uuid4

from jupyter_streamkit.tree.node import Json

from .uploads import PIECE

AT_ONCE = 16
"""Files that a session may send at the same time."""
PATIENCE = 600.0
"""Seconds after the last piece until a file is given up."""


class Content(Protocol):
    """Bytes that are read from any place, by several threads at once."""

    size: int

    def read_at(self, place: int, count: int) -> bytes:
        """Some bytes from a place on."""


class InMemory:
    """Bytes that are there."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self.size = len(data)

    def read_at(self, place: int, count: int) -> bytes:
        return bytes(self._data[place : place + count])


class OnDisk:
    """A file on disk. It is held open, so the script may close and even delete it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._lock = threading.Lock()
        self.size = os.fstat(handle).st_size
        weakref.finalize(self, os.close, handle)

    @classmethod
    def of(cls, path: os.PathLike[str]) -> OnDisk:
        """The file of a path; raises OSError when it cannot be read."""
        return cls(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))

    @classmethod
    def opened(cls, file: io.IOBase) -> OnDisk | None:
        """The file of an open one; None where there is none on disk."""
        if isinstance(file, io.BufferedRandom | io.BufferedWriter):
            file.flush()
        try:
            return cls(os.dup(file.fileno())) if file.readable() and file.seekable() else None
        except (OSError, io.UnsupportedOperation):
            return None

    def read_at(self, place: int, count: int) -> bytes:
        with self._lock:
            os.lseek(self._handle, place, os.SEEK_SET)
            return os.read(self._handle, count)


class Downloads:
    """The files that a session is sending."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[Content, float]] = {}
        self._lock = threading.Lock()

    def begin(self, make: Callable[[], Content]) -> tuple[str, Content]:
        """Open a file; it closes when its last piece is read, or when nobody reads on."""
        with self._lock:
            self._give_up()
            if len(self._open) >= AT_ONCE:
                raise ValueError("too many files at once")
        content, name = make(), uuid4().hex
        with self._lock:
            self._open[name] = content, time.monotonic()
        return name, content

    def answer(self, request: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]:
        """The browser reads a piece, or closes a file."""
        match request:
            case {"id": id, "number": number}:
                return {}, [self.read(id, number)]
            case {"close": id}:
                self.end(id)
                return {}, []
        raise ValueError(f"{request!r:.80} is no question to a file")

    def read(self, name: Any, number: Any) -> bytes:
        """A piece of a file; raises ValueError when there is no such piece."""
        with self._lock:
            content, _ = self._open.get(name, (None, 0)) if isinstance(name, str) else (None, 0)
            if content is None or type(number) is not int or not 0 <= number * PIECE < content.size:
                raise ValueError("there is no such piece of a file")
            self._open[name] = content, time.monotonic()
        return content.read_at(number * PIECE, PIECE)

    def end(self, name: Any) -> None:
        """Close a file."""
        with self._lock:
            self._open.pop(name, None)

    def clear(self) -> None:
        """Close all."""
        with self._lock:
            self._open.clear()

    def _give_up(self) -> None:
        now = time.monotonic()
        for name in [name for name, (_, read) in self._open.items() if now - read > PATIENCE]:
            del self._open[name]
