"""Lines of an app, told so that the front end of a notebook finds them."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

from jupyter_streamkit.api.scripts import CellsScript
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.tree.node import Json

Place = tuple[str, int]
"""The name that code goes by, and a line of it."""


def place_of(thread: int, files: Collection[str]) -> Place | None:
    """The line of an app's files that a thread is at; None where it runs none of them."""
    frame = sys._current_frames().get(thread)  # noqa: SLF001 - Python has no other way
    while frame is not None and frame.f_code.co_filename not in files:
        frame = frame.f_back
    return None if frame is None else (frame.f_code.co_filename, frame.f_lineno)


def tell_place(script: Script, place: tuple[str, int | None]) -> dict[str, Json]:
    """The line; and, unless it is of the app's own cell, the page whose cell it is of, or the file."""
    name, line = place
    if line is None:
        return {"line": None}
    if isinstance(script, CellsScript):
        page = script.page_of(name)
        return {"line": line} | ({"page": page} if page is not None else {"file": tell_file(script, name)})
    return {"line": line} | ({} if name == script.filename else {"file": tell_file(script, name)})


def tell_file(script: Script, file: str) -> str:
    """The way from the notebook to a file."""
    return file if file.startswith("<") else Path(os.path.relpath(file, script.folder)).as_posix()
