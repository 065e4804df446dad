"""What an app may know of the request for its page: its headers, where it came from, and who the server says it is.

It goes into the viewer's own kernel as a message of its own, so that no other viewer's kernel, and no process's
environment, ever holds it. Cookies and tokens by which the server knows its users stay with the server: the author
of a notebook could act in their name.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from jupyter_server.utils import url_path_join

from .guest import Told

LOCAL = ("127.0.0.1", "::1")


def introduction(handler: Any, guest: Told | None = None) -> str:
    """The code that tells a kernel of the request that a handler answers.

    Who the viewer is the server says, unless the app has a provider of its own.
    """
    user, addresses = guest or (_user(handler), _addresses(handler))
    facts = (_headers(handler), _ip_address(handler), user, addresses, _environment(handler))
    return f"__import__('importlib').import_module('jupyter_streamkit.kernel.request').introduce{facts!r}"


def _ip_address(handler: Any) -> str | None:
    address = handler.request.remote_ip
    return None if address in LOCAL else address


def _user(handler: Any) -> dict[str, Any]:
    """Who the viewer is; empty where the server asks nobody."""
    if not _asks(handler):
        return {}
    user = handler.current_user
    told = {"sub": user.username, "name": user.display_name or user.name, "picture": user.avatar_url}
    if "@" in user.username:
        told["email"] = user.username
    # What JupyterHub knows of its users.
    hub = getattr(user, "hub_user", None) or {}
    told |= {name: hub[name] for name in ("admin", "groups", "roles") if name in hub}
    return {"is_logged_in": True} | {name: value for name, value in told.items() if value is not None}


def _addresses(handler: Any) -> dict[str, str]:
    """Where viewers sign in and out; empty where the server asks nobody."""
    if not _asks(handler):
        return {}
    login = handler.get_login_url()
    back = urlencode({"next": handler.request.uri})
    logout = getattr(handler.identity_provider, "logout_url", None)
    hub = handler.settings.get("hub_prefix")
    return {
        "login": f"{login}{'&' if '?' in login else '?'}{back}",
        "logout": logout or url_path_join(hub or handler.base_url, "logout"),
    }


def _asks(handler: Any) -> bool:
    provider = getattr(handler, "identity_provider", None)
    return provider is not None and bool(provider.auth_enabled) and handler.current_user is not None


def _environment(handler: Any) -> dict[str, str]:
    """What Voilà tells a kernel in its environment, for one of another machine: there it is lost."""
    request = handler.request
    return {
        "VOILA_BASE_URL": handler.base_url,
        "VOILA_REQUEST_URL": request.full_url(),
        "SCRIPT_NAME": request.path,
        "QUERY_STRING": request.query,
    }


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
    return name in ("_xsrf", login) or name.startswith(("username-", "jupyterhub-", "streamkit-"))


def _is_own(handler: Any, authorization: str) -> bool:
    """Whether it is the server that is to believe this."""
    token = getattr(getattr(handler, "identity_provider", None), "token", "")
    return authorization.lower().startswith("token ") or bool(token and token in authorization)
