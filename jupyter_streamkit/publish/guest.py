"""A viewer of an app that has a provider of its own: the section `[auth]` of its secrets."""

from __future__ import annotations

import secrets
from logging import Logger
from pathlib import Path
from typing import Any

from jupyter_streamkit.config import Config
from jupyter_streamkit.config.stamps import stamps
from jupyter_streamkit.connections.auth import Auth
from jupyter_streamkit.connections.secrets import files_of, read
from jupyter_streamkit.errors import StreamlitAuthError, StreamlitSecretNotFoundError

from .identity import identity

LOGIN, LOGOUT = "voila/streamkit/login", "voila/streamkit/logout"
"""Where guests sign in and out: see `sign_in`."""
Told = tuple[dict[str, Any], dict[str, str]]
"""Who a viewer is; where they sign in and out."""


class Guest:
    """Who a viewer is, when their page is asked for.

    Attributes
    ----------
    auth
        The section, if the app has one.
    door
        Names the page where its viewer signs in and out; nobody else can know it.
    path
        That of the page's address, below the server's own.
    """

    def __init__(self, handler: Any, folder: Path) -> None:
        self.auth = _auth(folder, handler.log)
        self.door = secrets.token_urlsafe(24)
        self.path: str = handler.request.path.removeprefix(handler.base_url)
        self._who = identity(handler, self.auth) if self.auth else None

    @property
    def told(self) -> Told | None:
        """What the kernel is told; None where the app has no provider."""
        if self.auth is None:
            return None
        user = self._who.user(self.auth) if self._who else {"is_logged_in": False}
        places = {"login": LOGIN, "logout": LOGOUT}
        return user, {name: f"{self.auth.base}{place}?door={self.door}" for name, place in places.items()}

    def is_same(self, handler: Any) -> bool:
        """Whether a request comes from somebody who is signed in as this one was."""
        return self.auth is None or identity(handler, self.auth) == self._who


def _auth(folder: Path, log: Logger) -> Auth | None:
    """The section of the apps in a folder. What is wrong with it `st.login` will say."""
    config = Config()
    config.folder = folder
    try:
        section = read(path for path, _ in stamps(files_of(config))).get("auth")
        return None if section is None else Auth.read(section)
    except (StreamlitAuthError, StreamlitSecretNotFoundError) as error:
        log.warning("Nobody can sign in: %s", error)
        return None
