"""Which cells of a notebook make the names that another one uses."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Container, Iterable, Iterator

from jupyter_streamkit.runtime.notebook import MAGIC, plain

ALWAYS = frozenset(dir(builtins)) | {"__name__", "__file__", "get_ipython", "display"}


def cells_needed(names: Iterable[str], cells: Iterable[tuple[str, str]], known: Container[str]) -> list[str]:
    """The cells that have to run, in their order, so that names are there.

    Parameters
    ----------
    names
        The names that are missing.
    cells
        The cells above, in their order: id and source.
    known
        The names that the notebook has already.
    """
    wanted, found = set(names), []
    for id, source in reversed(list(cells)):
        if wanted & (made := _made(source)):
            found.append(id)
            wanted = (wanted - made) | {name for name in free_names(source) if name not in known}
    return found[::-1]


def free_names(source: str) -> set[str]:
    """The names that a cell uses and does not make."""
    used = {
        node.id for node in _nodes(source) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return used - _made(source) - ALWAYS


def _made(source: str) -> set[str]:
    return {name for node in _nodes(source) for name in _names(node)}


def _names(node: ast.AST) -> Iterator[str]:
    """What a piece of Python gives a name to."""
    match node:
        case ast.Name(id, ast.Store() | ast.Del()):
            yield id
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            yield name
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.Import(names) | ast.ImportFrom(names=names):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in names)
        case ast.arg(name):
            yield name


def _nodes(source: str) -> Iterator[ast.AST]:
    text = source.lstrip()
    if text.startswith("%%"):
        text = text.partition("\n")[2] if text.startswith(MAGIC) else ""
    try:
        return ast.walk(ast.parse(plain(text)))
    except SyntaxError:
        return iter(())
