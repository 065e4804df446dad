"""`st.cache_data`: results are kept pickled, and every caller gets a copy."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, overload

from jupyter_streamkit.caching.errors import UnserializableReturnValueError
from jupyter_streamkit.caching.function import CachedFunction, Caches, Hit
from jupyter_streamkit.caching.hashing import HashFuncs
from jupyter_streamkit.caching.options import Persist, RefreshMode, Scope, Ttl, read_options
from jupyter_streamkit.caching.places import clear_shared, store_for
from jupyter_streamkit.caching.storage import Entry, clock

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger(__name__)


class CachedData(CachedFunction[P, R]):
    """A function whose results are copied."""

    caches = Caches("st.cache_data", store_for)

    def _pack(self, value: Any, recording: Any) -> Entry:
        try:
            pickled = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            raise UnserializableReturnValueError(self._name, value) from error
        return Entry(pickled, recording, clock(), len(pickled))

    def _unpack(self, entry: Entry) -> Hit | None:
        try:
            return Hit(pickle.loads(entry.payload), entry)  # noqa: S301 - pickled above
        except Exception:
            # A class may have gone with an edit of the script.
            log.warning(
                "A cached result of %s cannot be read; it is computed anew.", self._name, exc_info=True
            )
            return None


class CacheData:
    """The decorator."""

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedData[P, R]: ...

    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: Ttl = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Persist = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> Callable[[Callable[P, R]], CachedData[P, R]]: ...

    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: Ttl = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: Persist = None,
        hash_funcs: HashFuncs | None = None,
        scope: Scope = "global",
        refresh_mode: RefreshMode = "foreground",
    ) -> CachedData[P, R] | Callable[[Callable[P, R]], CachedData[P, R]]:
        """Keep the results of a function that returns data, by its arguments.

        Each caller gets a copy of its own, so results must be picklable and may be changed freely. Arguments
        are compared by value; one whose name begins with `_` is not looked at. Editing the function empties
        its cache. What the function draws is drawn again when its result comes from the cache.

        Viewers of a published app, each of whom has a process, share results, and wait where one of them
        computes; in a notebook they are the kernel's. The environment variable `STREAMKIT_CACHE_URL` with
        the address of a Redis (`redis://...`) lets processes on several machines share them; whoever can
        write there can run code in the apps, so give it a password.

        Parameters
        ----------
        func
            The function; plain or `async`.
        ttl
            How long a result is good: seconds, a `timedelta`, or text such as `"1d"` or `"1h30m"`. None
            (default): for ever. Persisted results do not expire.
        max_entries
            How many results are kept; the one used the longest time ago goes first. None (default): all.
        max_size
            How many bytes of pickled results are kept in memory: a number, or text with a unit of powers of
            1024 such as `"500MB"`. A result that alone is larger stays until the next one comes. None
            (default): any.
        show_spinner
            Show a spinner while the function runs (default), none, or one with this text.
        show_time
            Show the seconds passed beside the spinner. Default False.
        persist
            `"disk"` (or True) also keeps results in the user's cache folder, where they outlive the process.
        hash_funcs
            Functions that turn values of a type into something hashable, by type or by its full name
            (`{"torch.Tensor": lambda tensor: tensor.sum().item()}`). Subclasses are not matched.
        scope
            `"global"` (default): shared by all sessions. `"session"`: each session has results of its own,
            which go when it ends.
        refresh_mode
            What happens when `ttl` is over. `"foreground"` (default): the next call computes and waits.
            `"background"`: the next calls get the old result for up to another `ttl`, while a thread computes
            a new one; what the function then draws is not shown, and session state is not at hand.

        Returns
        -------
        The function, cached, with a method `clear`; or the decorator, when called without a function.

        Raises
        ------
        StreamlitAPIException
            An argument is wrong, or two do not go together. When the function is called:
            `UnhashableParamError` for an argument that cannot be part of the key,
            `UnserializableReturnValueError` for a result that cannot be pickled.

        Examples
        --------
        >>> from jupyter_streamkit.caching import cache_data
        >>> @cache_data(ttl="1h", max_entries=100)
        ... def squares(count):
        ...     return [number**2 for number in range(count)]
        >>> squares(4)
        [0, 1, 4, 9]

        """
        options = read_options(
            ttl=ttl,
            max_entries=max_entries,
            max_size=max_size,
            show_spinner=show_spinner,
            show_time=show_time,
            persist=persist,
            hash_funcs=hash_funcs,
            scope=scope,
            refresh_mode=refresh_mode,
        )

        def decorate(function: Callable[P, R]) -> CachedData[P, R]:
            if options.disk and options.ttl is not None:
                log.warning("ttl has no effect on %s: persisted results do not expire.", function)
            return CachedData(function, options)

        return decorate if func is None else decorate(func)

    def clear(self) -> None:
        """Forget all results of all functions of the app, in memory, on disk and where viewers share them.

        Examples
        --------
        >>> from jupyter_streamkit.caching import cache_data
        >>> cache_data.clear()

        """
        CachedData.caches.clear()
        clear_shared()


cache_data = CacheData()
