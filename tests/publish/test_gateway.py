"""Kernels on another host: a network namespace with a Kernel Gateway, joined to ours by a cable.

Where namespaces are not permitted, the gateway is another process at another address of this host.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import browsing
import pytest
import servers
from playwright.sync_api import Page, expect
from servers import Server, wait_for

pytest.importorskip("kernel_gateway", reason="needs jupyter_kernel_gateway")

APP = """%%streamapp
import os
import pandas as pd
import streamlit as st
from jupyter_streamkit.kernel.apps import published

st.text("in " + os.readlink("/proc/self/ns/net"))
st.text(f"published {published()}, {os.path.exists('app.ipynb')}")
name = st.text_input("Name")
st.text(f"Hello {name or 'nobody'}")
st.dataframe(pd.DataFrame({"a": range(300)}))
"""
TOKEN = "sesame"


@dataclass
class Place:
    """Where a gateway runs.

    Attributes
    ----------
    address
        Its address, as the server of the apps sees it.
    enter
        The words before a command that is to run there.
    """

    address: str = "127.0.0.2"
    enter: list[str] = field(default_factory=list)


@contextmanager
def another_host() -> Iterator[Place]:
    """A network namespace of its own, if that is permitted."""
    name, net = f"sk{os.getpid()}", f"10.{os.getpid() % 200 + 20}.7"
    if shutil.which("ip") is None or ip(f"netns add {name}"):
        yield Place()
        return
    try:
        ip(f"link add {name}a type veth peer name {name}b netns {name}")
        ip(f"addr add {net}.1/24 dev {name}a")
        ip(f"link set {name}a up")
        for command in (f"addr add {net}.2/24 dev {name}b", f"link set {name}b up", "link set lo up"):
            ip(f"-n {name} {command}")
        yield Place(f"{net}.2", ["ip", "netns", "exec", name])
    finally:
        ip(f"netns delete {name}")


def ip(command: str) -> int:
    return subprocess.run(["ip", *command.split()], check=False, capture_output=True).returncode


@contextmanager
def gateway(place: Place, home: Path) -> Iterator[str]:
    """A Kernel Gateway; gives its URL."""
    port = servers.free_port()
    options = [f"--KernelGatewayApp.ip={place.address}", f"--KernelGatewayApp.port={port}"]
    options += [f"--KernelGatewayApp.auth_token={TOKEN}"]
    with (home / "gateway.log").open("wb") as log:
        process = subprocess.Popen(
            [*place.enter, sys.executable, "-m", "kernel_gateway", *options],
            cwd=home,
            env=servers.environment(home),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(lambda: "is available at" in (home / "gateway.log").read_text(), 60, "the gateway")
        yield f"http://{place.address}:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("root")
    browsing.write_notebook(root / "app.ipynb", APP)
    with another_host() as place, gateway(place, tmp_path_factory.mktemp("gateway")) as url:
        options = [
            "--VoilaConfiguration.multi_kernel_manager_class=jupyter_streamkit.publish.gateway.GatewayKernels",
            f"--GatewayClient.url={url}",
            f"--GatewayClient.auth_token={TOKEN}",
            "--VoilaConfiguration.resources={'streamkit': {'return_seconds': 2.0}}",
        ]
        with servers.voila(root, tmp_path_factory.mktemp("home"), *options) as server:
            yield server


def test_an_app_whose_kernel_is_on_another_host(page: Page, server: Server) -> None:
    """Text, bytes and events pass, the kernel knows that it is published, in the app's folder; and it ends."""
    sent: list[str | bytes] = []

    def note(data: str | bytes) -> None:
        sent.append(data)

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    browsing.open_published(page, server, "app.ipynb")
    expect(page.get_by_text("published True, True")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.get_by_role("textbox", name="Name").fill("Ada")
    page.get_by_role("textbox", name="Name").press("Enter")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    where = page.get_by_text("in net:").inner_text()
    if "127.0.0.2" not in server.log.read_text():
        assert where != f"in {Path('/proc/self/ns/net').readlink()}"
    assert not any("execute_input" in str(each) for each in sent)
    page.close()
    wait_for(lambda: "Shutdown kernel" in server.log.read_text() or not server.kernels(), what="the end")
