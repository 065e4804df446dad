"""Raising an exception in a thread that does not look up."""

from __future__ import annotations

import ctypes
import sys
import threading
from contextlib import suppress

from .alias import is_local
from .flow import CancelRun


def is_importing(thread: int, folder: str) -> bool:
    """Whether a thread loads a module that is not the app's own.

    Cut there, a library would stay half made for the rest of the process: an app whose cell is run again while
    pandas is being imported would never see a whole pandas.
    """
    frame = sys._current_frames().get(thread)  # noqa: SLF001 - the documented way
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib"):
            return True
        is_file = not file.startswith("<") or file.startswith("<streamapp ")
        if is_file and is_local(file, folder):
            return False
        frame = frame.f_back
    return False


def raise_in(thread: int, exception: type[BaseException]) -> None:
    """Raise an exception in a thread at its next Python instruction."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(exception))


def take_back() -> None:
    """Let an exception that was sent to this thread, and may not have struck yet, strike here.

    Python offers to unset it, but then goes on looking for it at every instruction, and a debugger or profiler
    hangs. So one is sent in its place and caught.
    """
    with suppress(CancelRun):
        raise_in(threading.get_ident(), CancelRun)
        while True:
            pass
