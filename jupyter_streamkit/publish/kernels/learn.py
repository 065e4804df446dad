"""What published notebooks and scripts import, read from their source."""

from __future__ import annotations

import ast
import json
import os
import site
import sysconfig
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

FILES = 300
"""How many files are read at most."""

OTHERS = frozenset({"node_modules", "site-packages", "__pycache__"})
"""Folders that hold no apps."""

SYSTEM = "%!?"
"""How lines begin that are IPython's, not Python."""


def modules(roots: list[str]) -> set[str]:
    """The names of installed modules that the apps in these files and folders import.

    Modules that lie beside an app are not named, but what they import is: they are read like apps.
    """
    found: set[str] = set()
    for path in _files(roots):
        for source in _sources(path):
            found |= set(_imports(source))
    return {name for name in found if is_installed(name)}


def is_installed(name: str) -> bool:
    """Whether a module is of Python or of a distribution, by the folder in which it lies."""
    spec = PathFinder.find_spec(name.partition(".")[0])
    if spec is None:
        return False
    places = [spec.origin] if spec.origin else list(spec.submodule_search_locations or ())
    return bool(places) and all(_is_library(place) for place in places)


def _is_library(place: str) -> bool:
    folders = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    folders |= {*site.getsitepackages(), site.getusersitepackages()}
    return any(Path(place).is_relative_to(folder) for folder in folders)


def _files(roots: list[str]) -> list[Path]:
    """The notebooks and scripts; a single one brings the scripts beside it."""
    found: list[Path] = []
    for root in map(Path, roots):
        if root.is_dir():
            found += _inside(root)
        else:
            found += [root, *sorted(root.parent.glob("*.py"))]
    return found[:FILES]


def _inside(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(each for each in folders if each not in OTHERS and not each.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith((".ipynb", ".py")))


def _sources(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            return [text]
        return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return []  # no notebook, or one that Voilà will complain of better


def _imports(source: str) -> Iterator[str]:
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(tuple(SYSTEM))]
    try:
        tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name != "*")
