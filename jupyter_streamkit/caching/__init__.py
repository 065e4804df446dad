"""Caching: `cache_data` for results, `cache_resource` for live objects.

`hashing` and `keys` say what a call is found by, `storage` keeps results, `flight` lets one computation do
for all who ask, `function` puts these together, `data` and `resource` are the decorators, and `hooks` is all
that caching knows of a run.
"""

from jupyter_streamkit.caching.data import CachedData, cache_data
from jupyter_streamkit.caching.resource import CachedResource, cache_resource


def forget_edited(module: str, since: float) -> None:
    """Drop the caches of functions that an edited script no longer has.

    Parameters
    ----------
    module
        The name under which the script runs.
    since
        `time.monotonic()` at the beginning of the first complete run after the edit.

    Examples
    --------
    >>> import time
    >>> forget_edited("my_app", time.monotonic())

    """
    CachedData.caches.forget(module, since)
    CachedResource.caches.forget(module, since)


__all__ = ["cache_data", "cache_resource", "forget_edited"]
