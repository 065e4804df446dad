"""Who a viewer is: what the provider of `[auth]` said, in a cookie that only this server can read or write.

The cookie holds the provider's tokens, encrypted with `cookie_secret`. Browsers take 4,096 bytes a cookie, and the
tokens of some providers are longer, so it may come in pieces.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from jupyter_streamkit.connections.auth import Auth

DAYS = 30
"""How long a viewer stays signed in."""
PIECE = 3_600
"""Bytes of a cookie's value: there must be room for its name, path and flags."""


@dataclass(frozen=True)
class Identity:
    """A viewer who has signed in."""

    provider: str
    id_token: str
    access_token: str | None = None

    def claims(self) -> dict[str, Any]:
        """What the provider says of the viewer. The signature was checked when it said so."""
        part = self.id_token.split(".")[1]
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=="))
        return claims

    def user(self, auth: Auth) -> dict[str, Any]:
        """The viewer as `st.user` has them."""
        tokens = {"id": self.id_token, "access": self.access_token}
        told = {name: tokens[name] for name in sorted(auth.exposed) if tokens[name]}
        own = {"is_logged_in": True, "provider": self.provider, "tokens": told}
        return {"is_logged_in": True} | self.claims() | own


def identity(handler: Any, auth: Auth) -> Identity | None:
    """Who has signed in, as far as a request's cookie says."""
    sealed = "".join(_pieces(handler, auth))
    if not sealed:
        return None
    try:
        from cryptography.fernet import InvalidToken
    except ImportError:  # Authlib brings it; it was taken away
        return None
    try:
        return Identity(**json.loads(_seal(auth).decrypt(sealed.encode(), ttl=DAYS * 86_400)))
    except InvalidToken:
        return None


def sign_in(handler: Any, auth: Auth, who: Identity) -> None:
    """Note in the viewer's browser who they are."""
    sealed = _seal(auth).encrypt(json.dumps(asdict(who)).encode()).decode()
    pieces = [sealed[start : start + PIECE] for start in range(0, len(sealed), PIECE)]
    sign_out(handler, auth, len(pieces))
    for number, piece in enumerate(pieces):
        set_cookie(handler, auth, _name(auth, number), piece, expires_days=DAYS)


def sign_out(handler: Any, auth: Auth, first: int = 0) -> None:
    """Forget who the viewer is: all pieces of the cookie, or those from one on."""
    for number, _ in enumerate(_pieces(handler, auth)):
        if number >= first:
            handler.clear_cookie(_name(auth, number), path=handler.base_url)


def set_cookie(handler: Any, auth: Auth, name: str, value: str, *, expires_days: float) -> None:
    """Set a cookie that no script sees, and that other sites' pages send only as they lead here."""
    secure = auth.redirect_uri.startswith("https:")
    handler.set_cookie(
        name,
        value,
        expires_days=expires_days,
        path=handler.base_url,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def _pieces(handler: Any, auth: Auth) -> Iterator[str]:
    number = 0
    while piece := handler.get_cookie(_name(auth, number)):
        yield piece
        number += 1


def _name(auth: Auth, number: int) -> str:
    """The name of a piece; the servers at the ports of one host share their cookies."""
    server = hashlib.sha256(auth.redirect_uri.encode()).hexdigest()[:8]
    return f"streamkit-user-{server}-{number}"


def _seal(auth: Auth) -> Any:
    """What encrypts and signs; another server's cookie does not pass for one of this, even if they share the secret."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derive = HKDF(SHA256(), 32, salt=None, info=f"streamkit-user {auth.redirect_uri}".encode())
    return Fernet(base64.urlsafe_b64encode(derive.derive(auth.cookie_secret.encode())))
