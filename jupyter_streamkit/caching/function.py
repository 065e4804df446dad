"""A cached function: looks the call up, computes it when there is no result, draws again what it drew.

The two decorators differ in what they keep, which is all that `CachedData` and `CachedResource` say.
"""

from __future__ import annotations

import asyncio
import contextvars
import functools
import inspect
import logging
import threading
import weakref
from collections.abc import Awaitable, Callable, Hashable, MutableMapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar, cast

from jupyter_streamkit.caching.errors import CachedFunctionReturnedAwaitableError
from jupyter_streamkit.caching.flight import Awaited, Flights, turn
from jupyter_streamkit.caching.hooks import computing, current_recorder, replay
from jupyter_streamkit.caching.keys import Keys, function_key
from jupyter_streamkit.caching.options import Options
from jupyter_streamkit.caching.storage import Entry, MemoryStore, Store, clock
from jupyter_streamkit.errors import StreamlitAPIException

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Cache:
    """The results of one function, and the computations in progress."""

    module: str
    options: Options
    store: Store
    flights: Flights = field(default_factory=Flights)
    used: float = field(default_factory=clock)
    """When the function was last decorated."""

    def clear(self) -> None:
        """Forget all results; `on_release` is called for each."""
        self.store.clear()

    def fits(self, options: Options) -> bool:
        """Whether what is kept and where is still as the options say."""
        before = self.options
        return before.limits() == options.limits() and before.disk == options.disk

    def turn(self, key: str, owner: Hashable) -> AbstractContextManager[Awaited | None]:
        """Begin a computation: gives None when it may go ahead, else what to wait for."""
        return turn(self.flights, self.store.turn, key, owner)


class Caches:
    """All caches of one decorator: those that everybody shares, and those that sessions own."""

    def __init__(self, command: str, place: Callable[[str, Options], Store]) -> None:
        self.command = command
        self._place = place
        self._shared: dict[Any, Cache] = {}
        self._all: weakref.WeakSet[Cache] = weakref.WeakSet()
        self._lock = threading.Lock()

    def get(self, key: str, func: Callable[..., Any], options: Options) -> Cache:
        """The cache of a function; made anew when its limits have changed."""
        home = self._home(options)
        with self._lock:
            cache = old = home.get((self.command, key))
            if cache is None or not cache.fits(options):
                store = self._place(key, options)
                cache = Cache(getattr(func, "__module__", ""), options, store)
                home[self.command, key] = cache
                self._all.add(cache)
        if isinstance(cache.store, MemoryStore):
            cache.store.on_release = options.on_release
        if old is not None and old is not cache:
            old.store.clear_memory()
        return cache

    def touch(self, key: str) -> None:
        """Note that a function still exists."""
        cache = self._shared.get((self.command, key))
        if cache is not None:
            cache.used = clock()

    def clear(self) -> None:
        """Empty all caches, of all sessions too."""
        for cache in list(self._all):
            cache.clear()

    def forget(self, module: str, since: float) -> None:
        """Drop the caches of functions of a module that were not decorated again since a time."""
        with self._lock:
            caches = self._shared.items()
            old = [key for key, cache in caches if cache.module == module and cache.used < since]
            gone = [self._shared.pop(key) for key in old]
        for cache in gone:
            # Results that others share are found again should the edit be undone.
            cache.store.clear_memory()

    def _home(self, options: Options) -> MutableMapping[Any, Any]:
        if options.scope == "global":
            return self._shared
        recorder = current_recorder()
        if recorder is None:
            raise StreamlitAPIException(
                f'A function with @{self.command}(scope="session") was called where there is no session: '
                "outside an "
                "app, or in a thread of its own. Call it in the script and hand the result on, or use "
                'scope="global".'
            )
        return recorder.session.caches


@dataclass(frozen=True, slots=True)
class Hit:
    """A result that was found."""

    value: Any
    entry: Entry


class CachedFunction(Generic[P, R]):
    """What the decorators return: called like the function, with `clear` besides."""

    caches: ClassVar[Caches]

    def __init__(self, func: Callable[P, R], options: Options) -> None:
        functools.update_wrapper(self, func)
        if inspect.isasyncgenfunction(func):
            raise StreamlitAPIException(
                f"`{func.__name__}` is an async generator, which can be read only once, so it cannot be "
                "cached. "
                "Collect its items in an `async def` and return the list."
            )
        self._func = func
        self._options = options
        self._name = getattr(func, "__name__", repr(func))
        self._async = inspect.iscoroutinefunction(func)
        if self._async and options.background:
            raise StreamlitAPIException(
                f'refresh_mode="background" does not work for `async def {self._name}`: leave it out.'
            )
        self._key = function_key(func)
        self._keys = Keys(self.caches.command, func, options.hash_funcs)
        self.caches.touch(self._key)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._async:
            return cast("R", self._get_async(args, kwargs))
        return cast("R", self._get(args, kwargs))

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else BoundFunction(self, instance)

    def __repr__(self) -> str:
        return f"<{self.caches.command} of {self._func!r}>"

    def __reduce__(self) -> str:
        # Pickled as functions are, by name.
        return self._func.__qualname__

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results of the function, or the one of the given arguments.

        Parameters
        ----------
        *args, **kwargs
            The arguments of the call to forget; none at all means all calls.

        Raises
        ------
        UnhashableParamError
            An argument cannot be hashed.

        Examples
        --------
        >>> from jupyter_streamkit.caching import cache_data
        >>> @cache_data
        ... def double(number):
        ...     return 2 * number
        >>> double(4)
        8
        >>> double.clear(4)
        >>> double.clear()

        """
        cache = self._cache()
        if args or kwargs:
            cache.store.remove(self._keys.key(args, kwargs))
        else:
            cache.clear()

    # What the two decorators do each in their way.

    def _pack(self, value: Any, recording: Any) -> Entry:
        raise NotImplementedError

    def _unpack(self, entry: Entry) -> Hit | None:
        """The value of an entry; None when it is no good."""
        raise NotImplementedError

    def _cache(self) -> Cache:
        return self.caches.get(self._key, self._func, self._options)

    def _get(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        cache, key, owner = self._cache(), self._keys.key(args, kwargs), threading.get_ident()
        while (hit := self._find(cache, key)) is None:
            with cache.turn(key, owner) as other:
                if other is None:
                    # Another may have finished between our look and our turn.
                    hit = self._find(cache, key)
                    if hit is not None:
                        break
                    return self._compute(cache, key, args, kwargs)
            other.wait(owner)
        replay(self._name, hit.entry.recording)
        if self._is_old(hit.entry):
            self._refresh(cache, key, args, kwargs)
        return hit.value

    async def _get_async(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        cache, key, owner = self._cache(), self._keys.key(args, kwargs), asyncio.current_task()
        while (hit := self._find(cache, key)) is None:
            with cache.turn(key, owner) as other:
                if other is None:
                    hit = self._find(cache, key)
                    if hit is not None:
                        break
                    return await self._compute_async(cache, key, args, kwargs)
            await other.wait_async(owner)
        replay(self._name, hit.entry.recording)
        return hit.value

    def _find(self, cache: Cache, key: str) -> Hit | None:
        entry = cache.store.get(key)
        if entry is None:
            return None
        hit = self._unpack(entry)
        if hit is None:
            cache.store.remove(key)
        return hit

    def _compute(self, cache: Cache, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        with self._computing() as recording:
            value = self._func(*args, **kwargs)
        if inspect.isawaitable(value):
            if inspect.iscoroutine(value):
                value.close()
            raise CachedFunctionReturnedAwaitableError(self.caches.command, self._name, value)
        cache.store.put(key, self._pack(value, recording))
        return value

    async def _compute_async(
        self, cache: Cache, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        with self._computing() as recording:
            value = await cast("Awaitable[Any]", self._func(*args, **kwargs))
        cache.store.put(key, self._pack(value, recording))
        return value

    def _computing(self) -> Any:
        return computing(self._name, self._options.spinner_text(self._name), self._options.show_time)

    def _is_old(self, entry: Entry) -> bool:
        return self._options.background and self._options.ttl is not None and entry.age() >= self._options.ttl

    def _refresh(self, cache: Cache, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Compute in a thread of its own, which belongs to no run."""
        if cache.flights.busy(key):
            return

        def compute() -> None:
            with cache.turn(key, threading.get_ident()) as other:
                entry = cache.store.get(key)
                if other is None and (entry is None or self._is_old(entry)):
                    try:
                        self._compute(cache, key, args, kwargs)
                    except Exception:
                        log.exception(
                            "Refreshing the cached result of %s failed; the old one stays.", self._name
                        )

        name, context = f"refresh-{self._name}", contextvars.Context()
        threading.Thread(target=context.run, args=(compute,), name=name, daemon=True).start()


class BoundFunction:
    """A cached method of an instance."""

    def __init__(self, function: CachedFunction[..., Any], instance: Any) -> None:
        functools.update_wrapper(self, function)
        self.__self__ = instance
        self.__func__ = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.__func__(self.__self__, *args, **kwargs)

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results of the method, of all instances, or the one of the given arguments."""
        if args or kwargs:
            self.__func__.clear(self.__self__, *args, **kwargs)
        else:
            self.__func__.clear()
