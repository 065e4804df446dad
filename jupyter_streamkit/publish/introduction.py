"""What an app may know of the request for its page: its headers, and where it came from.

It goes into the viewer's own kernel as a message of its own, so that no other viewer's kernel, and no process's
environment, ever holds it. Cookies and tokens by which the server knows its users stay with the server: the author
of a notebook could act in their name.
"""

from __future__ import annotations

from typing import Any

LOCAL = ("127.0.0.1", "::1")


def introduction(handler: Any) -> str:
    """The code that tells a kernel of the request that a handler answers."""
    facts = (_headers(handler), _ip_address(handler))
    return f"__import__('importlib').import_module('jupyter_streamkit.kernel.request').introduce{facts!r}"


def _ip_address(handler: Any) -> str | None:
    address = handler.request.remote_ip
    return None if address in LOCAL else address


def _headers(handler: Any) -> list[list[str]]:
    shared = []
    for name, value in handler.request.headers.get_all():
        told = _cookies(handler, value) if name.lower() == "cookie" else value
        if told and not (name.lower() == "authorization" and _is_own(handler, value)):
            shared.append([name, told])
    return shared


def _cookies(handler: Any, header: str) -> str:
    """The cookies that are not the server's."""
    cookies = [cookie.strip() for cookie in header.split(";")]
    return "; ".join(cookie for cookie in cookies if not _is_servers(cookie.partition("=")[0], handler))


def _is_servers(name: str, handler: Any) -> bool:
    provider = getattr(handler, "identity_provider", None)
    login = provider.get_cookie_name(handler) if provider is not None else None
    return name in ("_xsrf", login) or name.startswith(("username-", "jupyterhub-"))


def _is_own(handler: Any, authorization: str) -> bool:
    """Whether it is the server that is to believe this."""
    token = getattr(getattr(handler, "identity_provider", None), "token", "")
    return authorization.lower().startswith("token ") or bool(token and token in authorization)
