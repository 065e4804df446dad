"""A changed frame as what the script handed in: a list again, a dictionary, an array."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from .cells import missing

_NESTED = (Mapping, list, tuple, pd.Series, np.ndarray)


def given_back(frame: pd.DataFrame, data: Any) -> Any:
    """The frame in the form of the data that it was made of; a frame where there is no such form.

    Parameters
    ----------
    frame
        What `to_frame(data)` gave, changed.
    data
        What the script handed in.
    """
    if isinstance(data, pd.Series):
        return pd.Series(frame.iloc[:, 0], name=data.name)
    if isinstance(data, pd.Index):
        return pd.Index(frame.iloc[:, 0], name=data.name)
    if isinstance(data, np.ndarray):
        return _array(frame, data)
    if isinstance(data, Mapping):
        return _mapping(frame, data)
    if isinstance(data, (list, tuple, set, frozenset)):
        return _rows(frame, data)
    return _of_library(frame, data)


def _array(frame: pd.DataFrame, data: np.ndarray[Any, Any]) -> Any:
    if data.dtype.names is not None:
        return frame.to_records(index=False)
    return frame.iloc[:, 0].to_numpy() if data.ndim == 1 else frame.to_numpy()


def _mapping(frame: pd.DataFrame, data: Mapping[Any, Any]) -> Any:
    first = next(iter(data.values()), None)
    if list(frame.columns) == ["value"] and not isinstance(first, _NESTED):
        return dict(zip(frame.index, _values(frame.iloc[:, 0]), strict=True))
    columns = {name: frame.iloc[:, place] for place, name in enumerate(frame.columns)}
    if list(columns) != list(data):
        return _of_lengths(frame, data)
    return {name: _like(data[name], column) for name, column in columns.items()}


def _like(given: object, column: pd.Series[Any]) -> Any:
    """A column in the form that it came in; a list of what has none."""
    if isinstance(given, pd.Series):
        return column
    if isinstance(given, np.ndarray):
        return column.to_numpy()
    if isinstance(given, Mapping):
        return dict(zip(column.index, _values(column), strict=True))
    return tuple(_values(column)) if isinstance(given, tuple) else _values(column)


def _of_lengths(frame: pd.DataFrame, data: Mapping[Any, Any]) -> dict[Any, list[Any]]:
    """Lists of different lengths, each of which is a row of the frame."""
    rows = dict(zip(frame.index, _listed(frame), strict=True))
    for name, row in rows.items():
        while len(row) > len(data.get(name, ())) and row[-1] is None:
            row.pop()
    return rows


def _rows(frame: pd.DataFrame, data: Any) -> Any:
    """Rows as they came; the frame where they were objects."""
    first, rows = next(iter(data), None), _listed(frame)
    if isinstance(first, Mapping):
        return type(data)(dict(zip(frame.columns, row, strict=True)) for row in rows)
    if isinstance(first, (list, tuple)):
        return type(data)(row if isinstance(first, list) else tuple(row) for row in rows)
    if list(frame.columns) == ["value"] or not data:
        return type(data)(row[0] for row in rows)
    return frame


def _listed(frame: pd.DataFrame) -> list[list[Any]]:
    """The rows of a frame."""
    columns = [_values(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return [[*row] for row in zip(*columns, strict=True)]


def _values(column: pd.Series[Any]) -> list[Any]:
    """The values as Python has them, None where one is missing."""
    return [None if missing(value) else value for value in column.tolist()]


def _of_library(frame: pd.DataFrame, data: Any) -> Any:
    library = type(data).__module__.partition(".")[0]
    if library == "pyarrow":
        import pyarrow as pa

        if isinstance(data, (pa.Array, pa.ChunkedArray)):
            return pa.Array.from_pandas(frame.iloc[:, 0])
        return pa.Table.from_pandas(frame, preserve_index=False)
    if library == "polars":
        import polars as pl

        made = pl.from_pandas(frame)
        return made.to_series() if type(data).__name__ == "Series" else made
    return frame
