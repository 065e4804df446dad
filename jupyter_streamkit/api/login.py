"""`st.login` and `st.logout`: the way to whoever knows the app's users, and back.

That is a provider of `[auth]` in secrets.toml, or else the server that serves the app.
"""

from __future__ import annotations

from importlib.util import find_spec
from urllib.parse import urlencode

from jupyter_streamkit.connections import secrets
from jupyter_streamkit.connections.auth import DEFAULT, Auth
from jupyter_streamkit.errors import StreamlitAuthError, StreamlitMissingAuthlibError
from jupyter_streamkit.runtime import address
from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.runtime.session import Session

SERVED = (
    "Publish the app: with `streamkit run` or `voila --template=streamkit`, and a provider in the section `[auth]` of "
    "secrets.toml; or on a server that knows its users, such as JupyterHub."
)


def login(provider: str | None = None) -> None:
    """Lead the viewer to the page where they sign in, and back again.

    The section `[auth]` of `.streamlit/secrets.toml` says who signs people in: an OpenID Connect provider. Its
    `redirect_uri` is the address of the server with `oauth2callback` behind it, `cookie_secret` a long random text;
    `client_id`, `client_secret` and `server_metadata_url` are what the provider tells, and `client_kwargs` what else
    to ask of it. Several providers have sections of their own (`[auth.google]`). The viewer stays signed in for 30
    days. Without that section it is the server that signs people in: Jupyter's identity provider, or JupyterHub's
    authenticator. `st.user` then tells who they are.

    Parameters
    ----------
    provider
        The name of a section `[auth.NAME]`; None is the provider of `[auth]` itself, or of the server.

    Raises
    ------
    StreamlitAuthError
        Nobody can sign in: the app is shown in a notebook, its server asks nobody who they are, there is no such
        provider, or something is missing in its section.
    StreamlitMissingAuthlibError
        There is a section `[auth]`, and Authlib is not installed: `pip install 'jupyter-streamkit[auth]'`.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if not st.user.is_logged_in:
    ...     st.button("Sign in", on_click=st.login)
    """
    session = require_context("`st.login`").session
    section = _section()
    if section is not None:
        Auth.read(section).provider(provider or DEFAULT)
        _lead(session, "login", {"provider": provider or DEFAULT})
    elif provider is None:
        _lead(session, "login")
    else:
        raise StreamlitAuthError(
            f"There is no provider {provider!r}: secrets.toml has no section `[auth]`. Write `[auth]` with "
            f"`redirect_uri` and `cookie_secret` there, and the provider as `[auth.{provider}]`."
        )


def logout() -> None:
    """Lead the viewer to where they are signed out: from the app, and from the provider where it knows how.

    Raises
    ------
    StreamlitAuthError
        Nobody can sign out: the app is shown in a notebook, or its server asks nobody who they are.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if st.user.is_logged_in:
    ...     st.button("Sign out", on_click=st.logout)
    """
    session = require_context("`st.logout`").session
    _lead(session, "logout", None if _section() is None else {})
    session.user = {"is_logged_in": False}


def _section() -> object:
    return secrets.get("auth") if secrets.load_if_toml_exists() else None


def _lead(session: Session, where: str, told: dict[str, str] | None = None) -> None:
    """Lead the viewer to an address of the server; what is told is for one of `[auth]`."""
    there = session.addresses.get(where)
    if there is None or session.lead is None:
        raise StreamlitAuthError(
            f"`st.{where}` works where the server knows its users; this one does not. {SERVED}"
        )
    if told is None:
        session.lead(there)
        return
    if find_spec("authlib") is None:
        raise StreamlitMissingAuthlibError
    at = address.join(str(session.props.get("page", "")), session.query.search)
    session.lead(f"{there}&{urlencode({**told, 'at': at})}")
