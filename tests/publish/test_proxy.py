"""Behind a proxy that speaks https, below a prefix: pages, websockets, files and redirects find their way."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from commands import running
from playwright.sync_api import Browser, Page, expect

APP = """
import streamlit as st

st.title(":material/lock: Behind a proxy")
st.text(f"level is {st.slider('level', 0, 9, 4)}")
st.text(f"{st.context.url} {st.context.headers['X-Forwarded-Proto']}")
if file := st.file_uploader("File"):
    st.text(f"{file.name} has {len(file.getvalue())}")
    st.download_button("Back", file, "back.bin")
st.link_button("Note", "app/static/note.txt")
"""
SIZE = 3_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "note.txt").write_text("for viewers")
    return tmp_path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True)
    yield context.new_page()
    context.close()


def use(page: Page, address: str) -> None:
    """What viewers do; nothing of it leaves the proxy."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("response", lambda answer: answer.status < 400 or pytest.fail(f"{answer.status} {answer.url}"))
    page.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_text("level is 5")).to_be_visible()
    expect(page.get_by_text(f"{address.rstrip('/')} https")).to_be_visible()
    file = {"name": "x.bin", "mimeType": "application/octet-stream", "buffer": b"x" * SIZE}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([file])
    expect(page.get_by_text(f"x.bin has {SIZE}")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Back").click()
    assert download.value.path().stat().st_size == SIZE
    page.reload()
    expect(page.get_by_text("level is 5")).to_be_visible()
    host = urllib.parse.urlsplit(address).netloc
    strangers = [url for url in asked if not re.match(rf"(blob:)?(https|wss)://{host}/", url)]
    assert strangers == []


def test_streamkit_run(page: Page, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    home, port = tmp_path_factory.mktemp("home"), servers.free_port()
    options = [f"--server.port={port}", "--server.baseUrlPath=some/apps", "--server.enableStaticServing=true"]
    with (
        running(home, folder, "app.py", *options),
        servers.https_proxy(f"http://127.0.0.1:{port}", home) as proxy,
    ):
        page.goto(f"{proxy}some/apps")
        assert page.url == f"{proxy}some/apps/"
        use(page, page.url)
        with page.expect_popup() as popup:
            page.get_by_role("link", name="Note").click()
        expect(popup.value.get_by_text("for viewers")).to_be_visible()


def test_beside_jupyterlab(page: Page, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    options = ("--ServerApp.base_url=/lab/", "--VoilaConfiguration.template=streamkit")
    with (
        servers.jupyterlab(folder, home, *options, token="sesame") as server,
        servers.https_proxy(server.url, home) as proxy,
    ):
        page.goto(f"{proxy}lab/voila/render/app.py")
        page.locator("#password_input").fill("sesame")
        page.locator("#login_submit").click()
        use(page, f"{proxy}lab/voila/render/app.py")
