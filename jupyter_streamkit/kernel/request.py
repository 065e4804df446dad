"""What the server told of the request for the page that this kernel serves."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from jupyter_streamkit.config import config
from jupyter_streamkit.tree.node import Json

from .launch import arguments

LOCAL = re.compile(r"localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1")

_headers: list[list[str]] = []
_sender: list[str | None] = []
_user: dict[str, Json] = {}
_addresses: dict[str, str] = {}


def introduce(
    headers: Sequence[Sequence[str]],
    ip_address: str | None,
    user: Mapping[str, Json],
    addresses: Mapping[str, str],
    environment: Mapping[str, str],
) -> None:
    """Note who asked for the page; the published page's server calls this before the first cell runs."""
    for name, value in environment.items():
        os.environ.setdefault(name, value)
    _go_to_folder()
    sys.argv[1:] = arguments()
    _headers[:] = [list(pair) for pair in headers]
    _sender[:] = [ip_address]
    _user.update(user)
    _addresses.update(addresses)


def _go_to_folder() -> None:
    """A kernel behind a gateway begins in the gateway's folder, and is told the app's."""
    folder = Path(os.environ.get("KERNEL_WORKING_DIR", ""))
    if folder.is_dir():
        os.chdir(folder)


def user() -> dict[str, Json]:
    """Who the viewer is; in a notebook, whom JupyterHub says it belongs to."""
    owner = os.environ.get("JUPYTERHUB_USER")
    if owner and "VOILA_BASE_URL" not in os.environ:
        return {"is_logged_in": True, "sub": owner, "name": owner}
    return dict(_user)


def addresses() -> dict[str, str]:
    """Where the viewer signs in and out: `login` and `logout`."""
    return dict(_addresses)


def is_author() -> bool:
    """Whether the viewer is taken for the app's author: `client.toolbarMode`, as the page's menu has it."""
    mode = config.get("client.toolbarMode")
    host = urlsplit(os.environ.get("VOILA_REQUEST_URL", "")).hostname or ""
    is_near = _sender == [None] and bool(LOCAL.fullmatch(host))
    return mode == "developer" or (mode == "auto" and is_near)


def request() -> dict[str, Json]:
    """What is known of the page before the page itself can tell; in a notebook, nothing."""
    query = os.environ.get("QUERY_STRING", "")
    facts: dict[str, Json] = {"search": f"?{query}" if query else ""}
    if "VOILA_REQUEST_URL" in os.environ:
        facts |= {
            "url": os.environ["VOILA_REQUEST_URL"],
            "is_embedded": parse_qs(query).get("embed") == ["true"],
        }
    languages = {name.lower(): value for name, value in _headers}.get("accept-language", "")
    if first := re.match(r"[\w-]+", languages):
        facts["locale"] = first[0]
    return {**facts, "headers": list(_headers), "ip_address": _sender[0] if _sender else None}
