"""`st.cache_resource`: the one object that a function made is shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, overload

from jupyter_streamkit.caching.function import CachedFunction, Caches, Hit
from jupyter_streamkit.caching.hashing import HashFuncs
from jupyter_streamkit.caching.options import RefreshMode, Scope, Ttl, read_options
from jupyter_streamkit.caching.storage import Entry, MemoryStore, clock

P = ParamSpec("P")
R = TypeVar("R")


class CachedResource(CachedFunction[P, R]):
    """A function whose results are shared."""

    caches = Caches("st.cache_resource", lambda _, options: MemoryStore(options.limits()))

    def _pack(self, value: Any, recording: Any) -> Entry:
        return Entry(value, recording, clock())

    def _unpack(self, entry: Entry) -> Hit | None:
        validate = self._options.validate
        return Hit(entry.payload, entry) if validate is None or validate(entry.payload) else None


class CacheResource:
    """The decorator."""

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedResource[P, R]: ...

    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: Ttl = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], Any] | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedResource[P, R]]: ...

    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: Ttl = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: HashFuncs | None = None,
        on_release: Callable[[Any], Any] | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> CachedResource[P, R] | Callable[[Callable[P, R]], CachedResource[P, R]]:
        """Share the one object that a function makes: a connection, a pool, a model.

        All callers with equal arguments get the same object, from several threads at once, so it must be safe
        for that, or have `scope="session"`. Arguments are compared as for `cache_data`.

        A live object cannot leave its process. Viewers of a published app have a process each, so there each
        viewer gets an object of his own, whatever `scope` says, and it ends with his session; what several apps
        of one notebook share is theirs. Size pools of connections for one viewer, then.

        Parameters
        ----------
        func
            The function that makes the object; plain or `async`. An object bound to an event loop does not
            outlive that loop and should not be cached.
        ttl
            How long an object is good: seconds, a `timedelta`, or text such as `"1d"`. None (default): for
            ever.
        max_entries
            How many objects are kept; the one used the longest time ago goes first. None (default): all.
        show_spinner
            Show a spinner while the function runs (default), none, or one with this text.
        show_time
            Show the seconds passed beside the spinner. Default False.
        validate
            A function that is asked each time whether the object is still good; if it says False, the
            object is released and made anew.
        hash_funcs
            Functions that turn values of a type into something hashable, by type or by its full name.
        on_release
            A function that gets each object that leaves the cache, to close it. It may be called from any
            run; what it raises is logged. At the end of the process it is not called.
        scope
            `"global"` (default): shared by all sessions. `"session"`: each session has objects of its own,
            which are released when it ends.
        refresh_mode
            What happens when `ttl` is over. `"foreground"` (default): the next call makes a new object and
            waits. `"background"`: the next calls get the old object for up to another `ttl`, while a thread
            makes a new one.

        Returns
        -------
        The function, cached, with a method `clear`; or the decorator, when called without a function.

        Raises
        ------
        StreamlitAPIException
            An argument is wrong, or two do not go together. When the function is called:
            `UnhashableParamError` for an argument that cannot be part of the key.

        Examples
        --------
        >>> import sqlite3
        >>> from jupyter_streamkit.caching import cache_resource
        >>> @cache_resource(on_release=lambda database: database.close())
        ... def database(path):
        ...     return sqlite3.connect(path, check_same_thread=False)
        >>> database(":memory:") is database(":memory:")
        True

        """
        options = read_options(
            ttl=ttl,
            max_entries=max_entries,
            show_spinner=show_spinner,
            show_time=show_time,
            validate=validate,
            hash_funcs=hash_funcs,
            on_release=on_release,
            scope=scope,
            refresh_mode=refresh_mode,
        )

        def decorate(function: Callable[P, R]) -> CachedResource[P, R]:
            return CachedResource(function, options)

        return decorate if func is None else decorate(func)

    def clear(self) -> None:
        """Release all objects of all functions.

        Examples
        --------
        >>> from jupyter_streamkit.caching import cache_resource
        >>> cache_resource.clear()

        """
        CachedResource.caches.clear()


cache_resource = CacheResource()
