"""What a viewer may say to a kernel, message by message.

The page of an app speaks with its widgets, and asks what there is. Everything else that Jupyter's protocol knows
(run code, complete, inspect, debug, interrupt, end the kernel, begin a subshell, answer a prompt) is dropped before
the kernel hears of it, and so is what is not well-formed.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from traitlets import List, Unicode

V1 = "v1.kernel.websocket.jupyter.org"

# Of channels and types of messages, these pass.
ALLOWED = {
    "shell": {"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"},
    "control": {"kernel_info_request"},
}
PARTS = ("header", "parent_header", "metadata", "content")


class RefusedError(ValueError):
    """A message that a viewer may not send, and why."""


class Gate(BaseKernelWebsocketConnection):
    """The part of a connection that drops what a viewer may not say."""

    comm_targets = List(
        Unicode(),
        ["jupyter.widget.control"],
        help="""The comm targets that a browser may open. A library of widgets may need one of its own; all that
        listens there has to expect anything.""",
    ).tag(config=True)

    def connect(self) -> Any:
        """Open the way to the kernel.

        What it says goes out at once: else each message but the first waits until the browser has confirmed the one
        before, and that takes its time: 40 ms.
        """
        self.websocket_handler.set_nodelay(True)
        return super().connect()

    @property
    def protocol(self) -> str | None:
        """The protocol of the websocket that browser and server have agreed on."""
        if self.websocket_handler.ws_connection is None:
            return None  # the browser has gone
        agreed: str | None = self.websocket_handler.selected_subprotocol
        return agreed

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Hand a message of the browser on to the kernel, if it is allowed."""
        try:
            check(read(incoming_msg, self.protocol), self.comm_targets)
        except RefusedError as refused:
            self.log.warning("A viewer's message was dropped: %s", refused)
        else:
            super().handle_incoming_message(incoming_msg)


class PublishedConnection(Gate, ZMQChannelsWebsocketConnection):
    """A viewer's connection to a kernel of this machine."""

    def nudge(self) -> Any:
        """Wait until what the kernel publishes arrives here.

        Jupyter spares that a kernel that is busy, and what it publishes next may be lost. But pages connect while
        their notebook runs; and ours answer all the same, on a thread of its own.
        """
        kernel = self.kernel_manager
        state, kernel.execution_state = kernel.execution_state, "unknown"
        try:
            return super().nudge()
        finally:
            kernel.execution_state = state


def read(message: str | bytes, protocol: str | None) -> tuple[Any, dict[str, Any]]:
    """The channel of a message and its parts but for the buffers; raises RefusedError."""
    try:
        if protocol == V1:
            return _read_v1(_bytes(message))
        text = _first_part(message) if isinstance(message, bytes) else message
        told = json.loads(text)
        return told.get("channel"), {name: told.get(name) for name in PARTS}
    except (ValueError, AttributeError, RecursionError, struct.error) as error:
        raise RefusedError(f"it is not well-formed ({error!r:.100})") from None


def _bytes(message: str | bytes) -> bytes:
    if isinstance(message, str):
        raise RefusedError("text where the protocol has bytes")
    return message


def _read_v1(message: bytes) -> tuple[str, dict[str, Any]]:
    count = int.from_bytes(message[:8], "little")
    # Before anything is made of so many offsets: they are a viewer's word.
    if not len(PARTS) + 2 <= count < len(message) // 8:
        raise RefusedError(f"it cannot have {count} offsets")
    offsets = struct.unpack_from(f"<{count}Q", message, 8)
    _check_offsets(offsets, 8 * (count + 1), len(message))
    channel, *parts = (message[offsets[at] : offsets[at + 1]] for at in range(len(PARTS) + 1))
    return channel.decode(), {
        name: json.loads(part.decode()) for name, part in zip(PARTS, parts, strict=True)
    }


def _first_part(message: bytes) -> str:
    (count,) = struct.unpack_from("!I", message)
    if not 1 <= count < len(message) // 4:
        raise RefusedError(f"it cannot have {count} parts")
    offsets = (*struct.unpack_from(f"!{count}I", message, 4), len(message))
    _check_offsets(offsets, 4 * (count + 1), len(message))
    return message[offsets[0] : offsets[1]].decode()


def _check_offsets(offsets: tuple[int, ...], start: int, end: int) -> None:
    if offsets[0] != start or offsets[-1] != end or list(offsets) != sorted(offsets):
        raise RefusedError("its parts lie in no order")


def check(message: tuple[Any, dict[str, Any]], comm_targets: list[str]) -> None:
    """Raise RefusedError if a viewer may not send this."""
    channel, parts = message
    if not all(isinstance(part, dict) for part in parts.values()):
        raise RefusedError("a part of it is no object")
    header, content = parts["header"], parts["content"]
    type = header.get("msg_type")
    if not isinstance(channel, str) or not isinstance(type, str) or type not in ALLOWED.get(channel, ()):
        raise RefusedError(f"{type!r:.50} on the channel {channel!r:.50} is not allowed")
    if not isinstance(header.get("msg_id"), str) or header.get("subshell_id") is not None:
        raise RefusedError("its header names no message, or a subshell")
    _check_comm(type, content, comm_targets)


def _check_comm(type: str, content: dict[str, Any], comm_targets: list[str]) -> None:
    if not type.startswith("comm_") or type == "comm_info_request":
        return
    if not isinstance(content.get("comm_id"), str) or not isinstance(content.get("data", {}), dict):
        raise RefusedError("its content is not that of a comm")
    if type == "comm_open" and content.get("target_name") not in comm_targets:
        raise RefusedError(f"the comm target {content.get('target_name')!r:.80} is not open to viewers")
