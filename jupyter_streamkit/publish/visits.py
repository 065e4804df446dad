"""The visits of a server's pages: who is there, who has left a moment ago, and how one who comes back is met.

A page that is loaded again asks for itself as any new page does; the kernel would be another. So a page that is
about to be left sets a cookie that names its visit. The next request for the same address carries it, and gets
the page of that visit again instead of one with a kernel of its own.
"""

from __future__ import annotations

from typing import Any, Protocol
from urllib.parse import unquote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, PathMatches, Rule

from .guest import Guest

COOKIE = "streamkit-return"
SETTING = "streamkit_visits"


class Visit(Protocol):
    """What we need to know of a viewer's time with a kernel.

    Attributes
    ----------
    key
        Names the visit; only its page knows it.
    user
        Who the server says the viewer is.
    guest
        Who the app's own provider says they are.
    page
        The page's text, without what the cells have put out.
    """

    key: str
    user: str
    guest: Guest
    page: str

    def leave(self) -> None: ...
    def come_back(self) -> None: ...
    @property
    def can_return(self) -> bool: ...


class Visits:
    """The visits of a server, by their keys."""

    def __init__(self) -> None:
        self._by_key: dict[str, Visit] = {}

    def add(self, visit: Visit) -> None:
        """Note a visit that has begun."""
        self._by_key[visit.key] = visit

    def remove(self, visit: Visit) -> None:
        """Forget a visit whose kernel ends."""
        self._by_key.pop(visit.key, None)

    def get(self, key: str) -> Visit | None:
        """The visit of that key."""
        return self._by_key.get(key)

    def behind(self, door: str) -> Guest | None:
        """The guest who has that door."""
        guests = (visit.guest for visit in self._by_key.values())
        return next((guest for guest in guests if guest.door == door), None)

    def returning(self, request: HTTPServerRequest) -> Visit | None:
        """The visit whose page this request loads again."""
        morsel = request.cookies.get(COOKIE)
        if morsel is None or request.method != "GET" or request.uri is None:
            return None
        key, _, address = unquote(morsel.value).partition(":")
        visit = self.get(key)
        # A proxy may have cut off the beginning of the address that the browser knows.
        if visit is None or not visit.can_return or not address.endswith(request.uri):
            return None
        return visit


def visits_of(handler: JupyterHandler) -> Visits:
    """The visits of a handler's server, which from now on meets those who return."""
    if SETTING not in handler.settings:
        visits = handler.settings[SETTING] = Visits()
        leave = url_path_join(handler.base_url, "voila/streamkit/leave")
        # Before Voilà's own: in front of a single notebook its rule takes every address.
        handler.application.default_router.rules[:0] = [
            Rule(Returning(visits), ReturnHandler),
            Rule(PathMatches(leave), LeaveHandler),
        ]
    found: Visits = handler.settings[SETTING]
    return found


class Returning(Matcher):
    """Matches the requests of those who return."""

    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        return None if self._visits.returning(request) is None else {}


class ReturnHandler(JupyterHandler):
    """Gives a viewer who returns the page of the visit."""

    @web.authenticated
    async def get(self) -> None:
        visit = visits_of(self).returning(self.request)
        self.clear_cookie(COOKIE, path=self.base_url)
        if visit is None or visit.user != self.current_user.username or not visit.guest.is_same(self):
            self.redirect(self.request.uri or self.base_url)
            return
        visit.come_back()
        self.set_header("Content-Type", "text/html")
        self.set_header("Cache-Control", "no-store")
        self.finish(visit.page)


class LeaveHandler(JupyterHandler):
    """Hears from a page that it is being left."""

    @web.authenticated
    async def post(self) -> None:
        visit = visits_of(self).get(self.get_body_argument("visit"))
        if visit is not None and visit.user == self.current_user.username:
            visit.leave()
        self.set_status(204)
