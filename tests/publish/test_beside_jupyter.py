"""Apps beside JupyterLab: below a base URL, behind its login, with its idea of who somebody is."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
import servers
import signing
from playwright.sync_api import Page, expect
from servers import Server, wait_for

APP = """%%streamapp
import streamlit as st

name = st.text_input("Name")
st.text(f"{name or 'nobody'} is {st.user.is_logged_in}")
st.button("Sign out", on_click=st.logout)
"""
BASE = "user/ada/"
TOKEN = "sesame"
OPTIONS = (
    f"--ServerApp.base_url=/{BASE}",
    "--VoilaConfiguration.template=streamkit",
    "--VoilaConfiguration.file_allowlist=.*txt",
    "--VoilaConfiguration.resources={'streamkit': {'return_seconds': 3.0}}",
)
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
"""How a websocket is asked for."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    browsing.write_notebook(root / "app.ipynb", APP)
    (root / "script.py").write_text("import streamlit as st\nst.title('A script')\n")
    (root / "note.txt").write_text("for viewers")
    with servers.jupyterlab(root, home, *OPTIONS, token=TOKEN) as server:
        yield server


def status(server: Server, path: str, token: str | None = None, **headers: str) -> int:
    """The status of an address; 302 where it leads to the login."""
    if token is not None:
        headers["Authorization"] = f"token {token}"
    try:
        request = urllib.request.Request(f"{server.url}{BASE}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return 302 if "/login?next=" in answer.url else answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize(
    "path",
    ["voila", "voila/tree", "voila/files/note.txt", "voila/labextensions/jupyter_streamkit/page.json"],
)
def test_nothing_without_the_token(server: Server, path: str) -> None:
    assert status(server, path) in (302, 403)
    assert status(server, path, TOKEN) == 200


def test_an_app(page: Page, server: Server) -> None:
    """The page, the page loaded again, the websocket without the token, and the way out."""
    page.goto(f"{server.url}{BASE}voila/render/app.ipynb")
    expect(page.get_by_text("nobody is")).to_have_count(0)
    page.goto(f"{server.url}{BASE}voila/render/app.ipynb?token={TOKEN}")
    page.get_by_role("textbox", name="Name").fill("Ada")
    page.get_by_role("textbox", name="Name").press("Enter")
    expect(page.get_by_text("Ada is True")).to_be_visible()
    kernel = page.evaluate("() => JSON.parse(document.getElementById('streamkit-page').textContent).kernel")
    assert status(server, f"api/kernels/{kernel}/channels", **UPGRADE) == 403
    page.reload()
    expect(page.get_by_text("Ada is True")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/user/ada/logout"))
    wait_for(lambda: not server.kernels(), what="the kernel to end")


def test_the_gallery_leads_to_a_script(page: Page, server: Server) -> None:
    page.goto(f"{server.url}{BASE}voila?token={TOKEN}")
    page.get_by_role("link", name="A script").click()
    expect(page.get_by_role("heading", name="A script")).to_be_visible()


def test_a_provider_of_the_apps_own(page: Page, server: Server, tmp_path: Path) -> None:
    """It lies in the folder of one app."""
    with signing.provider(tmp_path) as provider:
        signing.write_app(server.root / "own", f"{server.url}{BASE}", provider)
        page.goto(f"{server.url}{BASE}voila/render/own/app.ipynb?token={TOKEN}")
        signing.enter(page, "bob")
    (cookie,) = signing.identities(page.context)
    assert cookie["path"] == f"/{BASE}"
    page.goto(f"{server.url}{BASE}oauth2callback?state=x")
    expect(page.get_by_text("This sign-in began in another browser")).to_be_visible()
