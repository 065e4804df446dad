"""The section `[auth]` of secrets.toml: the OpenID Connect providers that sign viewers in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jupyter_streamkit.errors import StreamlitAuthError

CALLBACK = "oauth2callback"
"""What the server calls the page to which a provider sends people back."""
DEFAULT = "default"
"""The provider of `st.login()`: that of the section itself."""
NEEDED = ("client_id", "client_secret", "server_metadata_url")
TOKENS = frozenset({"id", "access"})
"""The tokens that `expose_tokens` may name."""


@dataclass(frozen=True)
class Auth:
    """What the section says.

    Attributes
    ----------
    redirect_uri
        The address to which a provider sends people back.
    cookie_secret
        What a cookie is sealed with.
    exposed
        The tokens that scripts may see: `"id"`, `"access"`.
    """

    redirect_uri: str
    cookie_secret: str
    exposed: frozenset[str]
    _section: Mapping[str, Any]

    @classmethod
    def read(cls, section: object) -> Auth:
        """Check the section.

        Raises
        ------
        StreamlitAuthError
            Something is missing in it, or cannot be used.
        """
        if not isinstance(section, Mapping):
            raise StreamlitAuthError(
                "`auth` in secrets.toml is not a section: write `[auth]` above its lines."
            )
        _need(section, "[auth]", ("redirect_uri", "cookie_secret"))
        return cls(_address(section["redirect_uri"]), section["cookie_secret"], _exposed(section), section)

    @property
    def base(self) -> str:
        """The server's address, as browsers and providers know it."""
        return self.redirect_uri.removesuffix(CALLBACK)

    def provider(self, name: str) -> dict[str, Any]:
        """The settings of a provider.

        Raises
        ------
        StreamlitAuthError
            There is none of this name, or something is missing.
        """
        own = name == DEFAULT and DEFAULT not in self._section
        table, title = (self._section, "[auth]") if own else (self._section.get(name), f"[auth.{name}]")
        if not isinstance(table, Mapping):
            raise StreamlitAuthError(
                f"There is no provider {name!r}: write a section `{title}` with {_listed(NEEDED)} into secrets.toml."
            )
        _need(table, title, NEEDED)
        return dict(table)


def _need(table: Mapping[str, Any], title: str, names: tuple[str, ...]) -> None:
    missing = [name for name in names if not (isinstance(table.get(name), str) and table[name])]
    if missing:
        raise StreamlitAuthError(f"`{title}` in secrets.toml lacks {_listed(missing)}: to be given as text.")


def _address(told: str) -> str:
    try:
        parts = urlsplit(told)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_address = False
    if not is_address or not told.endswith(f"/{CALLBACK}"):
        raise StreamlitAuthError(
            "`redirect_uri` of `[auth]` in secrets.toml has to be the address of the server with `oauth2callback` "
            f"behind it, such as `http://localhost:8501/{CALLBACK}`, and not {told!r}."
        )
    return told


def _exposed(section: Mapping[str, Any]) -> frozenset[str]:
    told = section.get("expose_tokens", [])
    names = [told] if isinstance(told, str) else told
    if not (isinstance(names, list) and all(name in TOKENS for name in names)):
        raise StreamlitAuthError(
            '`expose_tokens` of `[auth]` in secrets.toml takes "id", "access" or a list of them.'
        )
    return frozenset(names)


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
