"""A forked kernel as its server sees it: as much of `subprocess.Popen` as Jupyter uses."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress

from . import protocol

PATIENCE = 1.0
"""Seconds to wait for the exit status of a process that has ended."""

UNKNOWN = 1
"""The exit status of a kernel whose zygote ended before it."""


class ForkedProcess:
    """A kernel's process.

    Attributes
    ----------
    pid
        Its id; it leads a group of that number.
    returncode
        None while it runs, then its exit code, or minus the number of the signal that ended it.
    runs
        Durations in seconds of the app's runs, as the kernel told them since somebody last took them.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, descriptor: int, pipe: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.runs: list[float] = []
        self._descriptor = descriptor
        self._pipe = pipe
        self._pipe.setblocking(False)
        self._ended_at: float | None = None
        self._forgotten = False
        """Whether nobody is left who could tell the exit status."""

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        if self.returncode is None:
            self._listen()
        if self.returncode is None and self._has_ended():
            self._wait_for_status()
        return self.returncode

    def wait(self) -> int:
        """The exit code, as soon as there is one."""
        while (code := self.poll()) is None:
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            if self.returncode is None:
                signal.pidfd_send_signal(self._descriptor, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _listen(self) -> None:
        """Take what has been told meanwhile."""
        with suppress(BlockingIOError):
            while (message := protocol.receive(self._pipe)[0]) is not None:
                if "run" in message:
                    self.runs.append(float(message["run"]))
                elif "exit" in message:
                    self._finish(message["exit"])
                    return
            self._forgotten = True

    def _has_ended(self) -> bool:
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        return bool(poll.poll(0))

    def _wait_for_status(self) -> None:
        """The zygote tells it at once, unless it has ended or hangs."""
        now = time.monotonic()
        self._ended_at = self._ended_at or now
        if self._forgotten or now - self._ended_at > PATIENCE:
            self._finish(UNKNOWN)

    def _finish(self, code: int) -> None:
        self.returncode = code
        self._pipe.close()
        os.close(self._descriptor)

    def __del__(self) -> None:
        if self.returncode is None:
            self._finish(UNKNOWN)
