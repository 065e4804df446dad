"""What the zygote imports before it forks, and how it notices that a module must not be."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from . import learn
from .first_uses import FIRST_USES

PATIENCE = 30
"""Seconds that one import may take."""

KERNEL = (
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.magics.extension",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "faulthandler",
    "psutil",
    "tornado.platform.asyncio",
    "tornado.queues",
)
"""What every kernel loads as it starts and runs its first cell."""

APPS = (
    "ipywidgets",
    "jupyter_streamkit.caching.folder",
    "jupyter_streamkit.kernel.lazy",
    "jupyter_streamkit.kernel.magic",
    "jupyter_streamkit.api.public",
)
"""What every app loads."""

ASKS = frozenset({"ipywidgets"})
"""These ask for the shell when imported; `child` does later what they then could not."""

NEVER = frozenset({"matplotlib_inline", "streamlit"})
"""The one puts hooks into the shell as it is imported, the other is us where an app imports it."""


ahead: dict[str, list[str]] = {}
"""Packages that a kernel has not yet loaded when it looks for modules in its own folder, with their modules.

A list, as a kernel that went through all modules would touch, and so copy, the pages of all their names.
"""


def preload(roots: list[str], skip: list[str]) -> str | None:
    """Import what kernels will; returns the name of a module after which this process must not fork."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    # A viewer's kernel has no debugger: a quarter of a second and 35 MB less.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    if (unsafe := _first_unsafe(KERNEL, skip)) is not None:
        return unsafe
    del sys.modules["debugpy"]
    before = packages()
    unsafe = _first_unsafe([*APPS, *sorted(learn.modules(roots))], skip)
    unsafe = unsafe or _first_unsafe([name for name in FIRST_USES if name.split()[-1] in sys.modules], skip)
    for name in sys.modules:
        if (package := name.partition(".")[0]) not in before:
            ahead.setdefault(package, []).append(name)
    return unsafe


def _first_unsafe(names: Iterable[str], skip: list[str]) -> str | None:
    for name in names:
        if name in skip or name.partition(".")[0] in NEVER:
            continue
        if (reason := _trouble(name)) is not None:
            print(f"jupyter_streamkit: left to each kernel: {name}: {reason}", file=sys.stderr)  # noqa: T201
            return name
    return None


def packages() -> set[str]:
    """The top names of the modules that are loaded."""
    return {name.partition(".")[0] for name in sys.modules}


def _trouble(name: str) -> str | None:
    """Import a module, or use it first; returns why a process that has done so should not fork."""
    sockets = _sockets()
    with _asked_for_shell() as asked:
        error = _import(name)
    reasons = {
        error or "": error is not None,
        "it looks for IPython's shell when it is imported": bool(asked) and name not in ASKS,
        "it imports streamlit, which is jupyter_streamkit inside an app": "streamlit" in sys.modules,
        "it starts a thread when it is imported": _has_threads(),
        "it opens a socket when it is imported": bool(_sockets() - sockets),
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def _import(name: str) -> str | None:
    """Import a module, or use it first; returns what went wrong."""
    try:
        with _time_limit():
            FIRST_USES.get(name, partial(importlib.import_module, name))()
    except ModuleNotFoundError as error:
        # A class or function was meant, or a part that another version has: nothing happened.
        return None if error.name == name else str(error)
    except BaseException:
        return traceback.format_exc(limit=1).splitlines()[-1]
    return None


def _has_threads() -> bool:
    """Whether there are threads that a fork would lose. OpenBLAS, for one, ends its own before a fork."""
    if _threads() > 1:
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
    return _threads() > 1


def _threads() -> int:
    return sum(1 for _ in Path("/proc/self/task").iterdir())


def _sockets() -> set[str]:
    names = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the listing's own
            names.add(str(descriptor.readlink()))
    return {name for name in names if name.startswith("socket:")}


@contextmanager
def _asked_for_shell() -> Iterator[list[bool]]:
    """Note whether `get_ipython()` is called: it is None here, and will not be in the kernel."""
    from IPython.core.interactiveshell import InteractiveShell

    asked: list[bool] = []

    def initialized(cls: type) -> bool:
        asked.append(True)
        return False

    InteractiveShell.initialized = classmethod(initialized)  # type: ignore[assignment,method-assign]
    try:
        yield asked
    finally:
        del InteractiveShell.initialized


@contextmanager
def _time_limit() -> Iterator[None]:
    def give_up(number: int, frame: FrameType | None) -> Any:
        raise TimeoutError(f"it took longer than {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
