"""What the tests of signing in need: a provider of OpenID Connect, and an app that asks it who somebody is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import browsing
import servers
from playwright.sync_api import BrowserContext, Page, expect
from servers import Server

APP = """%%streamapp
import streamlit as st

st.text(f"{st.user.get('name', 'nobody')} by {st.user.get('provider')}, {len(st.user.tokens)} token")
st.text(f"cookies: {[name for name in st.context.cookies if 'user-' in name]}")
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
SECRET = "nobody-should-see"
USERS = [{"sub": name, "name": name.title(), "email": f"{name}@example.org"} for name in ("ada", "bob")]


@contextmanager
def provider(home: Path) -> Iterator[Server]:
    """A provider that knows Ada and Bob, and asks for no password."""
    port = servers.free_port()
    arguments = ["oidc_provider_mock", f"--port={port}", "--require-nonce=true"]
    arguments += [f"--user-claims={json.dumps(user)}" for user in USERS]
    with servers.running(arguments, home, home, f"http://127.0.0.1:{port}/") as server:
        yield server


def write_app(folder: Path, url: str, provider: Server) -> None:
    """Write an app, and the secrets of a server at this address."""
    (folder / ".streamlit").mkdir(parents=True)
    browsing.write_notebook(folder / "app.ipynb", APP)
    (folder / ".streamlit" / "secrets.toml").write_text(SECRETS.format(url=url, provider=provider.url))


def enter(page: Page, name: str, button: str = "Sign in") -> None:
    """Sign in as somebody."""
    # The provider's pages take their style from the network.
    page.context.route("https://**/*.css", lambda route: route.abort())
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text(f"{name.title()} by")).to_be_visible()


def identities(context: BrowserContext) -> list[dict[str, object]]:
    """The cookies that say who somebody is."""
    return [dict(cookie) for cookie in context.cookies() if cookie["name"].startswith("streamkit-user-")]
