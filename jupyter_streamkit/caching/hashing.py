"""A digest of any value that can be an argument: equal values have equal digests, in every run and process.

- Types are part of the digest: 1, 1.0, True and "1" differ; so do a list and a tuple.
- Order is part of a dict's digest and no part of a set's.
- A value that contains itself is marked by how far up it is found.
- Big tables and arrays are sampled: the same places for the same size and the option `runner.cacheHashSeed`.
- Nothing is written without its length before it, so that neighbours cannot run together.
- Instances of ordinary classes are refused: whether their attributes are all that matters, only the user
  knows.
"""

from __future__ import annotations

import array
import collections.abc
import copyreg
import dataclasses
import datetime as dt
import decimal
import enum
import hashlib
import io
import os
import pathlib
import re
import struct
import types
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jupyter_streamkit.caching.errors import UserHashError, type_name
from jupyter_streamkit.config import config

HashFuncs = Mapping[type | str, Callable[[Any], Any]]

MANY_ROWS = 50_000
SAMPLED_ROWS = 10_000
MANY_ELEMENTS = 500_000
SAMPLED_ELEMENTS = 100_000
# Below this length looking for a common type costs more than it saves.
MANY_ITEMS = 64


class UnhashableError(Exception):
    """A value has no digest; `culprit` is the innermost value to blame."""

    def __init__(self, culprit: object) -> None:
        super().__init__(type_name(culprit))
        self.culprit = culprit


def digest(value: object, hash_funcs: HashFuncs | None = None) -> bytes:
    """16 bytes that stand for the value.

    Raises
    ------
    UnhashableError
        The value or something inside it cannot be hashed.
    UserHashError
        A function in `hash_funcs` raised.

    """
    hasher = Hasher(hash_funcs)
    hasher.feed(value)
    return hasher.digest()


class Hasher:
    """Walks a value and feeds its parts to one running digest."""

    def __init__(self, hash_funcs: HashFuncs | None = None, path: dict[int, int] | None = None) -> None:
        self._hash_funcs = hash_funcs or {}
        self._path = {} if path is None else path
        self._state = hashlib.blake2b(digest_size=16)

    def digest(self) -> bytes:
        return self._state.digest()

    def put(self, tag: str, data: bytes = b"") -> None:
        """Write one piece."""
        self._state.update(f"{tag}:{len(data)}:".encode())
        self._state.update(data)

    def feed(self, value: Any) -> None:
        """Write a value with all that is inside it."""
        hash_func = self._hash_func(type(value)) if self._hash_funcs else None
        if hash_func is not None:
            self._feed_by_user(hash_func, value)
        elif id(value) in self._path:
            self.put("cycle", str(len(self._path) - self._path[id(value)]).encode())
        else:
            self._feed_new(value)

    def feed_all(self, values: Iterable[Any]) -> None:
        for value in values:
            self.feed(value)

    def feed_unordered(self, values: Iterable[Any]) -> None:
        """Write values whose order means nothing."""
        digests = []
        for value in values:
            hasher = Hasher(self._hash_funcs, self._path)
            hasher.feed(value)
            digests.append(hasher.digest())
        self.put("unordered", b"".join(sorted(digests)))

    def _hash_func(self, cls: type) -> Callable[[Any], Any] | None:
        found = self._hash_funcs.get(cls)
        return found or self._hash_funcs.get(f"{cls.__module__}.{cls.__qualname__}")

    def _feed_by_user(self, hash_func: Callable[[Any], Any], value: Any) -> None:
        try:
            result = hash_func(value)
        except Exception as error:
            raise UserHashError(hash_func, value, error) from error
        self.put("user", type_name(value).encode())
        # Without the functions: one that returns its own argument would go on for ever.
        self.put("result", digest(result))

    def _feed_new(self, value: Any) -> None:
        self._path[id(value)] = len(self._path)
        try:
            self.put(type_name(value))
            _feeder(value)(self, value)
        except (UnhashableError, UserHashError, RecursionError):
            raise
        except Exception as error:
            raise UnhashableError(value) from error
        finally:
            del self._path[id(value)]


Feeder = Callable[[Hasher, Any], None]


def _feeder(value: Any) -> Feeder:
    cls = type(value)
    if cls in _FEEDERS:
        return _FEEDERS[cls]
    if isinstance(value, enum.Enum):
        return _feed_enum
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _feed_dataclass
    for base in cls.__mro__:
        package = base.__module__.partition(".")[0]
        feeder = _FEEDERS.get(base) or _FEEDERS_BY_NAME.get(f"{package}.{base.__name__}")
        if feeder is not None:
            return feeder
    return _feed_mapping if isinstance(value, collections.abc.Mapping) else _feed_reduced


def _feed_nothing(_hasher: Hasher, _value: Any) -> None:
    """The type says it all."""


def _feed_text(hasher: Hasher, value: Any) -> None:
    hasher.put("text", str(value).encode("utf-8", "surrogatepass"))


def _feed_int(hasher: Hasher, value: int) -> None:
    # Hexadecimal is linear in the length, and has no limit on the number of digits.
    hasher.put("int", f"{value:x}".encode())


def _feed_float(hasher: Hasher, value: float) -> None:
    hasher.put("float", struct.pack("<d", value))


def _feed_complex(hasher: Hasher, value: complex) -> None:
    hasher.put("complex", struct.pack("<dd", value.real, value.imag))


def _feed_bytes(hasher: Hasher, value: Any) -> None:
    hasher.put("bytes", bytes(value))


def _feed_memoryview(hasher: Hasher, value: memoryview) -> None:
    hasher.feed((value.format, value.shape))
    hasher.put("bytes", value.tobytes())


def _feed_sequence(hasher: Hasher, value: Any) -> None:
    hasher.put("len", str(len(value)).encode())
    packed = _pack(value) if len(value) >= MANY_ITEMS and not hasher._hash_funcs else None  # noqa: SLF001
    if packed is None:
        hasher.feed_all(value)
    else:
        hasher.put(*packed)


def _pack(items: Any) -> tuple[str, bytes] | None:
    """Many plain items at once, which is some ten times faster than one by one."""
    kinds = set(map(type, items))
    if kinds == {float}:
        return "floats", array.array("d", items).tobytes()
    if kinds == {int} and min(items) >= -(2**63) and max(items) < 2**63:
        return "ints", array.array("q", items).tobytes()
    if kinds == {str}:
        lengths = array.array("q", map(len, items)).tobytes()
        return "texts", lengths + "".join(items).encode("utf-8", "surrogatepass")
    return None


def _feed_set(hasher: Hasher, value: Any) -> None:
    hasher.feed_unordered(value)


def _feed_mapping(hasher: Hasher, value: Mapping[Any, Any]) -> None:
    hasher.put("len", str(len(value)).encode())
    for key, item in value.items():
        hasher.feed(key)
        hasher.feed(item)


def _feed_enum(hasher: Hasher, value: enum.Enum) -> None:
    # Combinations of flags may have no name.
    name: str | None = value.name
    hasher.put("member", str(value.value if name is None else name).encode())


def _feed_dataclass(hasher: Hasher, value: Any) -> None:
    for field in dataclasses.fields(value):
        hasher.put("field", field.name.encode())
        hasher.feed(getattr(value, field.name))


def _feed_datetime(hasher: Hasher, value: Any) -> None:
    # The zone too: two zones can have one offset today and differ tomorrow.
    hasher.put("iso", f"{value.isoformat()} {getattr(value, 'tzinfo', None)}".encode())


def _feed_uuid(hasher: Hasher, value: uuid.UUID) -> None:
    hasher.put("uuid", value.bytes)


def _feed_pattern(hasher: Hasher, value: re.Pattern[Any]) -> None:
    hasher.feed((value.pattern, value.flags))


def _feed_class(hasher: Hasher, value: type) -> None:
    # By name: a script makes its classes anew in every run.
    hasher.put("class", f"{value.__module__}.{value.__qualname__}".encode())


def _feed_module(hasher: Hasher, value: types.ModuleType) -> None:
    hasher.put("module", value.__name__.encode())


def _feed_builtin(hasher: Hasher, value: Any) -> None:
    hasher.put("builtin", value.__qualname__.encode())
    hasher.feed(value.__self__)


def _feed_function(hasher: Hasher, value: types.FunctionType) -> None:
    hasher.put("function", f"{value.__module__}.{value.__qualname__}".encode())
    hasher.put("code", code_digest(value.__code__))
    hasher.feed((value.__defaults__, value.__kwdefaults__))
    hasher.feed([cell.cell_contents for cell in value.__closure__ or ()])


def _feed_method(hasher: Hasher, value: types.MethodType) -> None:
    hasher.feed(value.__func__)
    hasher.feed(value.__self__)


def code_digest(code: types.CodeType) -> bytes:
    """What compiled code does, wherever it stands: no file names, no line numbers."""
    hasher = Hasher()
    hasher.put("bytecode", code.co_code)
    hasher.feed((code.co_names, code.co_varnames, code.co_freevars))
    hasher.put("flags", str((code.co_flags, code.co_argcount, code.co_kwonlyargcount)).encode())
    for constant in code.co_consts:
        hasher.feed(code_digest(constant) if isinstance(constant, types.CodeType) else constant)
    return hasher.digest()


def _feed_memory_file(hasher: Hasher, value: Any) -> None:
    hasher.feed((value.getvalue(), value.tell()))


def _feed_file(hasher: Hasher, value: Any) -> None:
    changed = os.fstat(value.fileno()).st_mtime_ns
    hasher.feed((value.name, changed, value.tell()))


def _feed_uploaded_file(hasher: Hasher, value: Any) -> None:
    hasher.feed((value.name, value.content.digest(), value.tell()))


def _feed_temporary_file(hasher: Hasher, value: Any) -> None:
    hasher.feed(value.file)


def _feed_reduced(hasher: Hasher, value: Any) -> None:
    """Write what pickling would, for types that say themselves how they are pickled."""
    reduced = _reduce(value)
    if isinstance(reduced, str):
        hasher.put("global", reduced.encode())
        hasher.feed(getattr(value, "__wrapped__", None))
        return
    make, args, *rest = reduced
    hasher.put("make", f"{make.__module__}.{make.__qualname__}".encode())
    hasher.feed(args)
    for part in rest:
        hasher.feed(list(part) if isinstance(part, collections.abc.Iterator) else part)


def _reduce(value: Any) -> Any:
    cls = type(value)
    if cls in copyreg.dispatch_table:
        return copyreg.dispatch_table[cls](value)
    if all(getattr(cls, name) is getattr(object, name) for name in ("__reduce__", "__reduce_ex__")):
        raise UnhashableError(value)
    return value.__reduce_ex__(4)


def _sample(length: int, count: int) -> Any:
    import numpy as np

    return np.random.default_rng(config.get("runner.cacheHashSeed")).integers(0, length, count)


def _feed_array(hasher: Hasher, value: Any) -> None:
    hasher.put(
        "array", f"{value.dtype.descr if value.dtype.names else value.dtype.str} {value.shape}".encode()
    )
    if value.size >= MANY_ELEMENTS:
        value = value.flat[_sample(value.size, SAMPLED_ELEMENTS)]
    if value.dtype.hasobject:
        hasher.feed(value.tolist())
    else:
        hasher.put("elements", value.tobytes())


def _feed_masked_array(hasher: Hasher, value: Any) -> None:
    hasher.feed_all((value.data, value.mask))


def _feed_scalar(hasher: Hasher, value: Any) -> None:
    hasher.put(value.dtype.str, value.tobytes())


def _feed_frame(hasher: Hasher, value: Any) -> None:
    _feed_index(hasher, value.columns)
    _feed_rows(hasher, value, [value.iloc[:, place] for place in range(value.shape[1])])


def _feed_series(hasher: Hasher, value: Any) -> None:
    hasher.feed(value.name)
    _feed_rows(hasher, value, [value])


def _feed_index(hasher: Hasher, value: Any) -> None:
    hasher.feed(list(value.names))
    _feed_column(hasher, value)


def _feed_rows(hasher: Hasher, table: Any, columns: list[Any]) -> None:
    hasher.put("rows", str(len(table)).encode())
    hasher.feed(list(table.index.names))
    places = _sample(len(table), SAMPLED_ROWS) if len(table) >= MANY_ROWS else slice(None)
    _feed_column(hasher, table.index[places])
    for column in columns:
        _feed_column(hasher, column.iloc[places])


def _feed_column(hasher: Hasher, column: Any) -> None:
    """Write the values of a Series or an Index."""
    import numpy as np
    import pandas as pd

    dtype = column.dtype
    hasher.put("dtype", str(dtype).encode())
    if isinstance(column, pd.MultiIndex) or pd.api.types.is_object_dtype(dtype):
        hasher.feed(column.tolist())
    elif isinstance(dtype, np.dtype):
        hasher.put("values", column.to_numpy().tobytes())
    else:
        if isinstance(dtype, pd.CategoricalDtype):
            hasher.feed((dtype.categories, dtype.ordered))
        hasher.put("hashes", pd.util.hash_pandas_object(column, index=False).to_numpy().tobytes())


def _feed_polars(hasher: Hasher, value: Any) -> None:
    frame = value if hasattr(value, "hash_rows") else value.to_frame()
    hasher.put("schema", f"{frame.height} {frame.schema}".encode())
    if frame.height >= MANY_ROWS:
        frame = frame[_sample(frame.height, SAMPLED_ROWS)]
    hasher.put("hashes", frame.hash_rows(seed=0).to_numpy().tobytes())


def _feed_image(hasher: Hasher, value: Any) -> None:
    hasher.feed((value.mode, value.size, value.getpalette()))
    hasher.put("pixels", value.tobytes())


def _feed_model(hasher: Hasher, value: Any) -> None:
    hasher.feed((value.__dict__, getattr(value, "__pydantic_extra__", None)))


_FEEDERS: dict[type, Feeder] = {
    type(None): _feed_nothing,
    type(...): _feed_nothing,
    type(NotImplemented): _feed_nothing,
    str: _feed_text,
    bool: _feed_int,
    int: _feed_int,
    float: _feed_float,
    complex: _feed_complex,
    bytes: _feed_bytes,
    bytearray: _feed_bytes,
    memoryview: _feed_memoryview,
    list: _feed_sequence,
    tuple: _feed_sequence,
    set: _feed_set,
    frozenset: _feed_set,
    dict: _feed_mapping,
    decimal.Decimal: _feed_text,
    dt.date: _feed_datetime,
    dt.time: _feed_datetime,
    uuid.UUID: _feed_uuid,
    pathlib.PurePath: _feed_text,
    re.Pattern: _feed_pattern,
    type: _feed_class,
    types.ModuleType: _feed_module,
    types.BuiltinFunctionType: _feed_builtin,
    types.FunctionType: _feed_function,
    types.MethodType: _feed_method,
    io.BytesIO: _feed_memory_file,
    io.StringIO: _feed_memory_file,
}

# By name, so that no package is imported for it.
_FEEDERS_BY_NAME: dict[str, Feeder] = {
    # The base of the files written in C; `io.IOBase` is only registered for them.
    "_io._IOBase": _feed_file,
    "jupyter_streamkit.UploadedFile": _feed_uploaded_file,
    "numpy.MaskedArray": _feed_masked_array,
    "numpy.ndarray": _feed_array,
    "numpy.generic": _feed_scalar,
    "pandas.DataFrame": _feed_frame,
    "pandas.Series": _feed_series,
    "pandas.Index": _feed_index,
    "polars.DataFrame": _feed_polars,
    "polars.Series": _feed_polars,
    "PIL.Image": _feed_image,
    "pydantic.BaseModel": _feed_model,
    "tempfile._TemporaryFileWrapper": _feed_temporary_file,
}
