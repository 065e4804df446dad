"""Viewers without a browser, for the benchmarks: where many come at once, browsers would be what is measured."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
AsyncHTTPClient.configure(None, max_clients=1000)


class Viewer:
    """Opens an app and moves its slider.

    Parameters
    ----------
    url
        The server's address.
    cookie
        What the browser keeps for that server.
    """

    socket: WebSocketClientConnection
    slider: str

    def __init__(self, url: str, cookie: str = "") -> None:
        self.url = url
        self.cookie = cookie

    async def come(self) -> None:
        """Open the app; ends when the app is drawn and its slider known."""
        raise NotImplementedError

    async def send(self, value: int) -> None:
        raise NotImplementedError

    async def move(self, value: int) -> None:
        """Move the slider; ends when the app says so."""
        await self.send(value)
        await self.hear(b"value is %d" % value)

    async def leave(self) -> None:
        self.socket.close()

    async def hear(self, text: bytes) -> bytes:
        """Read messages until one has that text."""
        async with asyncio.timeout(300):
            while (message := await self.socket.read_message()) is not None:
                raw = message.encode() if isinstance(message, str) else message
                if text in raw:
                    return raw
        raise ConnectionError

    async def fetch(self, path: str, **options: Any) -> str:
        headers = {"Cookie": self.cookie}
        request = HTTPRequest(self.url + path, headers=headers, request_timeout=300, **options)
        answer = await AsyncHTTPClient().fetch(request)
        return str(answer.body.decode())

    async def connect(self, path: str, protocol: str) -> None:
        url = self.url.replace("http", "ws", 1) + path
        headers = {"Origin": self.url.rstrip("/"), "Cookie": self.cookie}
        request = HTTPRequest(url, headers=headers, request_timeout=300)
        self.socket = await websocket_connect(request, subprotocols=[protocol], max_message_size=2**28)


class OfVoila(Viewer):
    """Of a notebook that Voilà publishes, with our template or its own."""

    kernel: str

    async def come(self) -> None:
        page = await self.fetch("voila/render/app.ipynb")
        self.kernel = re.search(r'"kernelId": ?"([^"]+)"', page)[1]  # type: ignore[index]
        self.session = Session(session=uuid4().hex)
        await self.connect(f"api/kernels/{self.kernel}/channels?session_id={self.session.session}", PROTOCOL)
        control = uuid4().hex
        content = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        await self._say("comm_open", content, version="1.0.0")
        await self._say("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        self.slider, drawn = "", False
        while not (self.slider and drawn):
            message = await self.hear(b"")
            drawn = drawn or b"value is 10" in message
            self.slider = self.slider or self._find(message)

    @staticmethod
    def _find(message: bytes) -> str:
        """The slider's model, if a message tells of it: one that was opened, or the states of all."""
        header, _, _, content = map(json.loads, deserialize_msg_from_ws_v1(message)[1][:4])
        models = content.get("data", {}).get("states", {})
        if header["msg_type"] == "comm_open":
            models = {content["comm_id"]: content["data"]}
        names = {id: each["state"]["_model_name"] for id, each in models.items() if "state" in each}
        return next((id for id, name in names.items() if name in ("IntSliderModel", "InputModel")), "")

    async def send(self, value: int) -> None:
        await self._update(value)

    async def _update(self, value: object) -> None:
        data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        await self._say("comm_msg", {"comm_id": self.slider, "data": data})

    async def leave(self) -> None:
        """As Voilà's own page does it: the kernel ends."""
        await super().leave()
        self.cookie = "_xsrf=token"
        body = urlencode({"_xsrf": "token"})
        await self.fetch(f"voila/api/shutdown/{self.kernel}", method="POST", body=body)

    async def _say(self, type: str, content: dict[str, Any], **metadata: str) -> None:
        message = self.session.msg(type, content, metadata=metadata)
        data = serialize_msg_to_ws_v1(message, "shell", self.session.pack)
        await self.socket.write_message(data, binary=True)


class OfOurs(OfVoila):
    """Of an app of ours."""

    async def send(self, value: int) -> None:
        await self._update([value])


class OfStreamlit(Viewer):
    """Of an app that Streamlit serves."""

    async def come(self) -> None:
        await self.fetch("")
        await self.connect("_stcore/stream", "streamlit")
        await self._rerun(BackMsg())
        while not (delta := ForwardMsg.FromString(await self.hear(b"")).delta).new_element.slider.id:
            pass
        self.slider = delta.new_element.slider.id
        await self.hear(b"value is 10")

    async def send(self, value: int) -> None:
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add(id=self.slider)
        state.double_array_value.data.append(value)
        await self._rerun(message)

    async def _rerun(self, message: BackMsg) -> None:
        message.rerun_script.query_string = ""
        await self.socket.write_message(message.SerializeToString(), binary=True)
