"""A frame as bytes, column by column: what charts send to the browser.

The bytes are a 4-byte length, a JSON header of that length (padded with spaces so that what follows is
aligned to 8 bytes), and the columns' numbers, little-endian. The header lists the columns:

- `number`: `f8`, `f4` or `i4` numbers; NaN is null;
- `time`: `f8`, milliseconds since 1970 (an instant), NaN is null;
- `wall`: the same, of a clock on the wall: 12:00 is shown as 12:00 wherever the reader is;
- `text`: `i4` positions in `values`, -1 is null;
- `json`: no numbers; `values` are the column.

A header with `values` instead of columns holds the rows themselves.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import struct
from typing import Any

import numpy as np
import pandas as pd

from ..tree.blob import Blob
from ..tree.node import Json

_INT32 = np.iinfo(np.int32)


def encode(frame: pd.DataFrame) -> Blob:
    """The columns of a frame (not its index), as a blob."""
    header: list[dict[str, Json]] = []
    parts: list[bytes] = []
    at = 0
    for position, name in enumerate(frame.columns):
        column, numbers = _encode(frame.iloc[:, position])
        if numbers is not None:
            part = numbers.tobytes()
            column |= {"type": numbers.dtype.str[1:], "at": at}
            padding = -len(part) % 8
            parts += [part, bytes(padding)]
            at += len(part) + padding
        header.append({"name": str(name), **column})
    return _blob({"rows": len(frame), "columns": header}, parts)


def encode_values(values: list[Json]) -> Blob:
    """A list of rows that are JSON already, as a blob."""
    return _blob({"values": values}, [])


def _blob(header: dict[str, Json], parts: list[bytes]) -> Blob:
    text = json.dumps(header, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-(len(text) + 4) % 8)
    return Blob.of(b"".join([struct.pack("<I", len(text)), text, *parts]))


def _encode(column: pd.Series[Any]) -> tuple[dict[str, Json], np.ndarray[Any, Any] | None]:
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _text(column.cat.codes.to_numpy(), list(dtype.categories))
    if pd.api.types.is_datetime64_any_dtype(dtype):
        return _time(column)
    if isinstance(dtype, pd.PeriodDtype):
        return _time(column.dt.to_timestamp())
    if pd.api.types.is_timedelta64_dtype(dtype):
        return {"kind": "number"}, column.dt.total_seconds().to_numpy(np.float64)
    if pd.api.types.is_numeric_dtype(dtype) and dtype.kind not in "bc":
        return {"kind": "number"}, _numbers(column)
    return _objects(column)


def _numbers(column: pd.Series[Any]) -> np.ndarray[Any, Any]:
    values = column.to_numpy(np.float64, na_value=np.nan) if column.hasnans else column.to_numpy()
    if values.dtype.kind in "iu" and (
        not len(values) or (values.min() >= _INT32.min and values.max() <= _INT32.max)
    ):
        return values.astype("<i4")
    numbers = values.astype("<f4" if values.dtype == np.float32 else "<f8")
    return np.where(np.isfinite(numbers), numbers, np.nan).astype(numbers.dtype)


def _time(column: pd.Series[Any]) -> tuple[dict[str, Json], np.ndarray[Any, Any]]:
    wall = getattr(column.dtype, "tz", None) is None
    instants = column if wall else column.dt.tz_convert("UTC").dt.tz_localize(None)
    milliseconds = instants.astype("datetime64[us]").astype(np.int64).to_numpy() / 1000
    return {"kind": "wall" if wall else "time"}, np.where(column.isna(), np.nan, milliseconds).astype("<f8")


def _text(codes: np.ndarray[Any, Any], values: list[Any]) -> tuple[dict[str, Json], np.ndarray[Any, Any]]:
    return {"kind": "text", "values": [plain(value) for value in values]}, codes.astype("<i4")


def _factorize(column: pd.Series[Any]) -> tuple[np.ndarray[Any, Any], list[Any]]:
    codes, values = pd.factorize(column)
    return np.asarray(codes), list(values)


def _objects(column: pd.Series[Any]) -> tuple[dict[str, Json], np.ndarray[Any, Any] | None]:
    kind = pd.api.types.infer_dtype(column, skipna=True)
    if kind == "string":
        return _text(*_factorize(column))
    if kind in ("date", "datetime", "datetime64"):
        return _time(pd.to_datetime(column, errors="coerce"))
    if kind in ("decimal", "floating", "integer", "mixed-integer-float"):
        return {"kind": "number"}, _numbers(pd.to_numeric(column, errors="coerce").astype(np.float64))
    return {"kind": "json", "values": [plain(value) for value in column]}, None


def plain(value: Any) -> Json:
    """Any value as JSON; what JSON does not know becomes text."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): plain(entry) for name, entry in value.items()}
    if isinstance(value, (list, tuple, set, np.ndarray)):
        return [plain(entry) for entry in value]
    if value is pd.NaT or value is pd.NA:
        return None
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)
