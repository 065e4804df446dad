"""What server, zygote and kernel tell each other.

The server has a SEQPACKET socket to the zygote. For each kernel it makes a pair of sockets, writes a `Launch` into
its own end and sends the other end through the zygote, which hands it on unread: a viewer's environment never
enters the zygote. On that pair come back: the process's id with a descriptor of the process (from the zygote),
`ready` and the durations of runs (from the kernel), the exit status (from the zygote).
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import signal
import socket
from dataclasses import asdict, dataclass
from typing import Any

LARGEST = 1 << 20
"""Bytes of the largest message; the system refuses to send one that comes near it."""

Message = dict[str, Any]


@dataclass(frozen=True)
class Launch:
    """What a kernel needs to know.

    Attributes
    ----------
    file
        The path of its connection file.
    env
        The whole environment.
    cwd
        The folder in which it works.
    memory
        Bytes that it may take for itself, beyond what it shares; 0 is no limit.
    files
        How many files it may open: the server allows itself more.
    """

    file: str
    env: dict[str, str]
    cwd: str
    memory: int
    files: int

    def send(self, pipe: socket.socket) -> None:
        """Leave it in a kernel's pair of sockets."""
        pipe.send(json.dumps(asdict(self)).encode())

    @classmethod
    def receive(cls, pipe: socket.socket) -> Launch:
        """Take it out, in the kernel."""
        return cls(**json.loads(pipe.recv(LARGEST)))


def pair() -> tuple[socket.socket, socket.socket]:
    """Two sockets that talk to each other in whole messages."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(pipe: socket.socket, descriptors: list[int] | None = None, **message: Any) -> None:
    """Send a message; it takes the descriptors along."""
    socket.send_fds(pipe, [json.dumps(message).encode()], descriptors or [])


def receive(pipe: socket.socket) -> tuple[Message | None, list[int]]:
    """The next message and the descriptors that came with it; None when the other side has gone."""
    try:
        data, descriptors, _, _ = socket.recv_fds(pipe, LARGEST, 1)
    except ConnectionError:
        return None, []
    return (json.loads(data) if data else None), list(descriptors)


def end_with(lifeline: int, target: int) -> None:
    """Let the system kill a process, or with `-pid` its group, when the server has gone.

    The server holds the one writing end of a pipe and never writes. Its closing raises the signal that we choose
    here: no thread has to wait for it, and it reaches a process that is stopped or stuck.
    """
    # A description of our own: its owner and signal are nobody else's.
    own = os.open(f"/proc/self/fd/{lifeline}", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    fcntl.fcntl(own, fcntl.F_SETOWN, target)
    fcntl.fcntl(own, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(own, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    poll = select.poll()
    poll.register(own, select.POLLHUP)
    if poll.poll(0):  # it closed before the signal was chosen
        os.kill(os.getpid(), signal.SIGKILL)
