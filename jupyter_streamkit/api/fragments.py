"""Fragments: parts of the script that run again by themselves."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar, cast, overload

from jupyter_streamkit.caching.options import seconds
from jupyter_streamkit.errors import (
    FragmentHandledException,
    StreamlitAPIException,
    StreamlitBadTimeStringError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import RunContext, finish, get_context, inside, page_here
from jupyter_streamkit.runtime.fragments import Fragment, repeat
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.tree.node import Node, block

P = ParamSpec("P")
T = TypeVar("T")
Interval = float | timedelta | str | None


@overload
def fragment(func: Callable[P, T]) -> Callable[P, T]: ...
@overload
def fragment(
    func: None = None, *, run_every: Interval = None, parallel: bool = False, key: str | int | None = None
) -> Callable[[Callable[P, T]], Callable[P, T]]: ...
def fragment(
    func: Callable[..., Any] | None = None,
    *,
    run_every: Interval = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Callable[..., Any]:
    """Make of a function a part of the app that runs again by itself.

    What it draws stands in an area of its own. When somebody uses an input in there, only the function is run,
    with the arguments of its last call, and only its area is drawn anew; the value that it returns is then
    ignored. What it draws into containers from outside stays there, and more comes with each of its runs, until
    the whole script runs again; its inputs have to stand in its own area.

    It may be `async def`: then its call gives an awaitable. `await` it where the script awaits; in a plain script
    it has run when the call is over.

    Parameters
    ----------
    func
        The function.
    run_every
        The time between runs that come by themselves: seconds, a `timedelta`, or a text as pandas reads it
        (`"10s"`, `"1h30m"`). None: there are none. They end when the page no longer shows the fragment.
    parallel
        The function runs in a thread of its own: beside the script, which goes on at once and waits for it at its
        end, and beside other parallel fragments; in runs by itself, too, so that a slow one holds up nobody. Its call
        gives None. It draws in its own area only, and opens no dialog while the whole script runs.
    key
        A name for `st.rerun("name")` in callbacks. All calls of the function share it; no other function has it.

    Raises
    ------
    StreamlitBadTimeStringError
        `run_every` cannot be read.
    StreamlitAPIException
        The key is reserved (`"app"`, `"fragment"`), or empty.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> @st.fragment
    ... def square():
    ...     number = st.slider("Number")
    ...     st.write(number**2)
    >>> square()
    """
    name, every = _key(key), _interval(run_every)

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            context = get_context()
            if context is None:
                return function(*args, **kwargs)
            context.checkpoint()
            _claim(context, name, function)
            area = block("fragment")
            context.append(context.target(), area)
            return begin(context, area, partial(function, *args, **kwargs), name, every, parallel)

        return call

    return decorate if func is None else decorate(func)


def begin(
    context: RunContext,
    area: Node,
    function: Callable[[], T],
    key: str | None = None,
    every: float | None = None,
    parallel: bool = False,
) -> T | None:
    """Run a function in an area of the page, and keep it for runs by itself."""
    session = context.session

    def call() -> Any:
        with isolated(session):
            result = function()
            return finish(_awaited(session, result)) if inspect.iscoroutine(result) else result

    title = getattr(getattr(function, "func", function), "__name__", area.type)
    around, page = context.fragment(), page_here()
    made = Fragment(area, call, context.number, around, key, every, parallel, page=page, title=title)
    session.fragments.add(made)
    repeat(session, made)
    if parallel and context.scope is None:
        session.run_beside(context, made)
        return None
    with inside(area):
        return cast("T", call())


@contextmanager
def isolated(session: Session) -> Iterator[None]:
    """Show an exception here, in the area of the fragment that it ends."""
    try:
        yield
    except FragmentHandledException:
        raise
    except Exception as error:
        session.show_exception(error)
        raise FragmentHandledException(error) from error


async def _awaited(session: Session, main: Coroutine[Any, Any, T]) -> T:
    with isolated(session):
        return await main


def _claim(context: RunContext, key: str | None, function: object) -> None:
    """A key belongs to one function."""
    if key is not None and context.fragment_functions.setdefault(key, function) is not function:
        context.claim(key, context.line(), "fragment")
    elif key is not None:
        context.keys.setdefault(("fragment", key), context.line())


def _key(key: object) -> str | None:
    if key is None:
        return None
    if isinstance(key, bool) or not isinstance(key, (str, int)):
        raise StreamlitInvalidParameterTypeError(f"The key of a fragment is a text or an int, not {key!r}.")
    if key == "":
        raise StreamlitValueError("key", ["a text that is not empty", "an int", "None"])
    if key in ("app", "fragment"):
        raise StreamlitAPIException(
            f"`@st.fragment(key={key!r})`: `st.rerun({key!r})` means something else. Give it another key."
        )
    return str(key)


def _interval(given: object) -> float | None:
    """Seconds; texts are read as pandas reads them."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, (int, float, str, timedelta)):
        raise StreamlitInvalidParameterTypeError(
            f'`run_every={given!r}` is not accepted: write seconds, a `timedelta`, or a text such as "10s".'
        )
    try:
        every = seconds(given)
    except (StreamlitAPIException, ValueError) as error:
        raise StreamlitBadTimeStringError(
            f'`run_every="{given}"` is no time: write for example "10s", "1h30m" or a number of seconds.'
        ) from error
    return every if every is not None and math.isfinite(every) else None
