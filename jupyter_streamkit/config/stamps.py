"""When files were written: who keeps what a file says asks here, in every run, whether it still does."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path


def stamp(path: str | Path) -> int:
    """When a file was written, in nanoseconds; 0 if there is none."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - no Path is made, in each run, for each module
    except OSError:
        return 0


def stamps(paths: Iterable[Path]) -> list[tuple[Path, int]]:
    """Those of some paths that are files, and when they were written."""
    found = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):
            found.append((path, status.st_mtime_ns))
    return found
