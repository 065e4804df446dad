"""Apps on a JupyterHub: as its service, by the recipe of docs/deploy.md, and on a user's own server."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import browsing
import pytest
import servers
from playwright.sync_api import Browser, Page, expect
from servers import Server, wait_for

APP = """%%streamapp
import streamlit as st

st.title("On a hub")
st.text(f"Hello {st.user.name}, {st.user.groups}")
st.text(f"level is {st.slider('level', 0, 9, 4)}")
st.button("Sign out", on_click=st.logout)
"""
KERNEL = "() => JSON.parse(document.getElementById('streamkit-page').textContent).kernel"
DELETE = """async () => {
    const { base, kernel, token } = JSON.parse(document.getElementById('streamkit-page').textContent);
    const options = { method: 'DELETE', headers: { 'X-XSRFToken': token } };
    return (await fetch(`${base}api/kernels/${kernel}`, options)).status;
}"""
WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
# What the recipe leaves to the hub: who may sign in, with which proxy, and where users' servers run.
HUB = """
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.load_groups = {{"poets": {{"users": ["ada"]}}}}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{root}/{{username}}"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root", "--VoilaConfiguration.template=streamkit"]
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["{proxy}"]
"""


def recipe(apps: Path) -> str:
    """The configuration that docs/deploy.md shows, for apps in another folder and at a free port."""
    text = (servers.REPOSITORY / "docs" / "deploy.md").read_text()
    shown = re.search(r"```python\n(# jupyterhub_config.py\n.*?)```", text, re.DOTALL)
    assert shown
    return shown[1].replace("/srv/apps", str(apps)).replace("10101", str(servers.free_port()))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    for folder in ("apps", "ada", "bob"):
        (root / folder).mkdir()
        browsing.write_notebook(root / folder / "app.ipynb", APP)
    (root / "ada/script.py").write_text("import streamlit as st\nst.title('A script')")
    port = servers.free_port()
    ports = {"port": port, "hub": servers.free_port(), "api": servers.free_port()}
    settings = HUB.format(root=root, proxy=servers.PROXY, **ports)
    (home / "jupyterhub_config.py").write_text(recipe(root / "apps") + settings)
    arguments = ["jupyterhub", "-f", str(home / "jupyterhub_config.py")]
    with servers.running(arguments, home, home, f"http://127.0.0.1:{port}/hub/login") as server:
        wait_for(lambda: "JupyterHub is now running" in server.log.read_text(), 60, "the hub")
        yield server


@pytest.fixture
def pages(browser: Browser) -> Iterator[dict[str, Page]]:
    """A browser for each of two users."""
    contexts = {name: browser.new_context() for name in ("ada", "bob")}
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


def sign_in(page: Page, name: str, address: str) -> None:
    """Go to a page of the hub, which asks first who one is."""
    page.goto(address)
    page.locator("#username_input").fill(name)
    page.locator("#password_input").fill("any")
    page.locator("#login_submit").click()


def status(address: str, **headers: str) -> int:
    """What somebody gets whom the hub does not know; 302 where that is the way to sign in."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
            return 302 if "/hub/login" in answer.url else answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_service_of_the_hub(hub: Server, pages: dict[str, Page]) -> None:
    """Each viewer is known; what one does the other does not see; strangers get nothing; the way out is the hub's."""
    base = hub.url.replace("hub/login", "services/apps/")
    refused: list[str] = []
    for name, page in pages.items():
        page.on("response", lambda answer: answer.status >= 400 and refused.append(answer.url))
        sign_in(page, name, f"{base}voila/render/app.ipynb")
        expect(page.get_by_text(f"Hello {name}, {['poets'] if name == 'ada' else []}")).to_be_visible()
    page = pages["ada"]
    page.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_text("level is 5")).to_be_visible()
    expect(pages["bob"].get_by_text("level is 4")).to_be_visible()
    assert page.evaluate(
        "() => document.fonts.ready.then(fonts => [...fonts].every(f => f.status != 'error'))"
    )
    assert refused == []

    kernel = page.evaluate(KERNEL)
    assert status(f"{base}voila/render/app.ipynb") == 302
    assert status(f"{base}voila/labextensions/jupyter_streamkit/page.json") == 403
    assert status(f"{base}api/kernels/{kernel}/channels", **WEBSOCKET) == 403

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/hub/login")


def test_a_user_s_own_server(hub: Server, pages: dict[str, Page]) -> None:
    """It has a gallery with scripts; a lost kernel is replaced; nothing is there for others, whom the hub knows."""
    base = hub.url.replace("hub/login", "user/ada/")
    page = pages["ada"]
    sign_in(page, "ada", hub.url.replace("login", "spawn?next=/user/ada/voila"))
    page.get_by_role("link", name="A script").click()
    expect(page.get_by_role("heading", name="A script")).to_be_visible()
    page.goto(f"{base}voila/render/app.ipynb")
    expect(page.get_by_text("Hello ada, ['poets']")).to_be_visible()

    sign_in(pages["bob"], "bob", f"{base}voila/render/app.ipynb")
    expect(pages["bob"].get_by_text("403")).to_be_visible()
    for path in ("voila/labextensions/jupyter_streamkit/page.json", "voila/files/script.py"):
        assert status(base + path) == 403

    kernel = page.evaluate(KERNEL)
    assert page.evaluate(DELETE) == 204
    page.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_test_id("stSessionNote")).to_contain_text("What you had entered is in place again")
    expect(page.get_by_text("level is 5")).to_be_visible()
    assert page.evaluate(KERNEL) != kernel
