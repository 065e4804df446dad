"""Lines of an app, told so that the front end of a notebook finds them."""

from __future__ import annotations

from jupyter_streamkit.api.scripts import CellsScript
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.tree.node import Json

Place = tuple[str, int]
"""The name that code goes by, and a line of it."""


def tell_place(script: Script, place: tuple[str, int | None]) -> dict[str, Json]:
    """The line; and, unless it is of the app's own cell, the page whose cell it is of, or the file."""
    name, line = place
    if line is None:
        return {"line": None}
    if isinstance(script, CellsScript):
        page = script.page_of(name)
        return {"line": line, "page": page} if page is not None else {"line": line, "file": name}
    return {"line": line} if name == script.filename else {"line": line, "file": name}
