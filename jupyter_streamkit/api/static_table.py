"""A table as HTML: `st.table`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
from pandas.api import types

from ..tree.markup import markdown
from .cells import missing, text
from .looks import Css, Looks

_MARKUP = re.compile(r"[\\`*_\[\]<>:$~#!|&@\n]|https?|--")
"""What a text must hold to look different as Markdown."""


def table_html(frame: pd.DataFrame, looks: Looks | None, *, index: bool, header: bool) -> str:
    """The rows and headers of a frame, as the inside of a `<table>`."""
    hidden = looks.hidden_columns if looks else set()
    columns = [position for position in range(frame.shape[1]) if position not in hidden]
    head = f"<thead>{''.join(_head(frame, columns, index=index))}</thead>" if header else ""
    caption = f"<caption>{_markup(looks.caption)}</caption>" if looks and looks.caption else ""
    return f"{caption}{head}<tbody>{''.join(_body(frame, looks, columns, index=index))}</tbody>"


def _head(frame: pd.DataFrame, columns: list[int], *, index: bool) -> Iterator[str]:
    levels = frame.columns.nlevels
    numeric = [_is_number(frame.dtypes.iloc[position]) for position in columns]
    for level in range(levels):
        names = frame.index.names if level == levels - 1 else [None] * frame.index.nlevels
        corner = "".join(_th("" if name is None else name, "col") for name in names) if index else ""
        labels = frame.columns.get_level_values(level)
        cells = [_th(labels[at], "col", right) for at, right in zip(columns, numeric, strict=True)]
        yield f"<tr>{corner}{''.join(cells)}</tr>"


def _body(frame: pd.DataFrame, looks: Looks | None, columns: list[int], *, index: bool) -> Iterator[str]:
    labels = [frame.index.get_level_values(level).array for level in range(frame.index.nlevels)]
    values = [frame.iloc[:, position].array for position in columns]
    numeric = [_is_number(array.dtype) for array in values]
    for row in range(len(frame)):
        heads = [_th(level[row], "row") for level in labels] if index else []
        cells = [
            _td(array[row], right, looks.cell(row, position) if looks else None)
            for position, array, right in zip(columns, values, numeric, strict=True)
        ]
        yield f"<tr>{''.join(heads)}{''.join(cells)}</tr>"


def _is_number(dtype: Any) -> bool:
    return bool(types.is_numeric_dtype(dtype)) and not types.is_bool_dtype(dtype)


def _th(label: object, scope: str, right: bool = False) -> str:
    side = ' class="st-number"' if right else ""
    return f'<th scope="{scope}"{side}>{_markup(_words(label))}</th>'


def _td(value: Any, right: bool, look: list[Any] | None) -> str:
    words, css, tip = (_words(value), {}, "") if look is None else look
    attributes = ' class="st-number"' if right else ""
    if css:
        attributes += f' style="{html.escape(_style(css))}"'
    if tip:
        attributes += f' title="{html.escape(tip)}"'
    return f"<td{attributes}>{_markup(words)}</td>"


def _style(css: Css) -> str:
    return ";".join(f"{name}:{value}" for name, value in css.items())


def _words(value: Any) -> str:
    if missing(value):
        return ""
    if types.is_bool(value):
        return str(bool(value)).lower()
    if types.is_float(value):
        return f"{value:.4f}"
    return text(value)


def _markup(words: str) -> str:
    return markdown(words, inline=True) if _MARKUP.search(words) else html.escape(words)
