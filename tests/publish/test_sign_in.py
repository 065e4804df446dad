"""Signing in with a provider of `[auth]`: a provider of its own process, and viewers in browsers."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import browsing
import pytest
import servers
from playwright.sync_api import Browser, BrowserContext, Page, expect
from servers import Server

APP = """%%streamapp
import streamlit as st

st.text(f"{st.user.get('name', 'nobody')} by {st.user.get('provider')}, {len(st.user.tokens)} token")
st.text(f"cookies: {dict(st.context.cookies)}")
st.text_input("Note", bind="query-params", key="note")
st.button("Sign in", on_click=st.login)
st.button("Sign in elsewhere", on_click=st.login, args=["other"])
st.button("Sign out", on_click=st.logout)
"""
SECRETS = """
[auth]
redirect_uri = "{url}oauth2callback"
cookie_secret = "nobody-should-see-this-secret"
client_id = "apps"
client_secret = "nobody-should-see-that-secret"
server_metadata_url = "{provider}.well-known/openid-configuration"
expose_tokens = "id"

[auth.other]
client_id = "others"
client_secret = "nobody-should-see-that-secret"
server_metadata_url = "{provider}.well-known/openid-configuration"
client_kwargs = {{ prompt = "login" }}
"""
ADA = {"sub": "ada", "name": "Ada", "email": "ada@example.org"}
BOB = {"sub": "bob", "name": "Bob", "email": "bob@example.org"}
STRANGE = "This sign-in began in another browser, or too long ago."


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A provider that knows Ada and Bob, and asks for no password."""
    port, home = servers.free_port(), tmp_path_factory.mktemp("provider")
    arguments = ["oidc_provider_mock", f"--port={port}", "--require-nonce=true"]
    arguments += [f"--user-claims={json.dumps(user)}" for user in (ADA, BOB)]
    with servers.running(arguments, home, home, f"http://127.0.0.1:{port}/") as server:
        yield server


@pytest.fixture(scope="module")
def server(provider: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Voilà whose apps have that provider."""
    with servers.voila(tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")) as server:
        write_app(server.root, server.url, provider)
        yield server


def write_app(root: Path, url: str, provider: Server) -> None:
    browsing.write_notebook(root / "app.ipynb", APP)
    (root / ".streamlit").mkdir()
    (root / ".streamlit" / "secrets.toml").write_text(SECRETS.format(url=url, provider=provider.url))


@contextmanager
def viewer(browser: Browser) -> Iterator[Page]:
    """A tab of somebody else's browser; the provider's style sheet is on the network."""
    context = browser.new_context()
    context.route(
        "**/*.css", lambda route: route.abort() if "jsdelivr" in route.request.url else route.continue_()
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with viewer(browser) as page:
        yield page


def enter(page: Page, server: Server, name: str, query: str = "", button: str = "Sign in") -> None:
    """Sign in as somebody."""
    browsing.open_published(page, server, "app.ipynb", query)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text(f"{name.title()} by")).to_be_visible()


def identities(context: BrowserContext) -> list[dict[str, object]]:
    """The cookies that say who somebody is."""
    return [dict(cookie) for cookie in context.cookies() if cookie["name"].startswith("streamkit-user-")]


def test_in_and_out(page: Page, server: Server) -> None:
    address = f"{server.url}voila/render/app.ipynb?note=mine"
    enter(page, server, "ada", "?note=mine")
    assert page.url == address
    expect(page.get_by_text("Ada by default, 1 token")).to_be_visible()
    expect(page.get_by_text("cookies: {}")).to_be_visible()
    (cookie,) = identities(page.context)
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    page.reload()
    expect(page.get_by_text("Ada by default")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_text("nobody by None")).to_be_visible()
    assert page.url == address
    assert not identities(page.context)
    page.go_back()
    page.go_forward()
    expect(page.get_by_text("nobody by None")).to_be_visible()
    assert "nobody-should-see" not in server.log.read_text() + page.content()


def test_two_viewers(page: Page, browser: Browser, server: Server) -> None:
    """One of them by a provider with a name; each stays who they are."""
    enter(page, server, "ada")
    with viewer(browser) as other:
        enter(other, server, "bob", button="Sign in elsewhere")
        expect(other.get_by_text("Bob by other")).to_be_visible()
        other.reload()
        expect(other.get_by_text("Bob by other")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Ada by default")).to_be_visible()


def test_a_cookie_that_was_changed(page: Page, server: Server) -> None:
    enter(page, server, "ada")
    (cookie,) = identities(page.context)
    value = str(cookie["value"])
    changed = value[:100] + ("b" if value[100] == "a" else "a") + value[101:]
    page.context.add_cookies([{**cookie, "value": changed}])
    browsing.open_published(page, server, "app.ipynb")
    expect(page.get_by_text("nobody by None")).to_be_visible()


def test_a_way_back_is_for_the_browser_that_went(page: Page, browser: Browser, server: Server) -> None:
    """Nobody is signed in by an address that somebody else has made, and the address is good for once."""
    browsing.open_published(page, server, "app.ipynb")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="ada")).to_be_visible()
    assert "code_challenge_method=S256" in page.url
    back = answer(page.url)
    with viewer(browser) as other:
        other.goto(back)
        expect(other.get_by_text(STRANGE)).to_be_visible()
        assert not identities(other.context)
    page.goto(back)
    expect(page.get_by_text("Ada by default")).to_be_visible()
    page.goto(back)
    expect(page.get_by_text(STRANGE)).to_be_visible()


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirects."""

    def redirect_request(self, *told: object) -> None:
        return None


def answer(address: str) -> str:
    """Where the provider would send Ada."""
    try:
        urllib.request.build_opener(Stay).open(address, data=b"sub=ada")
    except urllib.error.HTTPError as error:
        return str(error.headers["Location"])
    raise AssertionError


def test_beside_jupyterlab(page: Page, provider: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Below a base URL, for those who have the server's token."""
    root, home = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")
    with servers.jupyterlab(root, home, "--ServerApp.base_url=/user/ada/", token="sesame") as lab:
        write_app(root, f"{lab.url}user/ada/", provider)
        page.goto(f"{lab.url}user/ada/voila/render/app.ipynb?template=streamkit&token=sesame")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("button", name="bob").click()
        expect(page.get_by_text("Bob by default")).to_be_visible()
        (cookie,) = identities(page.context)
        assert cookie["path"] == "/user/ada/"
        page.goto(f"{lab.url}user/ada/oauth2callback?state=x")
        expect(page.get_by_text(STRANGE)).to_be_visible()
