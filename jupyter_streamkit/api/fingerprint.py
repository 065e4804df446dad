"""A short text that changes whenever the content of a data frame does.

It is taken on every run, of a million rows too, so it reads the memory of the columns as it is, with a hash that is as
quick as memory and catches change, but does not withstand an adversary.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import xxhash


def fingerprint(frame: pd.DataFrame, columns: Iterable[int] | None = None) -> str:
    """The fingerprint of a frame, or of some of its columns (by position) and its index."""
    shown = range(frame.shape[1]) if columns is None else list(columns)
    digest = hashlib.blake2b(digest_size=12)
    digest.update(repr((len(frame), list(frame.columns[list(shown)]), frame.index.names)).encode())
    _add_index(digest, frame.index)
    for position in shown:
        _add_values(digest, frame.iloc[:, position].array)
    return digest.hexdigest()


def _add_index(digest: Any, index: pd.Index[Any]) -> None:
    if isinstance(index, pd.RangeIndex):
        digest.update(repr(index).encode())
    elif isinstance(index, pd.MultiIndex):
        for level, codes in zip(index.levels, index.codes, strict=True):
            _add_values(digest, level.array)
            _add_bytes(digest, np.asarray(codes))
    else:
        _add_values(digest, index.array)


def _add_values(digest: Any, values: Any) -> None:
    digest.update(repr(values.dtype).encode())
    if isinstance(values, pd.Categorical):
        _add_bytes(digest, values.codes)
        _add_values(digest, values.categories.array)
        return
    flat = isinstance(values, pd.arrays.NumpyExtensionArray) or isinstance(values.dtype, np.dtype)
    plain = values.to_numpy() if flat else None
    if plain is not None and plain.dtype != object:
        _add_bytes(digest, plain)
    else:
        _add_objects(digest, values)


def _add_objects(digest: Any, values: Any) -> None:
    """Text, and anything else that has no flat memory of its own: through Arrow, or else in words."""
    try:
        array = pa.array(values, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        for value in values:
            digest.update(repr(value).encode("utf-8", "surrogatepass"))
        return
    digest.update(str(array.type).encode())
    for chunk in array.chunks if isinstance(array, pa.ChunkedArray) else [array]:
        _add_arrow(digest, chunk)


def _add_arrow(digest: Any, array: Any) -> None:
    digest.update(repr((array.offset, len(array))).encode())
    for buffer in array.buffers():
        if buffer is None:
            digest.update(b"-")
        else:
            _add_bytes(digest, np.frombuffer(buffer, np.uint8))


def _add_bytes(digest: Any, values: np.ndarray[Any, Any]) -> None:
    data = np.ascontiguousarray(values).view(np.uint8)
    digest.update(xxhash.xxh3_128_digest(data.data))
