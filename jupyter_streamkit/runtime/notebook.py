"""The cells of a notebook's file: apps, pages of an app, and what stands above them."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

MAGIC = "%%streamapp"

_parser = argparse.ArgumentParser(prog=MAGIC, add_help=False, exit_on_error=False)
_parser.add_argument("name", nargs="?")
_parser.add_argument("--page")
_parser.add_argument("--icon")
_parser.add_argument("--height")


@dataclass(frozen=True, slots=True)
class AppCell:
    """A `%%streamapp` cell."""

    source: str
    """The script; its first line is the magic's, as a comment."""
    name: str | None = None
    title: str | None = None
    """That of the page; None for an app of one page."""
    icon: str | None = None
    above: tuple[str, ...] = ()
    """The plain code cells above it."""


def app_cell(source: str, above: Iterable[str] = ()) -> AppCell | None:
    """What a cell's text says; None if it is no app."""
    first, _, rest = source.lstrip().partition("\n")
    if first.split(None, 1)[:1] != [MAGIC]:
        return None
    try:
        told, _ = _parser.parse_known_args(shlex.split(first.removeprefix(MAGIC)))
    except (ValueError, argparse.ArgumentError):  # running the cell says what is wrong
        told = argparse.Namespace(name=None, page=None, icon=None)
    return AppCell(f"# {first.rstrip()}\n{rest}", told.name, told.page, told.icon, tuple(above))


def app_cells(notebook: Mapping[str, Any]) -> list[AppCell]:
    """The apps of a notebook, in its order."""
    above: list[str] = []
    found = []
    for source in _code(notebook):
        if cell := app_cell(source, above):
            found.append(cell)
        elif not source.lstrip().startswith("%%"):
            above.append(plain(source))
    return found


def expect(cells: Iterable[AppCell]) -> str:
    """Pages that are to come, as a word for the magic's line."""
    return quote(json.dumps([(cell.title, cell.icon) for cell in cells]), safe="")


def expected(word: str) -> list[tuple[str, str | None]]:
    """The titles and icons of pages that are to come."""
    return [(title, icon) for title, icon in json.loads(unquote(word))]


def read(path: Path) -> dict[str, Any]:
    """The notebook in a file."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def page(path: Path) -> AppCell:
    """A notebook that is a page of an app: its apps, as one; where it has none, all its code."""
    notebook = read(path)
    apps = app_cells(notebook)
    if apps:
        script = "\n".join(cell.source for cell in apps)
        return replace(apps[0], source=script, above=apps[-1].above)
    code = (plain(source) for source in _code(notebook) if not source.lstrip().startswith("%%"))
    return AppCell("\n".join(code))


def variables(above: Iterable[str], where: str) -> dict[str, Any]:
    """What the plain cells above an app leave to it, run once."""
    made: dict[str, Any] = {"display": _display}
    for number, source in enumerate(above, 1):
        exec(compile(source, f"<cell {number} of {where}>", "exec"), made)  # noqa: S102 - the user's cells
    return made


def plain(source: str) -> str:
    """A cell without its `%magics` and `!commands`, for which there is no shell."""
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n"))


def _code(notebook: Mapping[str, Any]) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _display(*shown: object, **options: object) -> None:
    """What the cells above an app display is not part of it."""
