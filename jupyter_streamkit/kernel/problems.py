"""Where a text is no Python, told so that an editor can mark it."""

from __future__ import annotations

import ast
from pathlib import Path

from jupyter_streamkit.tree.node import Json

FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def problem_of(error: SyntaxError) -> dict[str, Json]:
    """Where the text is no Python, and why; lines and columns count from 1."""
    return {"message": error.msg, "line": error.lineno or 1, "column": error.offset or 1} | {
        name: value
        for name, value in (("end_line", error.end_lineno), ("end_column", error.end_offset))
        if value is not None and value > 0
    }


def problem_in(file: Path) -> dict[str, Json] | None:
    """Where a file is no Python; None if it is, or is gone."""
    if file.suffix != ".py" or not file.is_file():
        return None
    try:
        compile(file.read_bytes(), str(file), "exec", FLAGS, dont_inherit=True)
    except SyntaxError as error:
        return problem_of(error)
    return None
