"""`st.connection`: makes a connection, or finds the one made before."""

from __future__ import annotations

import importlib
import inspect
from datetime import timedelta
from typing import Any, Final, TypeVar, overload

from jupyter_streamkit.caching import cache_resource
from jupyter_streamkit.config import config
from jupyter_streamkit.connections.base import BaseConnection, connection_secrets
from jupyter_streamkit.connections.sql import SQLConnection
from jupyter_streamkit.errors import StreamlitAPIException

C = TypeVar("C", bound=BaseConnection[Any])

_TYPES: dict[str, type[BaseConnection[Any]]] = {"sql": SQLConnection}


class _Unset:
    """The default of `ttl`, where None means something else."""

    def __repr__(self) -> str:
        return "<unset>"


UNSET: Final = _Unset()
Ttl = float | timedelta | str | None | _Unset


@overload
def connection(
    name: str, type: type[C], max_entries: int | None = None, ttl: Ttl = UNSET, **kwargs: Any
) -> C: ...


@overload
def connection(
    name: str, type: str | None = None, max_entries: int | None = None, ttl: Ttl = UNSET, **kwargs: Any
) -> Any: ...


def connection(
    name: str,
    type: str | type[BaseConnection[Any]] | None = None,
    max_entries: int | None = None,
    ttl: Ttl = UNSET,
    **kwargs: Any,
) -> Any:
    """Connect to a data service, once for all sessions and runs.

    Parameters
    ----------
    name
        Its name; parameters are read from `[connections.<name>]` of `.streamlit/secrets.toml`.
    type
        `"sql"`, a subclass of `BaseConnection`, or the dotted path of one. None (default): what the section
        says under `type`, else `"sql"` if that is the name or the section has a `url` or a `dialect`.
    max_entries
        How many connections of this name, with different `kwargs`, are kept. None (default): all.
    ttl
        How long the connection is kept: seconds, a `timedelta`, text such as `"1h"`, or None for ever.
        Default: the option `runner.connectionDefaultTTL`, which is None.
    **kwargs
        Parameters of the connection; they count more than those of the file.

    Returns
    -------
    The connection.

    Raises
    ------
    StreamlitAPIException
        The type is unknown or cannot be told, or a parameter is missing.
    MissingDependencyError
        The type needs a package that is not installed.

    Examples
    --------
    >>> from jupyter_streamkit.connections import connection
    >>> database = connection("my_database", type="sql", url="sqlite://")
    >>> database.query("select 1 as one").shape
    (1, 1)

    """
    cls = _resolve(name, type)

    def connect(**kwargs: Any) -> BaseConnection[Any]:
        return cls(name, **kwargs)

    # Each connection has a cache of its own, so that one's ttl or limit does not clear another's.
    connect.__qualname__ = f"connection {name} {cls.__module__}.{cls.__qualname__}"
    cached = cache_resource(
        ttl=config.get("runner.connectionDefaultTTL") if isinstance(ttl, _Unset) else ttl,
        max_entries=max_entries,
        show_spinner="Running `st.connection(...)`.",
        on_release=lambda held: held.close(),
        scope=cls.scope(),
    )(connect)
    return cached(**kwargs)


def _resolve(name: str, type: str | type[BaseConnection[Any]] | None) -> type[BaseConnection[Any]]:
    found = _infer(name) if type is None else type
    cls: Any = _named(found) if isinstance(found, str) else found
    if not (inspect.isclass(cls) and issubclass(cls, BaseConnection)):
        raise StreamlitAPIException(
            f"{cls!r} is no connection type: it must be a subclass of BaseConnection."
        )
    return cls


def _infer(name: str) -> str:
    if name in _TYPES:
        return name
    section = connection_secrets(name)
    if "type" in section:
        return str(section["type"])
    if "url" in section or "dialect" in section:
        return "sql"
    raise StreamlitAPIException(
        f'What kind of connection is {name!r}? Write `type = "sql"` and its parameters under '
        f"`[connections.{name}]` "
        f'in .streamlit/secrets.toml, or st.connection("{name}", type="sql", url=...).'
    )


def _named(path: str) -> Any:
    if path in _TYPES:
        return _TYPES[path]
    module, _, cls = path.rpartition(".")
    try:
        return getattr(importlib.import_module(module), cls)
    except (ImportError, AttributeError, ValueError) as error:
        known = ", ".join(f'"{each}"' for each in _TYPES)
        raise StreamlitAPIException(
            f'There is no connection type "{path}": write {known}, a subclass of BaseConnection, '
            "or the dotted path of one."
        ) from error
