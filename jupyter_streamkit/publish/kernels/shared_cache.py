"""Where the viewers of this server share what `cache_data` keeps: a folder that goes when the server ends."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from pathlib import Path

from filelock import FileLock

from jupyter_streamkit.caching.places import APP, FOLDER

PREFIX = "streamkit-cache-"
OWNER = "server.lock"
"""A lock that a server holds as long as it lives."""
YOUNG = 60.0
"""Seconds that a server may take to lock its folder."""


class SharedCache:
    """The folder of one server, which only its user may read."""

    def __init__(self) -> None:
        _sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._owner = FileLock(self.folder / OWNER)
        self._owner.acquire()
        atexit.register(self.close)

    def environment(self, app: Path) -> dict[str, str]:
        """What tells a kernel which app it serves, and where that keeps its results."""
        return {FOLDER: str(self.folder), APP: str(app)}

    def close(self) -> None:
        """Delete it."""
        atexit.unregister(self.close)
        self._owner.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def _sweep() -> None:
    """Delete the folders of servers that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    try:
        status = folder.lstat()
        mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        if not mine or folder.is_symlink() or time.time() - status.st_mtime < YOUNG:
            return False
        with FileLock(folder / OWNER, blocking=False):
            return True
    except OSError:  # it is used, or gone meanwhile
        return False
