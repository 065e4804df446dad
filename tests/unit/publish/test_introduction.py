"""What a kernel hears of its viewer: who the server says it is, and where one signs in and out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.auth import User
from tornado.httputil import HTTPHeaders

from jupyter_streamkit.publish.introduction import introduction
from jupyter_streamkit.testing.v1 import AppTest


def handler(user: Any, *, asks: bool = True) -> Any:
    """A handler of a server: real ones need a whole server, and a JupyterHub."""
    provider = SimpleNamespace(auth_enabled=asks, token="", get_cookie_name=lambda _: "login")
    request = SimpleNamespace(
        headers=HTTPHeaders({"Accept": "x", "Authorization": "token secret"}),
        remote_ip="10.0.0.1",
        uri="/hub/app?x=1",
        path="/hub/app",
        query="x=1",
        full_url=lambda: "http://hub/app?x=1",
    )
    return SimpleNamespace(
        identity_provider=provider,
        current_user=user,
        request=request,
        base_url="/user/ada/",
        settings={"hub_prefix": "/hub/"},
        get_login_url=lambda: "/hub/login",
    )


def told(handler: Any, guest: Any = None) -> Any:
    """The arguments of the call that the kernel makes."""
    code = introduction(handler, guest)
    return eval(code[code.index(".introduce") + len(".introduce") :])


def test_the_hub_says_who_it_is() -> None:
    user = User("ada@example.org", name="ada", display_name="Ada L.")
    user.hub_user = {"name": "ada", "groups": ["poets"], "admin": False}  # type: ignore[attr-defined]
    headers, address, facts, addresses, _ = told(handler(user))
    assert (headers, address) == ([["Accept", "x"]], "10.0.0.1")
    assert facts == {
        "is_logged_in": True,
        "sub": "ada@example.org",
        "name": "Ada L.",
        "email": "ada@example.org",
        "groups": ["poets"],
        "admin": False,
    }
    assert addresses == {"login": "/hub/login?next=%2Fhub%2Fapp%3Fx%3D1", "logout": "/hub/logout"}


def test_a_server_that_asks_nobody_knows_nobody() -> None:
    assert told(handler(User("made-up"), asks=False))[2:4] == ({}, {})


def test_the_apps_own_provider_comes_first() -> None:
    guest = ({"is_logged_in": False}, {"login": "https://hub/apps/login"})
    assert told(handler(User("ada")), guest)[2:4] == guest


@pytest.mark.parametrize("command", ["login", "logout"])
def test_without_a_server_nobody_signs_in(command: str) -> None:
    app = AppTest.from_string(f"import streamlit as st\nst.{command}()")
    app.session.lead = None  # a tester has one, to nowhere
    assert app.run().exception[0].message.startswith(f"`st.{command}` works where the server knows its users")
