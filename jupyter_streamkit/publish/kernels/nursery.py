"""The server's side of the zygote: starts it, asks it for kernels, replaces it when it fails."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache

from . import protocol
from .process import ForkedProcess
from .protocol import Launch
from .title import ROOM

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds for a zygote to answer and for a kernel to be ready. After that it counts as hung."""

START = 20.0
"""Seconds that a viewer waits for a zygote that has just been started; starting a kernel takes as long."""

HUNG = 120.0
"""Seconds after which a zygote that still imports modules counts as hung: a machine may be busy."""

REST = 60.0
"""Seconds until the next attempt when two in a row have failed."""

# Threads would each get an arena of memory, whose pages no kernel shares; pyarrow would start a thread, and take
# 4 MB for the first bytes of each kernel.
FOR_FORKS = {
    "MALLOC_ARENA_MAX": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


class NoZygote(Exception):
    """No kernel can be forked now; start it the ordinary way."""


class NotYet(NoZygote):
    """The zygote has not imported everything; the next viewer may have more luck."""


class KernelFailed(NoZygote):
    """A forked kernel did not become ready; that is not the zygote's fault."""


class Zygote:
    """A running zygote."""

    def __init__(self, roots: Iterable[str], lifeline: int) -> None:
        self.control, theirs = protocol.pair()
        self.control.setblocking(False)
        with theirs:
            task = {"control": theirs.fileno(), "lifeline": lifeline, "roots": sorted(roots), "skip": []}
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", f"{__package__}.zygote", json.dumps(task), " " * ROOM],
                cwd=os.sep,  # `-m` would look for modules where the server was started
                env=environment(),
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), lifeline),
                start_new_session=True,
            )
        self.ready = False
        self.skipped: list[str] = []
        """Modules that the kernels import themselves: after them a process must not fork."""
        self.began = time.monotonic()

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    async def wait_until_ready(self) -> None:
        """Wait until it has imported everything; several viewers may."""
        while not self._listen():
            if time.monotonic() > self.began + HUNG:
                raise NoZygote("it did not become ready")
            if time.monotonic() > self.began + START:
                raise NotYet("it still imports modules")
            await asyncio.sleep(0.01)

    def _listen(self) -> bool:
        """Whether it has said that it is ready; perhaps long ago, when no viewer was here."""
        if self.ready:
            return True
        if self.control.fileno() < 0:
            raise NoZygote("it did not become ready")
        with suppress(BlockingIOError):
            message, _ = protocol.receive(self.control)
            if message is None:
                raise NoZygote("it ended while it imported modules")
            self.skipped = message["skipped"]
            self.ready = True
        return self.ready

    async def fork(self, launch: Launch) -> ForkedProcess:
        """Get a kernel."""
        pipe, theirs = protocol.pair()
        with theirs:
            try:
                launch.send(pipe)
                protocol.send(self.control, [theirs.fileno()], fork=True)
            except OSError as error:
                pipe.close()
                raise NoZygote(f"it cannot be asked: {error}") from error
        pipe.setblocking(False)
        return await _kernel(pipe)

    def close(self) -> None:
        """Let it go when its kernels have ended."""
        self.control.close()

    def kill(self) -> None:
        """End it now; its kernels live on."""
        self.process.kill()
        self.process.wait()
        self.close()


class Nursery:
    """Where this server's kernels come from: one zygote at a time.

    Parameters
    ----------
    roots
        Folders and files with the apps, whose imports the zygote learns.
    """

    def __init__(self, roots: Iterable[str] = ()) -> None:
        self.roots = set(roots)
        self.zygote: Zygote | None = None
        self.files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        """How many files a kernel may open: the usual number, whatever the server allows itself later."""
        self._failures = 0
        self._rests_until = 0.0
        # The system closes the writing end when this process ends, however it ends.
        self._lifeline, self._life = os.pipe()

    def start(self) -> None:
        """See to it that there is a zygote, ready or on its way to it."""
        if self.zygote is not None and self.zygote.ended:
            self.fail("it has ended")
        if self.zygote is None and time.monotonic() >= self._rests_until:
            self.zygote = Zygote(self.roots, self._lifeline)

    async def fork(self, launch: Launch) -> ForkedProcess:
        """Get a kernel, or `NoZygote`: then there is a new zygote for the next one."""
        self.start()
        zygote = self.zygote
        if zygote is None or time.monotonic() < self._rests_until:
            raise NoZygote("it failed too often")
        try:
            await zygote.wait_until_ready()
            process = await zygote.fork(launch)
        except KernelFailed:
            self._count_failure()
            raise
        except NotYet:
            raise
        except NoZygote as error:
            if zygote is self.zygote:
                self.fail(str(error))
                self.start()
            raise
        self._failures = 0
        return process

    def fail(self, reason: str) -> None:
        """Do away with a zygote that does not work."""
        if self.zygote is None:
            return
        log.warning("The zygote (pid %s) is replaced: %s", self.zygote.pid, reason)
        self._count_failure()
        self.zygote.kill()
        self.zygote = None

    def _count_failure(self) -> None:
        self._failures += 1
        if self._failures > 1:
            self._rests_until = time.monotonic() + REST

    def close(self) -> None:
        """End the zygote."""
        if self.zygote is not None:
            self.zygote.kill()
            self.zygote = None


@cache
def nursery() -> Nursery:
    """The one of this process."""
    return Nursery()


def environment() -> dict[str, str]:
    """The zygote's environment: the server's, without what is a kernel's own matter: its parent, its backend."""
    own = ("JPY_", "MPLBACKEND")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**FOR_FORKS, **kept}


async def _kernel(pipe: socket.socket) -> ForkedProcess:
    """Wait for a kernel that is on its way."""
    end = time.monotonic() + PATIENCE
    process, ready = None, False
    # Either may be first: the zygote tells the process's id, the kernel that it is ready.
    while process is None or not ready:
        message, descriptors = await _receive(pipe, end - time.monotonic())
        if message is None or "exit" in message:
            break
        if "pid" in message:
            process = ForkedProcess(message["pid"], descriptors[0], pipe)
        ready = ready or "ready" in message
    if process is None:
        pipe.close()
        raise NoZygote("it does not answer")
    if not ready:
        process.kill()
        raise KernelFailed("the one that was forked did not become ready")
    return process


async def _receive(pipe: socket.socket, seconds: float) -> tuple[protocol.Message | None, list[int]]:
    """The next message; None when the other side has gone or nothing came in time."""
    loop = asyncio.get_running_loop()
    arrived = asyncio.Event()
    loop.add_reader(pipe, arrived.set)
    try:
        await asyncio.wait_for(arrived.wait(), max(seconds, 0))
        return protocol.receive(pipe)
    except TimeoutError:
        return None, []
    finally:
        loop.remove_reader(pipe)
