"""Kernels on other machines: behind Jupyter's Kernel Gateway or Enterprise Gateway.

`VoilaConfiguration.multi_kernel_manager_class = "jupyter_streamkit.publish.gateway.GatewayKernels"` asks for it.
Between gateway and server goes Jupyter's older websocket protocol, and Jupyter's own classes pass on its text alone;
charts and tables travel as bytes. They also pass on whatever a browser says.
"""

from __future__ import annotations

import asyncio
import json
from threading import Thread
from typing import Any

import websocket
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.jsonutil import json_default
from jupyter_core.utils import ensure_async
from jupyter_server.gateway.connections import GatewayWebSocketConnection
from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.gateway.managers import (
    GatewayKernelClient,
    GatewayKernelManager,
    GatewayMappingKernelManager,
)
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)
from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from traitlets import Type, Unicode, default

from .contents import publish_scripts
from .gate import PARTS, V1, Gate
from .handlers import take_over


class GatewayConnection(Gate, GatewayWebSocketConnection):
    """A viewer's connection to a kernel of another machine.

    A browser that offers only the newer protocol would not take the older one.
    """

    kernel_ws_protocol = Unicode(None, allow_none=True)

    async def _read_messages(self) -> None:
        while self.ws is not None and not self.disconnected:
            message = await self.ws.read_message()
            if message is None:
                self.ws = None
            else:
                self.handle_outgoing_message(message)
        await super()._read_messages()  # nothing is left to read: connect again, if the viewer is still there

    def handle_outgoing_message(self, incoming_msg: Any, *args: Any) -> None:
        """Hand a message of the kernel on to the browser, but for the sources of cells."""
        message = _parsed(incoming_msg)
        if message["header"].get("msg_type") == "execute_input":
            return
        try:
            # Voilà's own method takes all bytes for those of the newer protocol.
            data = _as_v1(message) if self.protocol == V1 else incoming_msg
            WebSocketHandler.write_message(self.websocket_handler, data, binary=isinstance(data, bytes))
        except WebSocketClosedError:
            self.log.debug("The viewer of kernel %s has gone", self.kernel_id)

    def _write_message(self, message: Any) -> None:
        if self.ws is not None and not self.disconnected:
            data = _from_v1(message) if self.protocol == V1 else message
            self.ws.write_message(data, binary=isinstance(data, bytes))


def _parsed(data: str | bytes) -> dict[str, Any]:
    message: dict[str, Any] = (
        {**json.loads(data), "buffers": []} if isinstance(data, str) else deserialize_binary_message(data)
    )
    return message


def _as_v1(message: dict[str, Any]) -> bytes:
    parts = [json.dumps(message[name], default=json_default).encode() for name in PARTS]
    data: bytes = serialize_msg_to_ws_v1([*parts, *message["buffers"]], message["channel"])
    return data


def _from_v1(data: bytes) -> str | bytes:
    channel, parts = deserialize_msg_from_ws_v1(data)
    message = {name: json.loads(part) for name, part in zip(PARTS, parts, strict=False)}
    message |= {"channel": channel, "buffers": parts[len(PARTS) :]}
    if not message["buffers"]:
        return json.dumps(message)
    binary: bytes = serialize_binary_message(message)
    return binary


class TextSocket(websocket.WebSocket):
    """Passes over what comes as bytes: it is for browsers."""

    def recv(self) -> Any:
        """The next text."""
        while isinstance(message := super().recv(), bytes) and message:
            continue
        return message


class TextClient(GatewayKernelClient):
    """The server's own client, which runs the cells. Jupyter's tells the gateway no token, and stumbles over bytes."""

    async def start_channels(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Connect to the gateway."""
        self.channel_socket = await asyncio.to_thread(self._connect)
        await ensure_async(AsyncKernelClient.start_channels(self, *args, **kwargs))  # type: ignore[func-returns-value]
        self.response_router = Thread(target=self._route_responses, daemon=True)
        self.response_router.start()

    def _connect(self) -> websocket.WebSocket:
        gateway = GatewayClient.instance()
        files = {
            "ca_certs": gateway.ca_certs,
            "certfile": gateway.client_cert,
            "keyfile": gateway.client_key,
        }
        return websocket.create_connection(
            url_path_join(gateway.ws_url or "", gateway.kernels_endpoint, self.kernel_id, "channels"),
            timeout=gateway.KERNEL_LAUNCH_TIMEOUT,
            header=gateway.load_connection_args().get("headers"),
            class_=TextSocket,
            enable_multithread=True,
            sslopt=files,
        )


class GatewayKernel(GatewayKernelManager):
    """A viewer's kernel on another machine."""

    client_factory = Type(TextClient, klass=GatewayKernelClient)


class GatewayKernels(GatewayMappingKernelManager):
    """The kernels of a Voilà that publishes apps, on other machines."""

    def __init__(self, **kwargs: Any) -> None:
        GatewayClient.instance(parent=kwargs["parent"])
        super().__init__(**kwargs)
        server: Any = self.parent
        publish_scripts(server)
        server.kernel_websocket_connection_class = GatewayConnection
        IOLoop.current().add_callback(lambda: take_over(server.app))

    @default("kernel_manager_class")
    def _default_kernel_manager_class(self) -> str:
        return f"{__name__}.{GatewayKernel.__name__}"

    async def kernel_model(self, kernel_id: str) -> dict[str, Any]:
        """What the gateway says of a kernel now."""
        kernel: Any = self.get_kernel(kernel_id)
        model: dict[str, Any] | None = await kernel.refresh_model()
        if model is None:
            self.remove_kernel(kernel_id)
        return model or {"id": kernel_id, "connections": 0}
