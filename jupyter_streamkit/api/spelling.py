"""How values stand in the page's address (`bind="query-params"`).

A value that is empty stands there as an empty parameter, `?key=`, where an input can be empty at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from jupyter_streamkit.runtime.widget import Spelling
from jupyter_streamkit.tree.node import Json

Read = Callable[[str], Any]
Write = Callable[[Any], str]


def one(read: Read, write: Write = str, *, empty: bool = False) -> Spelling:
    """A value that is one text; `empty`: the reader can take it away."""

    def read_one(texts: list[str]) -> Json:
        (text,) = texts
        return None if empty and text == "" else read(text)

    return Spelling(lambda value: ["" if value is None else write(value)], read_one)


def several(read: Read, write: Write = str, *, most: int, empty: bool = False) -> Spelling:
    """A list of at most so many values, a text for each; `empty`: there may be none."""

    def read_several(texts: list[str]) -> Json:
        if len(texts) > most:
            raise ValueError(f"{texts!r} are more than {most}")
        return [] if empty and texts == [""] else [read(text) for text in texts]

    return Spelling(lambda values: [write(value) for value in values] or [""], read_several)


def _read_truth(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() == "true"


def _write_truth(value: bool) -> str:
    return "true" if value else "false"


TRUTH = one(_read_truth, _write_truth)


def reader(kind: str) -> Read:
    """What reads a number, of the kind `"int"` or `"float"`."""
    return _read_whole if kind == "int" else _read_float


def _read_whole(text: str) -> int:
    return int(float(text))


def _read_float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is no number")
    return number


def write_number(number: float) -> str:
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def read_moment(text: str) -> str:
    """ISO text; an hour of one digit and slashes between the parts of a date are met, too."""
    return ("0" + text if text[1:2] == ":" else text).replace("/", "-")
