"""Entries in Redis, which processes on several machines share.

- What came once is kept in memory, where it holds as long as Redis says that its value is still that one.
- How much there is room for altogether, Redis' own options say (`maxmemory`).
- A lock is lent for some seconds, and lent on by a thread while the computation goes on: when its process dies, the
  others wait no longer than that.
- Without Redis an app works on, and computes for itself.
"""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import redis
from redis.exceptions import RedisError
from redis.lock import Lock

from jupyter_streamkit.caching.parcel import HEAD, unwrap, wrap
from jupyter_streamkit.caching.storage import Entry, Limits

log = logging.getLogger(__name__)
T = TypeVar("T")

LENT = 10.0
"""Seconds for which a lock is lent."""
PATIENCE = 5.0
"""Seconds for an answer of Redis."""
REST = 10.0
"""Seconds in which Redis is not asked again when it did not answer."""
NEAR = 64 << 20
"""Bytes of a function's entries that are kept in memory besides."""


class Redis:
    """The part of a Redis that belongs to one app."""

    def __init__(self, url: str, app: str) -> None:
        self.prefix = f"streamkit:{app}"
        self.client: Any = redis.Redis.from_url(
            url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, health_check_interval=30
        )
        self._rests_until = 0.0

    def ask(self, question: Callable[[], T], otherwise: T) -> T:
        """What Redis answers, if it does."""
        if time.monotonic() < self._rests_until:
            return otherwise
        try:
            return question()
        except RedisError as error:
            self._rests_until = time.monotonic() + REST
            log.warning("The shared cache is not asked for %.0f s: %s", REST, error)
            return otherwise

    def clear(self) -> None:
        """Forget all that the app has here."""
        self.ask(self._clear, None)

    def _clear(self) -> None:
        for name in self.client.scan_iter(match=f"{self.prefix}:*", count=1000):
            self.client.unlink(name)


class RedisStore:
    """The entries of one function."""

    def __init__(self, redis: Redis, function: str, limits: Limits) -> None:
        self._redis = redis
        self._name = f"{redis.prefix}:{function}"
        self._limits = limits
        self._near: OrderedDict[str, tuple[bytes, Entry]] = OrderedDict()
        self._held: weakref.WeakValueDictionary[str, Lease] = weakref.WeakValueDictionary()
        self._lock = threading.Lock()

    @property
    def _client(self) -> Any:
        return self._redis.client

    def get(self, key: str) -> Entry | None:
        """The entry of a key, which becomes the most recently used."""
        head = self._redis.ask(lambda: self._head(key), b"")
        with self._lock:
            before, entry = self._near.get(key, (None, None))
        if entry is None or head != before:
            entry = self._fetch(key) if head else None
        if entry is not None and self._limits.lifetime is not None and entry.age() >= self._limits.lifetime:
            return None
        return entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry, at the cost of those used the longest time ago."""
        self._redis.ask(lambda: self._send(key, b"".join(wrap(entry))), None)

    def remove(self, key: str) -> None:
        """Forget an entry, for all processes."""
        self._redis.ask(lambda: self._delete([key]), None)

    def clear(self) -> None:
        """Forget all entries, for all processes."""
        self._redis.ask(
            lambda: self._delete([key.decode() for key in self._client.zrange(self._name, 0, -1)]), None
        )
        self.clear_memory()

    def clear_memory(self) -> None:
        """Forget what this process has of them."""
        with self._lock:
            self._near.clear()

    @contextmanager
    def turn(self, key: str) -> Iterator[bool]:
        """Begin a computation; False while another process is at it."""
        if key in self._held:  # a function that calls itself
            yield True
            return
        lease = Lease(self._client.lock(f"{self._name}:{key}:lock", timeout=LENT, thread_local=False))
        mine = self._redis.ask(lease.take, True)
        if mine:
            self._held[key] = lease
        try:
            yield mine
        finally:
            lease.end()

    def _head(self, key: str) -> bytes:
        with self._client.pipeline(transaction=False) as asked:
            asked.getrange(f"{self._name}:{key}", 0, HEAD - 1)
            asked.zadd(self._name, {key: time.time()}, xx=True)
            head: bytes = asked.execute()[0]
        return head

    def _fetch(self, key: str) -> Entry | None:
        data = self._redis.ask(lambda: self._client.get(f"{self._name}:{key}"), None)
        if data is None:
            return None
        try:
            entry = unwrap(data)
        except Exception:
            log.warning("A cached value in Redis cannot be read; it is computed anew.", exc_info=True)
            return None
        self._keep(key, data[:HEAD], entry)
        return entry

    def _keep(self, key: str, head: bytes, entry: Entry) -> None:
        with self._lock:
            self._near.pop(key, None)
            self._near[key] = (head, entry)
            while sum(each.size for _, each in self._near.values()) > NEAR:
                self._near.popitem(last=False)

    def _send(self, key: str, data: bytes) -> None:
        lifetime = self._limits.lifetime
        with self._client.pipeline(transaction=False) as told:
            told.set(
                f"{self._name}:{key}", data, px=None if lifetime is None else max(int(lifetime * 1000), 1)
            )
            told.zadd(self._name, {key: time.time()})
            told.execute()
        if self._limits.max_entries is not None or self._limits.max_size is not None:
            self._delete(self._too_many())

    def _too_many(self) -> list[str]:
        """The entries used the longest time ago, as many as there is no room for, and those that have expired."""
        keys = [key.decode() for key in self._client.zrange(self._name, 0, -1, desc=True)]
        with self._client.pipeline(transaction=False) as asked:
            for key in keys:
                asked.strlen(f"{self._name}:{key}")
            sizes = asked.execute()
        gone, held = [], 0
        for count, (key, size) in enumerate(zip(keys, sizes, strict=True), 1):
            held += size
            if not size or (count > 1 and not self._has_room(count, held)):
                gone.append(key)
        return gone

    def _has_room(self, count: int, held: int) -> bool:
        entries, size = self._limits.max_entries, self._limits.max_size
        return (entries is None or count <= entries) and (size is None or held <= size)

    def _delete(self, keys: list[str]) -> None:
        if keys:
            self._client.unlink(*(f"{self._name}:{key}" for key in keys))
            self._client.zrem(self._name, *keys)


class Lease:
    """A lock that is lent on while its process lives."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._over = threading.Event()

    def take(self) -> bool:
        """Get it, unless another process has it."""
        taken = bool(self._lock.acquire(blocking=False))
        if taken:
            threading.Thread(target=_lend_on, args=(self._lock, self._over), daemon=True).start()
            weakref.finalize(self, self._over.set)
        return taken

    def end(self) -> None:
        """Give it back."""
        self._over.set()
        if self._lock.local.token is not None:
            with suppress(RedisError):  # its time was over, or Redis is gone
                self._lock.release()


def _lend_on(lock: Lock, over: threading.Event) -> None:
    while not over.wait(LENT / 3):
        with suppress(RedisError):
            lock.reacquire()
