"""The cookie that says who a viewer is, and the section `[auth]`."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import asdict
from typing import Any

import pytest

from jupyter_streamkit.connections.auth import Auth
from jupyter_streamkit.errors import StreamlitAuthError, StreamlitMissingAuthlibError
from jupyter_streamkit.publish import identity as cookies
from jupyter_streamkit.publish.identity import Identity, identity, sign_in, sign_out
from jupyter_streamkit.publish.sign_in import SECONDS, Journey, Journeys, way_back
from jupyter_streamkit.testing.v1 import AppTest

PROVIDER = {"client_id": "me", "client_secret": "hush", "server_metadata_url": "https://id.example/about"}
SECTION: dict[str, Any] = {
    "redirect_uri": "https://apps.example/team/oauth2callback",
    "cookie_secret": "a long and random text",
    **PROVIDER,
}
AUTH = Auth.read(SECTION)


class Browser:
    """The cookies of a browser, as a handler sets and reads them: a real one needs a whole server."""

    base_url = "/team/"

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self.flags: dict[str, Any] = {}

    def get_cookie(self, name: str) -> str | None:
        return self.cookies.get(name)

    def set_cookie(self, name: str, value: str, **flags: Any) -> None:
        self.cookies[name] = value
        self.flags = flags

    def clear_cookie(self, name: str, path: str) -> None:
        assert path == self.base_url
        del self.cookies[name]


def token(**claims: object) -> str:
    """An id_token with these claims."""
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{payload}.signature"


def test_what_browsers_take() -> None:
    """Long tokens come in pieces; signing in again with a shorter one leaves none of the others."""
    browser = Browser()
    long = Identity("default", token(sub="ada", groups=["x" * 36] * 200))
    sign_in(browser, AUTH, long)
    assert len(browser.cookies) > 2
    assert all(len(name) + len(value) < 3_800 for name, value in browser.cookies.items())
    assert (
        browser.flags.items()
        >= {"httponly": True, "samesite": "Lax", "secure": True, "path": "/team/"}.items()
    )
    assert identity(browser, AUTH) == long
    short = Identity("google", token(sub="bob"))
    sign_in(browser, AUTH, short)
    assert identity(browser, AUTH) == short
    assert len(browser.cookies) == 1
    sign_out(browser, AUTH)
    assert not browser.cookies


def test_nobody_reads_the_cookie() -> None:
    browser = Browser()
    sign_in(browser, AUTH, Identity("default", token(sub="ada"), "access"))
    (sealed,) = browser.cookies.values()
    assert b"ada" not in base64.urlsafe_b64decode(sealed)


@pytest.mark.parametrize(
    "other",
    [
        {"cookie_secret": "another long and random text"},
        {"redirect_uri": "https://apps.example/other/oauth2callback"},
    ],
)
def test_a_cookie_of_another_server_is_none(other: dict[str, str]) -> None:
    browser = Browser()
    sign_in(browser, Auth.read(SECTION | other), Identity("default", token(sub="ada")))
    (sealed,) = browser.cookies.values()
    browser.cookies = {cookies._name(AUTH, 0): sealed}
    assert identity(browser, AUTH) is None


def test_a_cookie_that_was_changed_or_is_old_is_none() -> None:
    browser, who = Browser(), Identity("default", token(sub="ada"))
    sign_in(browser, AUTH, who)
    (name, sealed) = browser.cookies.popitem()
    browser.cookies[name] = sealed[:200] + ("a" if sealed[200] != "a" else "b") + sealed[201:]
    assert identity(browser, AUTH) is None
    browser.cookies[name] = "Ä"
    assert identity(browser, AUTH) is None
    old = int(time.time()) - 31 * 86_400
    browser.cookies[name] = (
        cookies._seal(AUTH).encrypt_at_time(json.dumps(asdict(who)).encode(), old).decode()
    )
    assert identity(browser, AUTH) is None


def test_the_user() -> None:
    """The provider cannot say that somebody is not signed in, and scripts see the tokens that they may."""
    told = token(sub="ada", name="Ada", is_logged_in=False, tokens={"id": "x"})
    who = Identity("google", told, "access")
    assert who.user(AUTH) == {
        "is_logged_in": True,
        "sub": "ada",
        "name": "Ada",
        "provider": "google",
        "tokens": {},
    }
    both = Auth.read({**SECTION, "expose_tokens": ["access", "id"]})
    assert who.user(both)["tokens"] == {"id": told, "access": "access"}


def test_a_journey_ends_once() -> None:
    journeys, journey = Journeys(), Journey(AUTH, AUTH.base)
    journeys.begin("state", journey)
    assert journeys.end("state") is journey
    assert journeys.end("state") is None
    journeys.begin("old", Journey(AUTH, AUTH.base, began=time.monotonic() - SECONDS))
    assert journeys.end("old") is None


@pytest.mark.parametrize(
    ("path", "at", "address"),
    [
        ("", "", ""),
        ("voila/render/a.ipynb", "?/map&x=1", "voila/render/a.ipynb?/map&x=1"),
        ("/evil.example", "", "/evil.example"),
        ("", "//evil.example", ""),
        ("", "@evil.example", ""),
        ("", "?x=1\r\nSet-Cookie: y", ""),
    ],
)
def test_the_way_back_never_leads_elsewhere(path: str, at: str, address: str) -> None:
    assert way_back(AUTH, path, at) == f"https://apps.example/team/{address}"


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("x", "not a section"),
        ({"client_id": "me"}, "lacks `redirect_uri`, `cookie_secret`"),
        ({**SECTION, "cookie_secret": ""}, "lacks `cookie_secret`"),
        ({**SECTION, "redirect_uri": "http://localhost:8501/callback"}, "oauth2callback"),
        ({**SECTION, "redirect_uri": "http://localhost:{port}/oauth2callback"}, "oauth2callback"),
        ({**SECTION, "redirect_uri": "/oauth2callback"}, "oauth2callback"),
        ({**SECTION, "expose_tokens": ["refresh"]}, "expose_tokens"),
    ],
)
def test_what_is_wrong_with_the_section(section: object, message: str) -> None:
    with pytest.raises(StreamlitAuthError, match=message) as caught:
        Auth.read(section)
    assert "hush" not in str(caught.value)


def app(section: object, command: str = "st.login()") -> AppTest:
    """An app on a server that signs people in."""
    app = AppTest.from_string(f"import streamlit as st\n{command}\nst.write(st.user.is_logged_in)")
    app.secrets = {"auth": section} if section else {"x": "y"}
    app.led = []  # type: ignore[attr-defined]
    app.session.addresses = {
        "login": "https://apps.example/in?door=1",
        "logout": "https://apps.example/out?door=1",
    }
    app.session.lead = app.led.append  # type: ignore[attr-defined]
    return app


def test_the_way_there() -> None:
    named = {**SECTION, "google": PROVIDER}
    assert app(SECTION).run().led == ["https://apps.example/in?door=1&provider=default&at="]  # type: ignore[attr-defined]
    started = app(named, "st.login('google')")
    started.query_params["x"] = "1 2"
    assert started.run().led == ["https://apps.example/in?door=1&provider=google&at=%3Fx%3D1%2B2"]  # type: ignore[attr-defined]
    left = app(named, "st.logout()")
    left.user = {"is_logged_in": True}
    assert left.run().led == ["https://apps.example/out?door=1&at="]  # type: ignore[attr-defined]
    assert left.markdown[0].value == "`False`"


@pytest.mark.parametrize(
    ("section", "command", "message"),
    [
        (None, "st.login('google')", "no section `[auth]`"),
        (SECTION, "st.login('google')", "`[auth.google]`"),
        ({**SECTION, "client_id": ""}, "st.login()", "`[auth]` in secrets.toml lacks `client_id`"),
        (
            {**SECTION, "google": {"client_id": "x"}},
            "st.login('google')",
            "`[auth.google]` in secrets.toml lacks",
        ),
    ],
)
def test_what_login_says(section: object, command: str, message: str) -> None:
    assert message in app(section, command).run().exception[0].message


def test_without_authlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests have it: the app is told that it is not there."""
    monkeypatch.setattr("jupyter_streamkit.api.login.find_spec", lambda name: None)
    assert "pip install 'jupyter-streamkit[auth]'" in app(SECTION).run().exception[0].message
    assert issubclass(StreamlitMissingAuthlibError, StreamlitAuthError)


def test_tokens() -> None:
    """They are for scripts; a page that shows the user shows their names."""
    shown = app(
        SECTION, "st.write(st.user.tokens.id, st.user['tokens']['id'])\nst.write(st.user)\nst.json(st.user)"
    )
    shown.user = {"is_logged_in": True, "tokens": {"id": "abc"}}
    shown.run()
    assert shown.markdown[0].value == "abc abc"
    assert [json.loads(element.value)["tokens"] for element in shown.json] == [{"id": "***"}] * 2
    lacking = app(SECTION, "st.user.tokens.access")
    assert "`st.user.tokens` has no 'access'" in lacking.run().exception[0].message
