"""The name under which `ps` and `top` show a process."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOM = 400
"""Bytes to leave for it on a command line."""


def set_title(title: str) -> None:
    """Write over this process's command line, as far as there is room; it says nothing where it cannot."""
    with suppress(OSError):
        start, room = _command_line()
        memory = os.open("/proc/self/mem", os.O_RDWR)
        try:
            os.pwrite(memory, title.encode()[: room - 1].ljust(room, b"\0"), start)
        finally:
            os.close(memory)


@cache
def _command_line() -> tuple[int, int]:
    """Where in memory it begins, and its length: a fork's is where its parent's was."""
    fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    start, end = int(fields[45]), int(fields[46])
    return start, end - start
