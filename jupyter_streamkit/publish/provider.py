"""An OpenID Connect provider, by way of Authlib."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session

SETTINGS = (
    "client_id",
    "client_secret",
    "server_metadata_url",
    "authorize_url",
    "authorize_params",
    "access_token_url",
    "access_token_params",
)
"""What Authlib takes of a section, beside `client_kwargs`."""
USUAL = {
    "scope": "openid email profile",
    "prompt": "select_account",
    "code_challenge_method": "S256",
    "default_timeout": 10,
}
"""What `client_kwargs` says where it says nothing."""


class Provider(OAuth2Mixin, OpenIDMixin, BaseApp):
    """One provider. Its methods wait for it: call them in a thread."""

    client_cls = OAuth2Session

    def __init__(self, section: Mapping[str, Any]) -> None:
        settings = {name: section[name] for name in SETTINGS if name in section}
        super().__init__(None, client_kwargs=USUAL | dict(section.get("client_kwargs", {})), **settings)

    def finish(self, code: str, redirect_uri: str, nonce: str | None, verifier: str | None) -> dict[str, Any]:
        """The tokens for a code; they are for us, fresh, and belong to the sign-in of this nonce."""
        token: dict[str, Any] = self.fetch_access_token(redirect_uri, code=code, code_verifier=verifier)
        if self.parse_id_token(token, nonce=nonce) is None:
            raise ValueError("the provider gave no id_token: it speaks OAuth, and not OpenID Connect")
        return token

    def leave_address(self, redirect_uri: str, state: str, id_token: str) -> str | None:
        """Where viewers sign out of the provider; None where it has no such page."""
        end: str | None = self.load_server_metadata().get("end_session_endpoint")
        told = {
            "client_id": self.client_id,
            "post_logout_redirect_uri": redirect_uri,
            "id_token_hint": id_token,
            "state": state,
        }
        return end and add_params_to_uri(end, list(told.items()))
