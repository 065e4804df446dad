"""The layers of the package: a module imports only from rows below its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import REPOSITORY

PACKAGE = REPOSITORY / "jupyter_streamkit"

# What each layer may import of ours; itself and the exceptions always. See CONTRIBUTING.
BELOW = {
    "tree": set(),
    "config": set(),
    "caching": {"tree", "config", "runtime"},
    "connections": {"tree", "config", "runtime", "caching"},
    "runtime": {"tree", "config", "caching", "connections"},
    "api": {"tree", "config", "runtime", "caching", "connections"},
    "widgets": {"tree", "config", "runtime"},
    "snapshot": {"tree"},
    "testing": {"tree", "config", "runtime", "connections", "api"},
    "kernel": {"tree", "config", "runtime", "caching", "connections", "api", "widgets", "snapshot"},
    "publish": {
        "tree",
        "config",
        "runtime",
        "caching",
        "connections",
        "api",
        "widgets",
        "snapshot",
        "kernel",
    },
}
EVERYWHERE = {"errors", "_version"}

# What the lower layers must not know: the notebook and its widgets.
JUPYTER = {"IPython", "comm", "ipykernel", "ipywidgets", "jupyter_client", "jupyter_core", "jupyter_server"}
JUPYTER |= {"nbconvert", "nbformat", "traitlets", "voila"}
WITHOUT_JUPYTER = {"tree", "config", "runtime", "caching", "connections", "api", "snapshot", "testing"}


def modules() -> list[Path]:
    return sorted(path for layer in BELOW for path in PACKAGE.glob(f"{layer}/**/*.py"))


def imports(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, also inside its functions."""
    package = path.relative_to(REPOSITORY).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            start = [*base, *(node.module or "").split(".")] if node.module else base
            yield from (".".join([*start, alias.name]) for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0]
    ours = [name.split(".")[1:] for name in imports(path) if name.split(".")[0] == "jupyter_streamkit"]
    layers = {parts[0] for parts in ours if parts and Path(PACKAGE, parts[0]).is_dir()}
    assert layers - BELOW[layer] - {layer} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_lower_layers_do_not_know_jupyter(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] in WITHOUT_JUPYTER:
        assert {name.split(".")[0] for name in imports(path)} & JUPYTER == set()


def test_every_folder_is_a_layer() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert folders - set(BELOW) - {"labextension", "__pycache__"} == set()


def test_one_version() -> None:
    package_json = (REPOSITORY / "labextension" / "package.json").read_text()
    version = (PACKAGE / "_version.py").read_text().split('"')[-2]
    assert f'"version": "{version}"' in package_json
    assert version in (REPOSITORY / "CHANGELOG.md").read_text()
