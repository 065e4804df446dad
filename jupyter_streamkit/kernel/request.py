"""What the server told of the request for the page that this kernel serves."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from urllib.parse import parse_qs

from jupyter_streamkit.tree.node import Json

from .launch import arguments

_headers: list[list[str]] = []
_sender: list[str | None] = []


def introduce(headers: Sequence[Sequence[str]], ip_address: str | None) -> None:
    """Note who asked for the page; the published page's server calls this before the first cell runs."""
    sys.argv[1:] = arguments()
    _headers[:] = [list(pair) for pair in headers]
    _sender[:] = [ip_address]


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
