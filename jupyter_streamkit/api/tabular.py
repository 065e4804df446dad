"""Anything that looks like a table, as a pandas DataFrame."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any

import numpy as np
import pandas as pd
from pandas.io.formats.style import Styler

from jupyter_streamkit.errors import StreamlitDataframeConversionError

MAX_UNEVALUATED_ROWS = 10_000
"""As many rows are taken of what is computed on demand (a Polars LazyFrame, a Spark frame, a generator)."""


def to_frame(data: object) -> pd.DataFrame:
    """Make a DataFrame of anything that looks like a table.

    Parameters
    ----------
    data
        A pandas DataFrame, Series, Index or Styler, a NumPy array of up to two dimensions, a frame of Polars,
        PyArrow, xarray, Spark or any library that speaks the Arrow or the data frame protocol, an object with
        `to_pandas`, a list, set, range or generator of values, rows or records, a dictionary, a dataclass or
        named tuple, an `Enum` class, or None for an empty frame.

    Returns
    -------
    The frame: `data` itself when it is a DataFrame, so the caller must not change it.

    Raises
    ------
    StreamlitDataframeConversionError
        The value cannot become a table.

    Examples
    --------
    >>> to_frame({"city": ["Oslo", "Rome"], "people": [0.7, 2.8]}).shape
    (2, 2)
    """
    if isinstance(data, pd.DataFrame):
        return data
    try:
        frame = _convert(data)
    except StreamlitDataframeConversionError:
        raise
    except Exception as error:
        raise _refusal(data, f"{error}.") from error
    if frame is None:
        raise _refusal(data, "")
    return frame


def is_tabular(data: object) -> bool:
    """Whether a value is a table by its type: a frame, a series, an array or a Styler."""
    own = (pd.DataFrame, pd.Series, pd.Index, Styler, np.ndarray)
    return isinstance(data, own) or _by_protocol(data) is not None


def has_index(data: object, frame: pd.DataFrame) -> bool:
    """Whether the index of the frame made of some data is part of the data, not only a count of its rows."""
    return isinstance(data, (pd.DataFrame, pd.Series, Styler)) or not _counts(frame.index)


def has_header(data: object, frame: pd.DataFrame) -> bool:
    """Whether the names of the columns of the frame made of some data are part of the data."""
    if isinstance(data, np.ndarray):
        return data.dtype.names is not None
    if data is None or is_tabular(data) or (isinstance(data, Mapping) and "value" in data):
        return True
    return not _counts(frame.columns) and list(frame.columns) != ["value"]


def _counts(labels: object) -> bool:
    return isinstance(labels, pd.RangeIndex)


def _refusal(data: object, why: str) -> StreamlitDataframeConversionError:
    reason = f": {why}" if why else "."
    return StreamlitDataframeConversionError(
        f"A value of type `{type(data).__name__}` cannot become a table{reason} "
        "Hand over a DataFrame, a NumPy array, a dictionary of columns or a list of rows."
    )


def _convert(data: Any) -> pd.DataFrame | None:
    if data is None:
        return pd.DataFrame()
    if isinstance(data, Styler):
        return data.data  # type: ignore[attr-defined, no-any-return]
    if isinstance(data, (pd.Series, pd.Index, pd.api.extensions.ExtensionArray)):
        return pd.DataFrame(data)
    if isinstance(data, np.ndarray):
        return _from_array(data)
    protocol = _by_protocol(data)
    return _from_python(data) if protocol is None else _taken(protocol(data))


def _taken(frame: Any) -> pd.DataFrame:
    return frame if isinstance(frame, pd.DataFrame) else pd.DataFrame(frame)


def _from_array(array: np.ndarray[Any, Any]) -> pd.DataFrame:
    if array.ndim == 0:
        return to_frame([array.item()])
    if array.ndim == 1 and array.dtype.names is None:
        return pd.DataFrame({"value": array})
    return pd.DataFrame(array)


def _by_protocol(data: Any) -> Callable[[Any], Any] | None:
    """How to get a frame out of an object of another library; None when it offers no way."""
    if isinstance(data, type):
        return None
    for name, convert in _PROTOCOLS.items():
        if hasattr(type(data), name):
            return convert
    return None


def _from_lazy(data: Any) -> Any:
    return data.head(MAX_UNEVALUATED_ROWS).collect().to_pandas()


def _from_spark(data: Any) -> Any:
    return data.limit(MAX_UNEVALUATED_ROWS).toPandas()


def _from_arrow(data: Any) -> Any:
    import pyarrow as pa

    return pa.table(data).to_pandas()


def _from_interchange(data: Any) -> Any:
    import pyarrow.interchange

    return pyarrow.interchange.from_dataframe(data).to_pandas()


_PROTOCOLS: dict[str, Callable[[Any], Any]] = {
    "sink_parquet": _from_lazy,
    "toPandas": _from_spark,
    "to_pandas": lambda data: data.to_pandas(),
    "to_dataframe": lambda data: data.to_dataframe(),
    "__arrow_c_stream__": _from_arrow,
    "__dataframe__": _from_interchange,
    "__array__": lambda data: _from_array(np.asarray(data)),
}


def _from_python(data: Any) -> pd.DataFrame | None:
    if isinstance(data, enum.EnumType):
        return _from_python([member.value for member in data])  # type: ignore[var-annotated]
    if dataclasses.is_dataclass(data) and not isinstance(data, type):
        return _from_mapping(dataclasses.asdict(data))
    if isinstance(data, tuple) and hasattr(data, "_asdict"):
        return _from_mapping(data._asdict())
    if isinstance(data, Mapping):
        return _from_mapping(data)
    if isinstance(data, (str, bytes, bytearray)) or not isinstance(data, Iterable):
        return None
    return _from_rows(_rows(data))


def _rows(data: Iterable[Any]) -> list[Any]:
    if isinstance(data, Iterator):
        return [row for _, row in zip(range(MAX_UNEVALUATED_ROWS), data, strict=False)]
    return _sorted(data) if isinstance(data, (set, frozenset)) else list(data)


def _sorted(data: Iterable[Any]) -> list[Any]:
    """The members of a set, in an order that is the same in every run where they have one."""
    members = list(data)
    try:
        return sorted(members)
    except TypeError:
        return members


def _from_rows(rows: list[Any]) -> pd.DataFrame:
    if not rows:
        return pd.DataFrame()
    if _is_row(rows[0]):
        return pd.DataFrame(rows)
    return pd.DataFrame({"value": rows})


def _is_row(value: object) -> bool:
    row = (list, tuple, Mapping, pd.Series, np.ndarray, KeysView, ValuesView, ItemsView)
    return isinstance(value, row) or (dataclasses.is_dataclass(value) and not isinstance(value, type))


def _from_mapping(data: Mapping[Any, Any]) -> pd.DataFrame:
    data = dict(data)
    values = list(data.values())
    if not any(map(_is_column, values)):
        return pd.DataFrame({"value": pd.Series(values, index=pd.Index(list(data)))} if data else {})
    lengths = {len(value) for value in values if isinstance(value, (list, tuple))}
    if len(lengths) > 1 and all(isinstance(value, (list, tuple)) for value in values):
        rows = [[*value, *[None] * (max(lengths) - len(value))] for value in values]
        return pd.DataFrame(rows, index=list(data))
    return pd.DataFrame(data)


def _is_column(value: object) -> bool:
    return isinstance(value, (list, tuple, Mapping, pd.Series, pd.Index, np.ndarray, range))
