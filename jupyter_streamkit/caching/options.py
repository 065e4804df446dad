"""The options of the decorators, read and checked once."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from jupyter_streamkit.caching.hashing import HashFuncs
from jupyter_streamkit.caching.storage import Limits
from jupyter_streamkit.config import config
from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitBadTimeStringError,
    StreamlitIncompatibleParametersError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

Scope = Literal["global", "session"]
RefreshMode = Literal["foreground", "background"]
Persist = Literal["disk"] | bool | None
Ttl = float | timedelta | str | None

_UNITS = {"b": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(b|(?:([kmgt])i?b))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Options:
    """How one function is cached."""

    ttl: float | None
    max_entries: int | None
    max_size: int | None
    spinner: bool | str
    show_time: bool
    disk: bool
    hash_funcs: HashFuncs | None
    scope: Scope
    background: bool
    validate: Callable[[Any], bool] | None = None
    on_release: Callable[[Any], Any] | None = None

    def limits(self) -> Limits:
        """What the store must know; persisted results do not expire."""
        if self.ttl is None or self.disk:
            return Limits(None, self.max_entries, self.max_size)
        stretch = config.get("runner.cacheBackgroundRefreshTTLMultiplier") if self.background else 1.0
        return Limits(self.ttl * stretch, self.max_entries, self.max_size)

    def shared_limits(self) -> Limits:
        """What a folder must know; persisted results know no limits."""
        return Limits() if self.disk else self.limits()

    def spinner_text(self, function: str) -> str | None:
        """What the spinner says while the function runs, None for no spinner."""
        if isinstance(self.spinner, str):
            return self.spinner
        return f"Running `{function}(...)`." if self.spinner else None


def read_options(
    *,
    ttl: Ttl,
    max_entries: int | None,
    max_size: int | str | None = None,
    show_spinner: bool | str,
    show_time: bool,
    persist: Persist = None,
    hash_funcs: HashFuncs | None,
    scope: Scope,
    refresh_mode: RefreshMode,
    validate: Callable[[Any], bool] | None = None,
    on_release: Callable[[Any], Any] | None = None,
) -> Options:
    """Check the arguments of a decorator.

    Raises
    ------
    StreamlitAPIException
        An argument is not one of the accepted ones, or two do not go together.

    """
    _check_choice("scope", scope, ["global", "session"])
    _check_choice("refresh_mode", refresh_mode, ["foreground", "background"])
    _check_choice("persist", persist, ["disk", True, False, None])
    if max_entries is not None and max_entries < 1:
        raise StreamlitAPIException(f"max_entries is {max_entries}: write 1 or more, or None for no limit.")
    background, disk = refresh_mode == "background", bool(persist)
    _check_background(background, ttl, disk)
    _check_plain("validate", validate)
    _check_plain("on_release", on_release)
    return Options(
        ttl=seconds(ttl),
        max_entries=max_entries,
        max_size=size_in_bytes(max_size),
        spinner=show_spinner,
        show_time=show_time,
        disk=disk,
        hash_funcs=hash_funcs,
        scope=scope,
        background=background,
        validate=validate,
        on_release=on_release,
    )


def seconds(ttl: Ttl) -> float | None:
    """A duration in seconds; text is read as pandas reads it, so `"30"` would be nanoseconds."""
    if isinstance(ttl, timedelta):
        return ttl.total_seconds()
    if not isinstance(ttl, str):
        return ttl
    import pandas as pd

    try:
        return float(pd.Timedelta(ttl).total_seconds())
    except ValueError as error:
        raise StreamlitBadTimeStringError(
            f'ttl="{ttl}" is no duration: write for example "1d", "1h30m", "2 days" or a number of seconds.'
        ) from error


def size_in_bytes(size: int | str | None) -> int | None:
    """A size in bytes; units are powers of 1024 and must be written: `"500MB"`."""
    if size is None:
        return None
    found = _SIZE.fullmatch(size) if isinstance(size, str) else None
    if found is not None:
        count = int(float(found[1]) * 1024 ** _UNITS[(found[3] or "b").lower()])
    else:
        count = 0 if isinstance(size, str) else size
    if count < 1:
        raise StreamlitAPIException(
            f'max_size={size!r} is no size: write a number of bytes, or text with a unit such as "500MB" '
            'or "1.5GiB".'
        )
    return count


def _check_choice(parameter: str, value: object, accepted: list[Any]) -> None:
    if not any(value is each or (isinstance(value, str) and value == each) for each in accepted):
        raise StreamlitValueError(parameter, [repr(each) for each in accepted])


def _check_background(background: bool, ttl: Ttl, disk: bool) -> None:
    if background and ttl is None:
        raise StreamlitMissingRequiredParameterError(
            'refresh_mode="background" needs a ttl, for example ttl="1h": without one nothing expires.'
        )
    if background and disk:
        raise StreamlitIncompatibleParametersError(
            'refresh_mode="background" and persist="disk" exclude each other: persisted results do not '
            "expire. "
            "Leave one of them out."
        )


def _check_plain(parameter: str, function: object) -> None:
    if inspect.iscoroutinefunction(function):
        raise StreamlitAPIException(
            f"{parameter} is an `async def`, and nobody would await it. Write it with a plain `def`."
        )
