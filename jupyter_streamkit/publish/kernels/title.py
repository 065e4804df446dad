"""The name under which `ps` and `top` show a process."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

ROOM = 400
"""Bytes to leave for it on a command line."""


def set_title(title: str) -> None:
    """Write over this process's command line, as far as there is room; it says nothing where it cannot."""
    with suppress(OSError):
        fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        start, end = int(fields[45]), int(fields[46])
        room = end - start
        data = title.encode()[: room - 1]
        with Path("/proc/self/mem").open("r+b", buffering=0) as memory:
            memory.seek(start)
            memory.write(data.ljust(room, b"\0"))
