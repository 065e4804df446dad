"""What caching needs of a run, and works without: replaying elements, spinners, caches of a session.

Outside of an app there is no run: nothing is drawn or replayed, and cached functions work all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Protocol

from jupyter_streamkit.runtime.context import get_context


class Session(Protocol):
    """One viewer; when it ends it clears its `caches`, the ones of scope `"session"`."""

    @property
    def caches(self) -> MutableMapping[Any, Any]: ...


class Recorder(Protocol):
    """The run in progress, as a cached function sees it.

    Commands that make widgets look into `caching`: in a cached function they show `CachedWidgetWarning`.
    """

    @property
    def session(self) -> Session: ...

    @property
    def caching(self) -> list[str]:
        """The cached functions that are being computed here, outermost first."""

    def record(self, function: str, /) -> AbstractContextManager[Any]:
        """Note what commands draw while a cached function is computed, besides drawing it."""

    def replay(self, recording: Any, /) -> None:
        """Draw a recording at the current place."""

    def met(self, function: str, hit: bool, /) -> None:
        """A cached function was called: its result was there, or it is computed."""

    def spinner(self, text: str, show_time: bool, /) -> AbstractContextManager[Any]:
        """Show a text until the block ends."""


def current_recorder() -> Recorder | None:
    """The run in progress, if there is one."""
    return get_context()


@contextmanager
def computing(function: str, text: str | None, show_time: bool) -> Iterator[Any]:
    """Surround the computation of a cached function; yields the recording of what it draws.

    Of nested cached functions the outermost has the spinner, and spinners are not recorded.
    """
    recorder = current_recorder()
    if recorder is None:
        yield None
        return
    recorder.met(function, False)
    quiet = text is None or bool(recorder.caching)
    spinner = nullcontext() if quiet or text is None else recorder.spinner(text, show_time)
    with spinner, recorder.record(function) as recording:
        yield recording


def replay(function: str, recording: Any) -> None:
    """A cached result was there: draw what its computation drew."""
    recorder = current_recorder()
    if recorder is None:
        return
    recorder.met(function, True)
    if recording is not None:
        recorder.replay(recording)
