"""The script's own source: who called a command, and with what words."""

from __future__ import annotations

import ast
import linecache
import sys
import textwrap
from pathlib import Path
from types import FrameType

PACKAGE = str(Path(__file__).resolve().parents[1])


def is_ours(filename: str) -> bool:
    """Whether a file belongs to this package."""
    return filename.startswith(PACKAGE)


def caller() -> FrameType | None:
    """The frame that called a command: the first that is neither ours nor contextlib's."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and (
        is_ours(frame.f_code.co_filename) or frame.f_globals.get("__name__") == "contextlib"
    ):
        frame = frame.f_back
    return frame


def with_block(frame: FrameType) -> str:
    """The source of the body of the `with` that the frame stands in."""
    lines = linecache.getlines(frame.f_code.co_filename)
    block = _innermost(ast.parse("".join(lines)), frame.f_lineno)
    if block is None:
        return ""
    head = max(item.context_expr.end_lineno or block.lineno for item in block.items)
    if block.body[0].lineno == head:
        return ast.unparse(ast.Module(block.body, []))
    return textwrap.dedent("".join(lines[head : block.end_lineno])).strip("\n")


def _innermost(tree: ast.AST, line: int) -> ast.With | ast.AsyncWith | None:
    blocks = [
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.With, ast.AsyncWith)) and node.lineno <= line <= node.body[0].lineno
    ]
    return max(blocks, key=lambda node: node.lineno, default=None)


def argument(frame: FrameType, *commands: str) -> str | None:
    """The words of the only argument of a call of one of the commands, on the line of the frame."""
    lines = linecache.getlines(frame.f_code.co_filename)
    try:
        tree = ast.parse("".join(lines))
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and len(node.args) == 1
            and node.lineno <= frame.f_lineno <= (node.end_lineno or node.lineno)
            and ast.unparse(node.func).rpartition(".")[2] in commands
        ):
            return ast.unparse(node.args[0])
    return None
