"""What becomes of a fork of the zygote: a kernel like any other."""

from __future__ import annotations

import atexit
import ctypes
import gc
import os
import resource
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from . import preload, protocol
from .protocol import Launch
from .title import set_title

_launcher = find_spec("ipykernel_launcher")
LAUNCHER = (_launcher and _launcher.origin) or "ipykernel_launcher"
"""What `sys.argv` begins with in a kernel; looked up once for all."""

REST = 1.0
"""Seconds after an app's run until it counts as at rest."""


def begin(pipe: socket.socket, lifeline: int) -> Launch:
    """Become a process of one's own."""
    os.setsid()
    protocol.end_with(lifeline, -os.getpid())
    os.close(lifeline)
    launch = Launch.receive(pipe)
    _take_over(launch)
    return launch


def live(app: Any, launch: Launch, pipe: socket.socket) -> None:
    """Be a kernel to its end."""
    _limit(launch.memory)
    protocol.send(pipe, ready=True)
    _report_runs(pipe)
    _give_back()
    app.start()
    # It still answers the request to shut down; if we now closed what it needs, it would wait 10 s for it.
    app.control_thread.join(1)


def end(code: int) -> None:
    """End the process as Python does, but let its memory be: tearing it down would first copy it."""
    with suppress(Exception):
        threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - what multiprocessing does, too
    atexit._run_exitfuncs()  # noqa: SLF001 - as above
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()
    os._exit(code)


def _take_over(launch: Launch) -> None:
    """Environment, folder, arguments, random numbers: nothing of the zygote's, nothing of a sibling's."""
    _set_environment(launch.env)
    time.tzset()
    os.chdir(launch.cwd)
    sys.argv = [LAUNCHER, "-f", launch.file]
    set_title(f"{sys.executable}\0-m\0ipykernel_launcher\0-f\0{launch.file}")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (launch.files, hard))
    gc.enable()
    _prefer_own_modules(Path(launch.cwd))
    # Python's own generators see to it themselves.
    if random := sys.modules.get("numpy.random"):
        random.seed()
    matplotlib, backend = sys.modules.get("matplotlib"), os.environ.get("MPLBACKEND")
    if matplotlib and backend:
        matplotlib.rcParams["backend"] = backend


def _set_environment(env: dict[str, str]) -> None:
    """Touch only what differs: the rest is the server's, and lies on pages that all share."""
    for name in os.environ.keys() - env.keys():
        del os.environ[name]
    for name, value in env.items():
        if os.environ.get(name) != value:
            os.environ[name] = value


def _prefer_own_modules(folder: Path) -> None:
    """Let the app's folder win over an installed module of the same name, as in any kernel."""
    for package in {path.stem for path in folder.iterdir()} & preload.ahead.keys():
        for name in preload.ahead[package]:
            sys.modules.pop(name, None)


def _limit(memory: int) -> None:
    """Allow so much more memory; what goes beyond is a MemoryError in the app."""
    if not memory:
        return
    status = Path("/proc/self/status").read_text(encoding="ascii")
    taken = int(status.partition("VmData:")[2].split()[0]) * 1024
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (taken + memory, hard))


def _report_runs(pipe: socket.socket) -> None:
    """Tell the server how long runs take; when it does not listen, it is not told."""
    from jupyter_streamkit.kernel import capture

    pipe.setblocking(False)

    def tell(seconds: float) -> None:
        with suppress(OSError):
            protocol.send(pipe, run=seconds)

    capture.on_run.append(tell)


def _give_back() -> None:
    """Return free memory to the system when the app has come to rest: what a picture took, glibc keeps for the next."""
    from jupyter_streamkit.kernel import capture
    from jupyter_streamkit.runtime.clock import clock

    trim: Callable[[int], int] = getattr(ctypes.CDLL(None), "malloc_trim", lambda keep: 0)  # musl has none
    last = 0.0

    def rest(run: float) -> None:
        if run == last:
            trim(0)

    def wait(seconds: float) -> None:
        nonlocal last
        last = time.monotonic()
        clock.call_at(last + REST, partial(rest, last))

    capture.on_run.append(wait)
