"""What published apps print and log, in the server's log: each line names the session, as the server does."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from ipykernel.connect import get_connection_file

from .capture import Console


def journal() -> Console:
    """What takes what is printed; it loses nothing."""
    return Console(write, sys.maxsize)


def write(lines: list[tuple[str, str]]) -> None:
    """Write down what was printed; it is one piece, so that lines of other kernels do not get between."""
    printed = "".join(text for _, text in lines).split("\n")
    last = (line.rpartition("\r")[2] for line in printed)  # of a progress bar, what stands there in the end
    with suppress(OSError):
        print(
            *(f"{session()}: {line}\n" for line in last if line),
            sep="",
            end="",
            file=sys.__stderr__,
            flush=True,
        )


@cache
def session() -> str:
    """The session that this kernel serves, and its app."""
    kernel = Path(get_connection_file()).stem.removeprefix("kernel-")[:8]
    address = os.environ.get("SCRIPT_NAME", "").partition("voila/render/")[2]
    return f"Session {kernel} of {address or Path(os.environ.get('JPY_SESSION_NAME', '?')).name}"
