"""What a cached result is found by: the function and its arguments.

A function is its module, its name and its source: running the same source again finds the same cache,
an edit does not. Source and compiled code both count; the code tells two lambdas on one line apart.
"""

from __future__ import annotations

import functools
import inspect
import types
import weakref
from collections.abc import Callable, Iterator
from typing import Any

from jupyter_streamkit.caching.errors import UnhashableParamError
from jupyter_streamkit.caching.hashing import Hasher, HashFuncs, UnhashableError, code_digest, digest
from jupyter_streamkit.errors import StreamlitAPIException

# Reading source costs a tenth of a millisecond, and the compiled code of a script is kept from run to run.
_digests: weakref.WeakKeyDictionary[types.CodeType, bytes] = weakref.WeakKeyDictionary()


def function_key(func: Callable[..., Any]) -> str:
    """The identity of a function: 32 hexadecimal digits.

    Raises
    ------
    StreamlitAPIException
        It is a callable without a name and source, such as an object with `__call__`.

    """
    hasher = Hasher()
    try:
        _feed_callable(hasher, func)
    except UnhashableError as error:
        raise StreamlitAPIException(
            f"`{func!r}` cannot be cached, because it cannot be told apart from others like it. "
            "Write a function with `def` that calls it, and decorate that."
        ) from error
    return hasher.digest().hex()


def _feed_callable(hasher: Hasher, func: Any) -> None:
    if inspect.ismethod(func):
        hasher.feed(func.__self__)
        func = func.__func__
    if inspect.isfunction(func):
        hasher.put("function", f"{func.__module__}.{func.__qualname__}".encode())
        hasher.put("source", _source_digest(func))
    elif inspect.isclass(func):
        hasher.feed(func)
        hasher.put("source", _source(func))
    else:
        hasher.feed(func)


def _source_digest(func: types.FunctionType) -> bytes:
    code = func.__code__
    found = _digests.get(code)
    if found is None:
        found = digest((_source(func), code_digest(code)))
        _digests[code] = found
    return found


def _source(target: Any) -> bytes:
    try:
        return inspect.getsource(target).encode()
    except (OSError, TypeError):
        return b""  # typed at a prompt, or made by exec


def _parameters(func: Callable[..., Any]) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(func).parameters.values())
    except ValueError:
        return []  # some built-in functions: their arguments go by position


class Parameters:
    """The parameters of a function, to name the arguments of a call."""

    def __init__(self, func: Callable[..., Any]) -> None:
        parameters = _parameters(func)
        positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        self._positional = [each.name for each in parameters if each.kind in positional]
        self._rest = next((f"*{each.name}" for each in parameters if each.kind is each.VAR_POSITIONAL), "*")
        self._order = {each.name: place for place, each in enumerate(parameters)}

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Name each argument, always in the same order, however the call was written."""
        yield from zip(self._positional, args, strict=False)
        for value in args[len(self._positional) :]:
            yield self._rest, value
        # What `**kwargs` collects keeps its order, which the function can see.
        for name in sorted(kwargs, key=self._place):
            yield name, kwargs[name]

    def _place(self, name: str) -> int:
        return self._order.get(name, len(self._order))


class Keys:
    """Makes the keys of the calls of one function."""

    def __init__(self, command: str, func: Callable[..., Any], hash_funcs: HashFuncs | None) -> None:
        self._command = command
        self._func = func
        self._hash_funcs = hash_funcs

    @functools.cached_property
    def _parameters(self) -> Parameters:
        return Parameters(self._func)

    def key(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """The key of a call: 32 hexadecimal digits. Parameters that begin with `_` have no part in it.

        Raises
        ------
        UnhashableParamError
            An argument cannot be hashed.

        """
        hasher = Hasher(self._hash_funcs)
        for name, value in self._parameters.bind(args, kwargs):
            if not name.startswith("_"):
                hasher.put("parameter", name.encode())
                self._feed(hasher, name, value)
        return hasher.digest().hex()

    def _feed(self, hasher: Hasher, name: str, value: Any) -> None:
        try:
            hasher.feed(value)
        except UnhashableError as error:
            function = getattr(self._func, "__name__", repr(self._func))
            raise UnhashableParamError(self._command, function, name, value, error.culprit) from error
