"""The zygote: a process of one thread that has imported what kernels need, and forks them."""

from __future__ import annotations

import gc
import json
import os
import select
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from . import child, preload, protocol
from .holes import fill_holes
from .protocol import Launch
from .title import ROOM, set_title


@dataclass
class Task:
    """What the server asks of a zygote, on its command line."""

    control: int
    lifeline: int
    roots: list[str]
    skip: list[str] = field(default_factory=list)

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", __spec__.name, json.dumps(vars(self)), " " * ROOM]


class Zygote:
    """Forks kernels, and tells how they end."""

    def __init__(self, control: socket.socket, lifeline: int) -> None:
        self.control = control
        self.lifeline = lifeline
        self.kernels: dict[int, Kernel] = {}
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)
        self.accepts = True

    def serve(self) -> socket.socket | None:
        """Work until server and kernels have gone; in a forked process, returns the kernel's socket."""
        while self.accepts or self.kernels:
            for descriptor, _ in self.poll.poll():
                if descriptor in self.kernels:
                    self._bury(descriptor)
                elif (pipe := self._accept()) is not None:
                    return pipe
        return None

    def _accept(self) -> socket.socket | None:
        message, descriptors = protocol.receive(self.control)
        if message is None:
            self.accepts = False
            self.poll.unregister(self.control)
            return None
        pipe = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if pid == 0:
            self._leave()
            return pipe
        kernel = Kernel(pid, pipe)
        self.kernels[kernel.descriptor] = kernel
        self.poll.register(kernel.descriptor, select.POLLIN)
        kernel.tell([kernel.descriptor], pid=pid)
        return None

    def _leave(self) -> None:
        """In the kernel: close what belongs to the zygote."""
        self.control.close()
        for kernel in self.kernels.values():
            kernel.close()

    def _bury(self, descriptor: int) -> None:
        kernel = self.kernels.pop(descriptor)
        self.poll.unregister(descriptor)
        _, status = os.waitpid(kernel.pid, 0)
        kernel.tell(exit=os.waitstatus_to_exitcode(status))
        kernel.close()


class Kernel:
    """A kernel as the zygote knows it."""

    def __init__(self, pid: int, pipe: socket.socket) -> None:
        self.pid = pid
        self.pipe = pipe
        self.pipe.setblocking(False)
        self.descriptor = os.pidfd_open(pid)

    def tell(self, descriptors: list[int] | None = None, **message: int) -> None:
        # The server may no longer listen, or not fast enough: it sees the end of the process anyway.
        with suppress(OSError):
            protocol.send(self.pipe, descriptors, **message)

    def close(self) -> None:
        self.pipe.close()
        os.close(self.descriptor)


def main() -> None:
    """Be the zygote; in the processes that it forks, a kernel."""
    if sys.path[0] == str(Path.cwd()):  # `-m` put it there; IPython adds each kernel's own folder
        del sys.path[0]
    task = Task(**json.loads(sys.argv[1]))
    protocol.end_with(task.lifeline, os.getpid())
    set_title("jupyter-streamkit zygote")
    gc.disable()
    if (unsafe := preload.preload(task.roots, task.skip)) is not None:
        task.skip.append(unsafe)
        os.execv(sys.executable, task.command)  # noqa: S606 - a process that never met that module
    child.end(_serve(task))


def _serve(task: Task) -> int:
    """Make a kernel ready, fork it for each viewer and run it there."""
    from .kernel import OPTIONS, ForkedKernelApp

    control = socket.socket(fileno=task.control)
    kernel: list[tuple[Launch, socket.socket]] = []

    def fork() -> str:
        gc.collect()
        fill_holes()
        gc.freeze()
        try:
            protocol.send(control, ready=True, skipped=task.skip)
        except BrokenPipeError:  # the server has ended meanwhile
            os._exit(0)
        pipe = Zygote(control, task.lifeline).serve()
        if pipe is None:
            os._exit(0)
        kernel.append((child.begin(pipe, task.lifeline), pipe))
        return kernel[0][0].file

    try:
        app = ForkedKernelApp.instance()
        app.fork = fork
        app.initialize(OPTIONS)
        child.live(app, *kernel[0])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        return 1
    return 0


if __name__ == "__main__":
    main()
