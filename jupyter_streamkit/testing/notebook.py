"""The app of a notebook: the `%%streamapp` cell, and what the cells above it leave to it."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import AppTestError

MAGIC = "%%streamapp"
TAKE_A_VALUE = ("--height", "--page", "--icon")


@dataclass(frozen=True, slots=True)
class AppCell:
    """A cell that is an app."""

    name: str
    source: str
    above: list[str]
    """The plain code cells above it."""

    def namespace(self) -> dict[str, Any]:
        """The variables that the cells above it make, run once."""
        variables: dict[str, Any] = {"__name__": "__main__", "display": _display}
        for number, source in enumerate(self.above, 1):
            exec(compile(_plain(source), f"<cell {number}>", "exec"), variables)  # noqa: S102 the user's cells
        return variables


def read_app(path: Path, name: str | None = None) -> AppCell:
    """The first app of a notebook, or the one of that name."""
    above: list[str] = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            continue
        first, _, rest = source.lstrip("\n").partition("\n")
        if not first.startswith(MAGIC):
            above += [source] if not first.startswith("%%") else []
        elif name is None or name == _name(first):
            return AppCell(_name(first) or path.stem, f"# {first}\n{rest}", above)
    wanted = "%%streamapp cell" if name is None else f"%%streamapp cell of the name {name!r}"
    raise AppTestError(f"{path} has no {wanted}.")


def _name(line: str) -> str | None:
    words = shlex.split(line.removeprefix(MAGIC))
    values = {place + 1 for place, word in enumerate(words) if word in TAKE_A_VALUE}
    names = [word for place, word in enumerate(words) if place not in values and not word.startswith("-")]
    return names[0] if names else None


def _display(*shown: object, **options: object) -> None:
    """A test has nowhere to show what the cells above the app display."""


def _plain(source: str) -> str:
    """Without the `%magics` and `!commands` of the notebook, which a test has no use for."""
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n"))
