"""Entries as files, which several processes share: those of one app's viewers, or all that ever ran for this user.

- The system keeps files that are used in memory, once for all processes; big ones are unpickled out of there.
- A file is written whole or not at all, and never changed.
- Its time of change says when it was written, its time of access when it was last used.
- Locks are the system's: they end with the process that holds them, however it ends.
"""

from __future__ import annotations

import logging
import mmap
import os
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from jupyter_streamkit.caching.parcel import Buffer, unwrap, wrap
from jupyter_streamkit.caching.storage import Entry, Limits

log = logging.getLogger(__name__)

ENDING = ".pickle"
MAPPED = 1 << 16
"""Bytes from which on a file is not read but mapped."""
PART = 50
"""After having written this part of what there is room for, a process looks whether there is too much."""


class Room:
    """The folder of all functions of an app, and how much there is room for.

    Parameters
    ----------
    path
        Where it is. Nobody else may write there: entries are unpickled.
    most
        Bytes of all files together; None for any number.
    """

    def __init__(self, path: Path, most: int | None = None) -> None:
        self.path = path
        self.most = most
        self._written = 0

    def clear(self) -> None:
        """Forget all that is here."""
        shutil.rmtree(self.path, ignore_errors=True)

    def wrote(self, size: int) -> None:
        """Note that a process has written so many bytes; make room from time to time."""
        self._written += size
        if self.most is not None and self._written >= self.most // PART:
            self._written = 0
            evict(self.path.rglob(f"*{ENDING}"), Limits(max_size=self.most))


@dataclass(frozen=True, slots=True)
class File:
    """An entry's file, as it was found."""

    path: Path
    size: int
    age: float
    used: int


class FolderStore:
    """The entries of one function, in a folder of their own."""

    def __init__(self, room: Room, function: str, limits: Limits) -> None:
        self._room = room
        self._folder = room.path / function
        self._limits = limits
        # A lock that nobody holds on to is free: a run may be stopped between any two steps.
        self._held: weakref.WeakValueDictionary[str, FileLock] = weakref.WeakValueDictionary()

    def get(self, key: str) -> Entry | None:
        """The entry of a key, which becomes the most recently used."""
        path = f"{self._folder}{os.sep}{key}{ENDING}"
        try:
            data = _read(path)
            entry = unwrap(data)
        except FileNotFoundError:
            return None
        except Exception:
            log.warning("The cached value %s cannot be read; it is computed anew.", path, exc_info=True)
            return None
        if self._limits.lifetime is not None and entry.age() >= self._limits.lifetime:
            return None
        return entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry, at the cost of those used the longest time ago."""
        parts = wrap(entry)
        try:
            self._write(key, parts)
        except OSError as error:  # the disk is full, or somebody cleared the cache meanwhile
            log.warning("A cached value cannot be kept in %s: %s", self._folder, error)
            return
        evict(self._folder.glob(f"*{ENDING}"), self._limits, self._path(key))
        self._room.wrote(sum(len(part) for part in parts))

    def remove(self, key: str) -> None:
        """Forget an entry, for all processes."""
        self._path(key).unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all entries, for all processes."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def clear_memory(self) -> None:
        """No entry is in this process alone."""

    @contextmanager
    def turn(self, key: str) -> Iterator[bool]:
        """Begin a computation; False while another process is at it."""
        if key in self._held:  # a function that calls itself
            yield True
            return
        self._make()
        lock = FileLock(self._folder / f"{key}.lock", blocking=False, thread_local=False)
        try:
            lock.acquire()
        except TimeoutError:
            yield False
            return
        self._held[key] = lock
        try:
            yield True
        finally:
            self._held.pop(key, None)
            # Who has waited for this file finds that it is gone, and takes another.
            with suppress(OSError):
                Path(lock.lock_file).unlink()
            lock.release()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{ENDING}"

    def _make(self) -> None:
        # Python gives the mode to the last folder only, and others may have a say in those above.
        for folder in (self._room.path.parent, self._room.path, self._folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _write(self, key: str, parts: list[Buffer]) -> None:
        self._make()
        handle, name = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
            Path(name).replace(self._path(key))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _read(path: str) -> bytes | mmap.mmap:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(handle)
        os.utime(handle, ns=(time.time_ns(), status.st_mtime_ns))
        if status.st_size < MAPPED:
            return os.read(handle, MAPPED)
        return mmap.mmap(handle, status.st_size, access=mmap.ACCESS_READ)
    finally:
        os.close(handle)


def evict(paths: Iterable[Path], limits: Limits, newest: Path | None = None) -> None:
    """Delete files that are too old, and of the others those used the longest time ago until the rest fits."""
    if limits == Limits():
        return
    files = sorted(_files(paths), key=lambda file: (file.path == newest, file.used), reverse=True)
    size = 0
    for count, file in enumerate(files, 1):
        size += file.size
        if not _fits(file, count, size, limits) and file.path != newest:
            file.path.unlink(missing_ok=True)


def _fits(file: File, count: int, size: int, limits: Limits) -> bool:
    old = limits.lifetime is not None and file.age >= limits.lifetime
    many = limits.max_entries is not None and count > limits.max_entries
    return not (old or many or (limits.max_size is not None and size > limits.max_size))


def _files(paths: Iterable[Path]) -> Iterator[File]:
    now = time.time()
    for path in paths:
        with suppress(OSError):  # another process was quicker
            status = path.stat()
            yield File(path, status.st_size, now - status.st_mtime, status.st_atime_ns)
