"""Where the results of `cache_data` are kept.

In a notebook, in the memory of the process. Viewers of a published app have a process each: their server makes a
folder for what they share, as long as it runs, or Redis keeps it for several machines. `persist="disk"` is the
user's cache folder. Each app has a part of its own there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from jupyter_streamkit.caching.options import Options, size_in_bytes
from jupyter_streamkit.caching.storage import MemoryStore, Store
from jupyter_streamkit.config import config

if TYPE_CHECKING:
    from jupyter_streamkit.caching.folder import Room
    from jupyter_streamkit.caching.remote import Redis

FOLDER = "STREAMKIT_CACHE_FOLDER"
"""The environment variable with the folder that a server's viewers share."""
URL = "STREAMKIT_CACHE_URL"
"""The environment variable with the address of a Redis."""
APP = "STREAMKIT_APP"
"""The environment variable that says which app a process serves: the path of its file."""

SHARE = 10
"""The part of a disk that a server's viewers may fill, where `server.maxCacheDataSize` does not say how much."""


def store_for(function: str, options: Options) -> Store:
    """The store of a function."""
    limits = options.limits()
    if options.disk:
        return _in(_disk(), function, options)
    if options.scope == "session":
        return MemoryStore(limits)
    if URL in os.environ:
        from jupyter_streamkit.caching.remote import RedisStore

        return RedisStore(_redis(os.environ[URL], app()), function, limits)
    return _in(_shared(), function, options) if FOLDER in os.environ else MemoryStore(limits)


def clear_shared() -> None:
    """Forget all results of this app that are not in the memory of this process alone."""
    _disk().clear()
    if FOLDER in os.environ:
        _shared().clear()
    if URL in os.environ:
        _redis(os.environ[URL], app()).clear()


def app() -> str:
    """The app of this process: equal functions of two apps have results of their own."""
    told = os.environ.get(APP) or str(config.folder or Path.cwd())
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def disk_folder() -> Path:
    """The folder of all apps' results on disk."""
    return platformdirs.user_cache_path("jupyter_streamkit") / "cache_data"


def _in(room: Room, function: str, options: Options) -> Store:
    from jupyter_streamkit.caching.folder import FolderStore

    return FolderStore(room, function, options.shared_limits())


def _disk() -> Room:
    return _room(disk_folder() / app(), None)


def _shared() -> Room:
    folder = Path(os.environ[FOLDER])
    told = size_in_bytes(config.get("server.maxCacheDataSize"))
    return _room(folder / app(), told or shutil.disk_usage(folder).total // SHARE)


@cache
def _room(path: Path, most: int | None) -> Room:
    from jupyter_streamkit.caching.folder import Room

    return Room(path, most)


@cache
def _redis(url: str, app: str) -> Redis:
    from jupyter_streamkit.caching.remote import Redis

    return Redis(url, app)
