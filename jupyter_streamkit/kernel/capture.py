"""Printing and displaying belong to the run.

A thread's `print` would go to whichever cell came last. So stdout and stderr are given to the app of the
thread's context, and `display(...)` becomes an element in place.
"""

from __future__ import annotations

import io
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from jupyter_streamkit.runtime import context as contexts
from jupyter_streamkit.runtime.clock import clock
from jupyter_streamkit.runtime.context import RunContext, get_context

Line = tuple[str, str]
KEPT = 1000
"""Pieces of text that a console keeps."""


class Console:
    """What the script of a session prints, sent on a few times a second at most; of a flood, the last `most` pieces."""

    def __init__(self, send: Callable[[list[Line]], object], most: int = KEPT) -> None:
        self._send = send
        self._most = most
        self._lock = threading.Lock()
        self._waiting: list[Line] = []

    def write(self, stream: str, text: str) -> None:
        with self._lock:
            if not self._waiting:
                clock.call_at(time.monotonic() + 0.05, self._flush)
            self._waiting.append((stream, text))
            del self._waiting[: -self._most]

    def _flush(self) -> None:
        with self._lock:
            lines, self._waiting = self._waiting, []
        self._send(lines)


class Stream(io.TextIOBase):
    """stdout or stderr of the process, with a way out for the threads of apps."""

    def __init__(self, name: str, stream: TextIO) -> None:
        self.stream = stream
        self._name = name

    def write(self, text: str) -> int:
        context = get_context()
        console = consoles.get(id(context.session) if context is not None else None)
        if console is None:
            return self.stream.write(text)
        console.write(self._name, text)
        return len(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


consoles: dict[int | None, Console] = {}
"""The consoles of the sessions, by the session's `id()`; at None, if there is one, that of all other threads."""


on_run: list[Callable[[float], object]] = []
"""Called after each run with its duration in seconds."""


def install() -> None:
    """Stand between the process and its stdout and stderr."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, Stream):
            setattr(sys, name, Stream(name, stream))


@contextmanager
def capture(
    context: RunContext, publisher: Any, show: Callable[[dict[str, Any], dict[str, Any]], object]
) -> Iterator[None]:
    """Run a script in this thread: what it displays is shown by `show(data, metadata)`."""

    def hook(message: dict[str, Any]) -> None:
        if message["msg_type"] in ("display_data", "update_display_data"):
            show(message["content"]["data"], message["content"]["metadata"])

    publisher.register_hook(hook)
    began = time.monotonic()
    try:
        with contexts.use(context), figures:
            yield
    finally:
        publisher.unregister_hook(hook)
        for tell in on_run:
            tell(time.monotonic() - began)


class Figures:
    """Lets pyplot forget the figures of runs, when the last of those that go on beside each other is over.

    The notebook would show them below its next cell.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs = 0
        self._before: set[int] = set()

    def __enter__(self) -> None:
        with self._lock:
            if not self._runs:
                self._before = _open_figures()
            self._runs += 1

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._runs -= 1
            if not self._runs:
                for number in _open_figures() - self._before:
                    sys.modules["matplotlib.pyplot"].close(number)


figures = Figures()


def _open_figures() -> set[int]:
    """The figures that pyplot keeps."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot is not None else set()
