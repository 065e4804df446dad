"""What viewers may not do: see a page, a file or a kernel without saying who they are, leave the folder, run code."""

from __future__ import annotations

import asyncio
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
import servers
from servers import Server, wait_for
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from jupyter_streamkit.publish import gate

APP = """%%streamapp
import streamlit as st

st.slider("level", 0, 9, 4, key="level")
st.text("done")
"""
TOKEN = "sesame"
SECRET = "nobody may read this"
OPTIONS = (
    f"--Voila.token={TOKEN}",
    "--VoilaConfiguration.file_allowlist=.*txt",
    "--base_url=/apps/",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    browsing.write_notebook(root / "app.ipynb", APP)
    (root / "note.txt").write_text("for viewers")
    (root / ".streamlit").mkdir()
    (root / ".streamlit" / "secrets.txt").write_text(SECRET)
    (home / "secret.txt").write_text(SECRET)
    with servers.voila(root, home, *OPTIONS) as server:
        yield server


def get(server: Server, path: str, token: str | None = TOKEN) -> tuple[int, str, str]:
    """Status, text and final address of what is there."""
    headers = {} if token is None else {"Authorization": f"token {token}"}
    request = urllib.request.Request(f"{server.url}apps/{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode(errors="replace"), answer.url
    except urllib.error.HTTPError as error:
        return error.code, "", path


def open_page(server: Server) -> str:
    """Open the app as a viewer; returns the id of the kernel."""
    status, text, _ = get(server, "voila/render/app.ipynb")
    assert status == 200
    found = re.search(r'"kernel": "([^"]+)"', text)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def kernel(server: Server) -> str:
    return open_page(server)


FILES = [
    "voila/files/note.txt",
    "voila/labextensions/jupyter_streamkit/page.json",
    "voila/templates/streamkit/static/theme-light.css",
]


@pytest.mark.parametrize("path", FILES)
def test_files_are_for_those_who_say_who_they_are(server: Server, path: str) -> None:
    assert get(server, path)[0] == 200
    for token in (None, "wrong"):
        status, _, address = get(server, path, token)
        assert status == 403 or "/login?next=" in address


@pytest.mark.parametrize(
    "path", [".streamlit/secrets.txt", "%2estreamlit/secrets.txt", ".streamlit%2fsecrets.txt"]
)
def test_secrets_are_for_nobody(server: Server, path: str) -> None:
    """Also where the list of files allows them."""
    status, text, _ = get(server, f"voila/files/{path}")
    assert (status, text) == (404, "")


@pytest.mark.parametrize("path", ["", "voila/tree", "voila/render/app.ipynb"])
def test_pages_lead_to_the_login(server: Server, path: str) -> None:
    status, text, address = get(server, path, None)
    assert status == 200
    assert "/apps/login?next=" in address
    assert "level" not in text


def test_the_kernel_answers_nobody_else(server: Server, kernel: str) -> None:
    assert get(server, f"api/kernels/{kernel}", None)[0] == 403
    for token in (None, "wrong"):
        with pytest.raises(HTTPClientError, match="403"):
            asyncio.run(connect(server, kernel, token))
    assert get(server, "api/kernels")[0] == 404  # nobody is told of others' kernels
    with pytest.raises(HTTPClientError, match="404"):
        asyncio.run(connect(server, "00000000-0000-0000-0000-000000000000"))


UP = ["../", "%2e%2e/", "%2e%2e%2f", "..%5c", "%2f"]
ADDRESSES = [
    "voila/files/",
    "voila/static/",
    "voila/labextensions/",
    "voila/labextensions/jupyter_streamkit/",
    "voila/templates/streamkit/static/",
    "voila/templates/",
    "voila/render/",
    "voila/tree/",
    "voila/api/contents/",
    "voila/api/themes/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_leads_out_of_its_folder(server: Server, address: str) -> None:
    secret = server.log.parent / "secret.txt"
    for up in UP:
        for path in (up * 8 + str(secret).lstrip("/"), up * 3 + secret.parent.name):
            _, text, _ = get(server, address + path)
            assert SECRET not in text
            assert "secret.txt" not in text.replace(str(path), "")


@pytest.mark.parametrize("name", ["../../../../tmp", "..", "%2e%2e%2fx", "/tmp", "a/b", "a%5cb"])
def test_a_template_is_one_that_is_installed(server: Server, name: str) -> None:
    assert get(server, f"voila/render/app.ipynb?template={name}")[0] == 404
    assert get(server, f"voila/templates/{name}/static/theme-light.css")[0] in (404, 500)


async def connect(server: Server, kernel: str, token: str | None = TOKEN) -> WebSocketClientConnection:
    url = f"{server.url.replace('http', 'ws', 1)}apps/api/kernels/{kernel}/channels?session_id=test"
    headers = {} if token is None else {"Authorization": f"token {token}"}
    return await websocket_connect(HTTPRequest(url, headers=headers))


def message(type: str, content: Any, channel: str = "shell", **header: Any) -> str:
    told = {
        "msg_id": f"id-{type}",
        "msg_type": type,
        "session": "test",
        "username": "",
        "version": "5.3",
        **header,
    }
    parts = {"header": told, "parent_header": {}, "metadata": {}, "content": content}
    return json.dumps({"channel": channel, **parts, "buffers": []})


MARK = "/tmp/streamkit-was-here"
CODE = {"code": f"open({MARK!r}, 'w')", "silent": True, "store_history": False, "user_expressions": {}}
FORBIDDEN = [
    (type, content, channel)
    for channel in ("shell", "control", "stdin", "iopub")
    for type, content in [
        ("execute_request", CODE),
        ("complete_request", {"code": "s", "cursor_pos": 1}),
        ("inspect_request", {"code": "st", "cursor_pos": 1, "detail_level": 1}),
        ("history_request", {"hist_access_type": "tail", "n": 9}),
        ("is_complete_request", {"code": "1"}),
        ("debug_request", {"type": "request", "command": "initialize", "arguments": {}}),
        ("interrupt_request", {}),
        ("shutdown_request", {"restart": False}),
        ("create_subshell_request", {}),
        ("list_subshell_request", {}),
        ("usage_request", {}),
        ("input_reply", {"value": "x"}),
        ("apply_request", {}),
        ("abort_request", {}),
        ("clear_request", {}),
    ]
]
MALFORMED = [
    "",
    "{",
    "[]",
    "null",
    "[" * 5000,
    b"",
    b"\xff" * 8,
    b"\xff" * 64,
    b"\0" * 64,
    message("comm_msg", []),
    message("comm_msg", {"comm_id": 5, "data": {}}),
    message("comm_msg", {"comm_id": "nobody", "data": {"method": "custom"}}),
    message("comm_open", {"comm_id": "x", "target_name": "jupyter.widget", "data": {}}),
    message("comm_open", {"comm_id": "x", "target_name": "jupyter.widget.version", "data": {}}),
    message("comm_info_request", {}, subshell_id="x"),
    message("comm_info_request", {}, msg_id=5),
    message("comm_info_request", {}, channel="nowhere"),
]


def test_a_websocket_runs_no_code(server: Server, kernel: str) -> None:
    async def attack() -> None:
        socket = await connect(server, kernel)
        for type, content, channel in FORBIDDEN:
            await socket.write_message(message(type, content, channel))
        for each in MALFORMED:
            await socket.write_message(each, binary=isinstance(each, bytes))
        await socket.write_message(message("comm_info_request", {}))
        answers = await replies(socket, "comm_info_reply")
        assert {each["parent_header"]["msg_id"] for each in answers if each["parent_header"]} <= {
            "id-comm_info_request",
            "id-comm_msg",
        }
        socket.close()

    asyncio.run(attack())
    assert not Path(MARK).exists()
    wait_for(lambda: "was dropped" in server.log.read_text(), what="the log to tell of it")


async def replies(socket: WebSocketClientConnection, last: str) -> list[dict[str, Any]]:
    """What the kernel says to this browser, up to an answer of a type."""
    told = []
    while not told or told[-1]["header"]["msg_type"] != last:
        text = await asyncio.wait_for(socket.read_message(), 20)
        if isinstance(text, str):
            each = json.loads(text)
            if each["header"].get("msg_type", "").endswith("_reply"):
                told.append(each)
    return told


def test_a_session_hears_nothing_of_another(server: Server, kernel: str) -> None:
    """Two viewers; one writes to the models of the other."""

    async def meddle() -> None:
        first, other = await connect(server, kernel), await connect(server, open_page(server))
        await first.write_message(message("comm_info_request", {}))
        comms = (await replies(first, "comm_info_reply"))[-1]["content"]["comms"]
        assert comms
        for id in comms:
            state = {"method": "update", "state": {"value": [9]}, "buffer_paths": []}
            await other.write_message(message("comm_msg", {"comm_id": id, "data": state}))
        await other.write_message(message("comm_info_request", {}))
        assert not comms.keys() & (await replies(other, "comm_info_reply"))[-1]["content"]["comms"].keys()
        first.close()
        other.close()

    asyncio.run(meddle())


@pytest.mark.parametrize(("type", "content", "channel"), FORBIDDEN[:15])
def test_the_gate_refuses_it_in_both_protocols(type: str, content: Any, channel: str) -> None:
    text = message(type, content, channel)
    parts = json.loads(text)
    raw = [channel.encode(), *(json.dumps(parts[name]).encode() for name in gate.PARTS)]
    offsets = [8 * (len(raw) + 2)]
    for part in raw:
        offsets.append(offsets[-1] + len(part))
    numbers = [len(offsets), *offsets]
    packed = b"".join(each.to_bytes(8, "little") for each in numbers) + b"".join(raw)
    for data, protocol in ((text, None), (packed, gate.V1)):
        with pytest.raises(gate.RefusedError, match="not allowed"):
            gate.check(gate.read(data, protocol), [])
