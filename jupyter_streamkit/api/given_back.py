"""A changed frame as what the script handed in: a list again, a dictionary, an array."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from .cells import missing
from .tabular import has_header


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
        return type(data)(_rows(frame, data))
    return _of_library(frame, data)


def _array(frame: pd.DataFrame, data: np.ndarray[Any, Any]) -> Any:
    if data.dtype.names is not None:
        return frame.to_records(index=False)
    return frame.iloc[:, 0].to_numpy() if data.ndim == 1 else frame.to_numpy()


def _mapping(frame: pd.DataFrame, data: Mapping[Any, Any]) -> Any:
    first = next(iter(data.values()), None)
    if not has_header(data, frame) or (list(frame.columns) == ["value"] and "value" not in data):
        return dict(zip(frame.index, _values(frame.iloc[:, 0]), strict=True))
    columns = {name: frame.iloc[:, place] for place, name in enumerate(frame.columns)}
    if isinstance(first, (pd.Series, np.ndarray)):
        return (
            columns if isinstance(first, pd.Series) else {n: each.to_numpy() for n, each in columns.items()}
        )
    if isinstance(first, Mapping):
        return {name: dict(zip(frame.index, _values(each), strict=True)) for name, each in columns.items()}
    return {name: type(first or [])(_values(each)) for name, each in columns.items()}


def _rows(frame: pd.DataFrame, data: Any) -> list[Any]:
    first = next(iter(data), None)
    rows = [[*row] for row in zip(*(_values(frame.iloc[:, at]) for at in range(frame.shape[1])), strict=True)]
    if isinstance(first, Mapping):
        return [dict(zip(frame.columns, row, strict=True)) for row in rows]
    if isinstance(first, (list, tuple)):
        return [type(first)(row) if type(first) in (list, tuple) else tuple(row) for row in rows]
    return [row[0] for row in rows]


def _values(column: pd.Series[Any]) -> list[Any]:
    """The values as Python has them, None where one is missing."""
    return [None if missing(value) else value for value in column.tolist()]


def _of_library(frame: pd.DataFrame, data: Any) -> Any:
    library = type(data).__module__.partition(".")[0]
    if library == "pyarrow":
        import pyarrow as pa

        return pa.Table.from_pandas(frame, preserve_index=False)
    if library == "polars":
        import polars as pl

        made = pl.from_pandas(frame)
        return made.to_series() if type(data).__name__ == "Series" else made
    return frame
