"""Values of a data frame as the browser has them.

Every column has a kind, which says what its values look like on the wire:

integer, number   a number; text where a browser cannot hold it exactly
boolean           true or false
datetime          ISO 8601, with the offset where there is a time zone
date, time        ISO 8601
list              an array of numbers and texts
json              JSON text
text              text

What is missing is null in all of them.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types

from ..tree.node import Json

SAMPLE = 1_000
"""As many values of a column of objects decide its kind."""
EXACT = 2**53 - 1
"""Whole numbers above it lose digits in a browser."""

_OBJECT_KINDS = {
    "boolean": "boolean",
    "integer": "integer",
    "floating": "number",
    "mixed-integer-float": "number",
    "decimal": "number",
    "date": "date",
    "time": "time",
    "datetime": "datetime",
    "datetime64": "datetime",
}


def kind(column: pd.Series[Any] | pd.Index[Any]) -> str:
    """The kind of a column."""
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return kind(dtype.categories)
    if types.is_bool_dtype(dtype):
        return "boolean"
    if types.is_integer_dtype(dtype):
        return "integer"
    if types.is_float_dtype(dtype) or (types.is_numeric_dtype(dtype) and not types.is_complex_dtype(dtype)):
        return "number"
    if types.is_datetime64_any_dtype(dtype):
        return "datetime"
    nested = types.is_object_dtype(dtype) or isinstance(dtype, pd.ArrowDtype)
    return _object_kind(column) if nested else "text"


def _object_kind(column: pd.Series[Any] | pd.Index[Any]) -> str:
    sample = [value for value in column[:SAMPLE] if not missing(value)]
    if sample and all(isinstance(value, (list, tuple, set, frozenset, np.ndarray)) for value in sample):
        return "list"
    if sample and all(isinstance(value, Mapping) for value in sample):
        return "json"
    return _OBJECT_KINDS.get(types.infer_dtype(sample), "text")


def encode(values: Iterable[Any], kind: str) -> list[Json]:
    """Values of a column of that kind, for the browser."""
    write = _WRITERS[kind]
    return [None if missing(value) else write(value) for value in values]


def missing(value: Any) -> bool:
    """Whether a value stands for none: None, NaN, NaT, NA."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, (float, np.floating)) and math.isnan(value)


def text(value: Any) -> str:
    """A value in words."""
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode(errors="replace")
    return json.dumps(value, default=str) if isinstance(value, (dict, list)) else str(value)


def _integer(value: Any) -> Json:
    try:
        whole = int(value)
    except (TypeError, ValueError):
        return text(value)
    return whole if -EXACT <= whole <= EXACT else str(whole)


def _number(value: Any) -> Json:
    if isinstance(value, (Decimal, np.number, int, float)) and not isinstance(value, np.complexfloating):
        number = float(value)
        if isinstance(value, (int, np.integer)):
            return _integer(value)
        return number if math.isfinite(number) else text(value)
    return text(value)


def _boolean(value: Any) -> Json:
    return bool(value) if isinstance(value, (bool, np.bool_)) else text(value)


def _datetime(value: Any) -> Json:
    return value.isoformat() if isinstance(value, dt.date) else text(value)


def _time(value: Any) -> Json:
    return value.isoformat() if isinstance(value, dt.time) else text(value)


def _list(value: Any) -> Json:
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
        return [None if missing(item) else _item(item) for item in value]
    return text(value)


def _item(value: Any) -> Json:
    return _boolean(value) if isinstance(value, (bool, np.bool_)) else _number(value)


def _json(value: Any) -> Json:
    return value if isinstance(value, str) else json.dumps(plain(value))


_WRITERS: dict[str, Callable[[Any], Json]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "datetime": _datetime,
    "date": _datetime,
    "time": _time,
    "list": _list,
    "json": _json,
    "text": text,
}


def plain(value: Any) -> Json:
    """Any value as JSON: what JSON does not know becomes text."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (int, float, np.number)) and not isinstance(value, np.complexfloating):
        return _number(value)
    return str(value) if isinstance(value, (dt.date, dt.time, Decimal)) else repr(value)
