"""A server that asks who one is gives nothing to those who do not say it.

Voilà asks for pages and kernels, but hands out files to everybody, those of the apps among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, PathMatches, Rule, RuleRouter

# Not Voilà's own static files: the page for signing in needs them.
NAME = re.compile(rb"[\w.-]*\w[\w.-]*")
LOCKED = re.compile(r"/(voila/(files|labextensions|templates|query)|app/static)/")


class Elsewhere(Matcher):
    """Matches requests for a template that is named by a way through folders.

    A template is a program: one from a folder that a viewer can write to would run what the viewer wrote.
    """

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        names = request.query_arguments.get("template", [])
        return None if all(NAME.fullmatch(name) for name in names) else {}


class Hidden(Matcher):
    """Matches requests for files that no list of files offers, whatever it allows: `.streamlit/secrets.toml` is one."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        path = request.path
        return {} if LOCKED.search(path) and re.search(r"[/\\]\.", unquote(path)) else None


class Locked(JupyterHandler):
    """Answers only those whom the server knows."""

    async def prepare(self) -> None:  # type: ignore[override]
        if self.request.headers.get("Sec-Fetch-Dest") == "font":
            # Style sheets ask without the token that JupyterHub wants from scripts; no script can read a font.
            self.request.headers["Sec-Fetch-Mode"] = "no-cors"
        await super().prepare()
        if self.current_user is None and not self._finished:
            self.set_status(403)
            self.finish()


@cache
def locked(handler: type[web.RequestHandler]) -> type[web.RequestHandler]:
    """A handler that asks first."""
    return type(f"Locked{handler.__name__}", (handler, Locked), {})


def lock(application: web.Application) -> None:
    """Have a server's files be given only to those whom it knows, if it asks at all; templates have plain names."""
    refused = [Rule(matcher, web.ErrorHandler, {"status_code": 404}) for matcher in (Elsewhere(), Hidden())]
    application.default_router.rules[:0] = refused
    provider = application.settings.get("identity_provider")
    if provider is None or not provider.auth_enabled:
        return
    for rule in rules(application.default_router):
        if LOCKED.search(path(rule)):
            rule.target = locked(rule.target)


def move_login(application: web.Application) -> None:
    """Let the pages for signing in and out be where the server sends people: below its base URL."""
    base = application.settings["base_url"]
    provider = application.settings.get("identity_provider")
    if provider is None or base == "/":
        return
    moved = [
        Rule(PathMatches(url_path_join(base, address)), handler, *settings)
        for address, handler, *settings in provider.get_handlers()
    ]
    application.default_router.rules[:0] = moved


def rules(router: RuleRouter) -> Iterator[Rule]:
    """All rules of an application's router."""
    for rule in router.rules:
        if isinstance(rule.target, RuleRouter):
            yield from rules(rule.target)
        else:
            yield rule


def path(rule: Rule) -> str:
    """The pattern of the addresses that a rule is for; empty if it goes by something else."""
    matcher: Any = rule.matcher
    return matcher.regex.pattern if isinstance(matcher, PathMatches) else ""
