"""The way to the provider of `[auth]` and back: the server's addresses for signing in and out.

An app leads its viewer to `login` or `logout` by a door that only its page knows. The provider sends them back to
`oauth2callback` with the `state` of a journey, which must have begun in the same browser, and ends once.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateNotFound
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.routing import PathMatches, Rule
from voila.utils import create_include_assets_functions

from jupyter_streamkit.connections.auth import CALLBACK, DEFAULT, Auth
from jupyter_streamkit.errors import StreamlitAuthError, StreamlitMissingAuthlibError

from .guest import LOGIN, LOGOUT
from .identity import Identity, identity, set_cookie, sign_in, sign_out
from .visits import visits_of

SECONDS = 600
"""How long a viewer may stay with the provider."""
SETTING = "streamkit_journeys"
SHORT = 16
"""Letters of a `cookie_secret` that somebody could guess."""

GONE = "The page that led here has ended. Go back to the app and load it again."
REFUSED = "The provider did not sign you in. Go back to the app to try again."
STRANGE = "This sign-in began in another browser, or too long ago. Go back to the app and begin again."


@dataclass(frozen=True)
class Journey:
    """A viewer's way to the provider and back.

    Attributes
    ----------
    goal
        The address at which it ends.
    provider
        The provider that signs them in; None: they sign out.
    """

    auth: Auth
    goal: str
    provider: str | None = None
    nonce: str | None = None
    verifier: str | None = None
    began: float = field(default_factory=time.monotonic)


class Journeys:
    """The journeys from which viewers have not come back yet, by their state."""

    def __init__(self) -> None:
        self._by_state: dict[str, Journey] = {}

    def begin(self, state: str, journey: Journey) -> None:
        """Note one that begins, and forget those that were given up."""
        oldest = time.monotonic() - SECONDS
        self._by_state = {key: each for key, each in self._by_state.items() if each.began > oldest}
        self._by_state[state] = journey

    def end(self, state: str) -> Journey | None:
        """The one of that state, if there is; there is none any more."""
        journey = self._by_state.pop(state, None)
        return journey if journey and time.monotonic() - journey.began < SECONDS else None


def add_sign_in(application: web.Application) -> None:
    """Give a server the addresses for signing in and out."""
    application.settings[SETTING] = Journeys()
    handlers = {LOGIN: LoginHandler, LOGOUT: LogoutHandler, CALLBACK: CallbackHandler}
    # Before Voilà's own: in front of a single notebook its rule takes every address.
    application.default_router.rules[:0] = [
        Rule(PathMatches(url_path_join(application.settings["base_url"], address)), handler)
        for address, handler in handlers.items()
    ]


class SignInHandler(JupyterHandler):
    """What signing in and out have in common."""

    @property
    def journeys(self) -> Journeys:
        """Those of this server."""
        found: Journeys = self.settings[SETTING]
        return found

    def door(self) -> tuple[Auth, str]:
        """The `[auth]` of the page that leads here, and the page's address."""
        guest = visits_of(self).behind(self.get_query_argument("door", ""))
        if guest is None or guest.auth is None:
            raise web.HTTPError(400, GONE)
        return guest.auth, way_back(guest.auth, guest.path, self.get_query_argument("at", ""))

    def _request_summary(self) -> str:
        """What the log tells of a request; codes and doors are not its business."""
        return f"{self.request.method} {self.request.path} ({self.request.remote_ip})"

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what went wrong, in a page of ours; beside JupyterLab Jupyter's own may have to do."""
        try:
            template = self.settings["voila_jinja2_env"].get_template("sign-in.html")
        except TemplateNotFound:
            super().write_error(status_code, **kwargs)
            return
        message = getattr(kwargs["exc_info"][1], "log_message", "The log of the server says why.")
        assets = create_include_assets_functions("streamkit", self.base_url)
        self.finish(template.render(message=message, home=self.base_url, **assets))

    def depart(self, address: str, state: str, journey: Journey) -> None:
        """Lead to the provider."""
        self.journeys.begin(state, journey)
        set_cookie(self, journey.auth, _mark(state), "1", expires_days=SECONDS / 86_400)
        self.redirect(address)

    async def ask(self, question: Callable[..., Any], *arguments: Any) -> Any:
        """What the provider answers, or nothing of use; the log says why."""
        try:
            return await asyncio.to_thread(question, *arguments)
        except StreamlitAuthError as error:
            self.log.warning("Nobody can sign in: %s", error)
        except Exception as error:  # the provider's answer, the network, what Authlib makes of both
            self.log.warning("The provider of [auth] is of no use: %.500r", error)
        return None


class LoginHandler(SignInHandler):
    """Leads a viewer to the provider."""

    @web.authenticated
    async def get(self) -> None:
        auth, goal = self.door()
        name = self.get_query_argument("provider", DEFAULT)
        if len(auth.cookie_secret) < SHORT:
            self.log.warning(
                "`cookie_secret` of [auth] is short: who guesses it can sign in as anybody. Take what "
                '`python -c "import secrets; print(secrets.token_hex())"` prints.'
            )
        begun = await self.ask(_begin, auth, name)
        if begun is None:
            raise web.HTTPError(502, "Nobody can sign in at the moment: the log of the server says why.")
        journey = Journey(auth, goal, name, begun.get("nonce"), begun.get("code_verifier"))
        self.depart(begun["url"], begun["state"], journey)


class CallbackHandler(SignInHandler):
    """Meets a viewer whom the provider has sent back."""

    @web.authenticated
    async def get(self) -> None:
        state = self.get_query_argument("state", "")
        journey = self.journeys.end(state) if self.get_cookie(_mark(state)) else None
        refused = self._is_refused()
        if journey is None:
            raise web.HTTPError(400, REFUSED if refused else STRANGE)
        self.clear_cookie(_mark(state), path=self.base_url)
        if journey.provider is not None and not refused:
            await self._arrive(journey, journey.provider)
        self.redirect(journey.goal)

    def _is_refused(self) -> bool:
        """Whether the provider, or the viewer there, did not want to sign in."""
        problem = self.get_query_argument("error", "")
        if problem:
            about = self.get_query_argument("error_description", "")
            self.log.warning("A viewer was not signed in: %.100r, %.300r", problem, about)
        return bool(problem)

    async def _arrive(self, journey: Journey, provider: str) -> None:
        """Note who the viewer is."""
        code = self.get_query_argument("code", "")
        token = await self.ask(_finish, journey.auth, provider, code, journey.nonce, journey.verifier)
        if token is None:
            raise web.HTTPError(502, "The provider's answer cannot be used: the log of the server says why.")
        access = token.get("access_token") if "access" in journey.auth.exposed else None
        sign_in(self, journey.auth, Identity(provider, token["id_token"], access))


class LogoutHandler(SignInHandler):
    """Forgets a viewer, and has the provider forget them."""

    @web.authenticated
    async def get(self) -> None:
        auth, goal = self.door()
        who = identity(self, auth)
        sign_out(self, auth)
        state = secrets.token_urlsafe(24)
        address = await self.ask(_leave, auth, who, state) if who else None
        if address is None:
            self.redirect(goal)
        else:
            self.depart(address, state, Journey(auth, goal))


def way_back(auth: Auth, path: str, at: str) -> str:
    """Where a viewer comes back to: a path of this server, with the query string that is told, if it is one.

    Never another server's: it begins as `redirect_uri` does.
    """
    search = re.fullmatch(r"\?[!-~]*", at)
    return f"{auth.base}{path}{search[0] if search else ''}"


def _mark(state: str) -> str:
    """The cookie that marks the browser in which a journey began."""
    return f"streamkit-journey-{state}"


def _begin(auth: Auth, name: str) -> Any:
    return _provider(auth, name).create_authorization_url(auth.redirect_uri)


def _finish(auth: Auth, name: str, code: str, nonce: str | None, verifier: str | None) -> Any:
    return _provider(auth, name).finish(code, auth.redirect_uri, nonce, verifier)


def _leave(auth: Auth, who: Identity, state: str) -> str | None:
    address: str | None = _provider(auth, who.provider).leave_address(auth.redirect_uri, state, who.id_token)
    return address


def _provider(auth: Auth, name: str) -> Any:
    try:
        from .provider import Provider
    except ImportError:
        raise StreamlitMissingAuthlibError from None
    return Provider(auth.provider(name))
