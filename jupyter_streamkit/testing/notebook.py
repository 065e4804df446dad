"""The app of a notebook, to be tested."""

from __future__ import annotations

from pathlib import Path

from jupyter_streamkit.runtime.notebook import AppCell, app_cells, read

from .errors import AppTestError


def read_app(path: Path, name: str | None = None) -> list[AppCell]:
    """The first app of a notebook, or the one of that name: its cell, or the cells that are its pages."""
    cells = app_cells(read(path))
    first = next((cell for cell in cells if name in (None, cell.name)), None)
    if first is None:
        wanted = "%%streamapp cell" if name is None else f"%%streamapp cell of the name {name!r}"
        raise AppTestError(f"{path} has no {wanted}.")
    if first.title is None:
        return [first]
    return [cell for cell in cells if cell.title is not None and cell.name == first.name]
