"""`st.login` and `st.logout`: the server that serves the app knows its users, and has pages for signing in and out."""

from __future__ import annotations

from jupyter_streamkit.errors import StreamlitAuthError
from jupyter_streamkit.runtime.context import require_context

SERVED = (
    "Publish the app with a server that does: beside JupyterLab or JupyterHub (`/voila/render/...`), or with "
    "`voila --template=streamkit --Voila.identity_provider_class=...`, `--Voila.token=...` or a password."
)


def login(provider: str | None = None) -> None:
    """Lead the viewer to the page where they sign in, and back again.

    Who signs people in is a matter of the server: Jupyter's identity provider, or JupyterHub with its authenticator
    (OAuth, LDAP and others). `st.user` then tells who they are. The section `[auth]` of secrets.toml is not read.

    Parameters
    ----------
    provider
        Must be None: a server has one way to sign in.

    Raises
    ------
    StreamlitAuthError
        Nobody can sign in: the app is shown in a notebook, or its server asks nobody who they are; or a provider
        was named.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if not st.user.is_logged_in:
    ...     st.button("Sign in", on_click=st.login)
    """
    if provider is not None:
        raise StreamlitAuthError(
            f"There is no provider {provider!r}: the server that publishes the app has one way to sign in. Write "
            "`st.login()`, and configure the provider there: Jupyter's `identity_provider_class` or JupyterHub's "
            "`authenticator_class`."
        )
    _lead("login")


def logout() -> None:
    """Lead the viewer to the page that signs them out of the server.

    Raises
    ------
    StreamlitAuthError
        Nobody is signed in: the app is shown in a notebook, or its server asks nobody who they are.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if st.user.is_logged_in:
    ...     st.button("Sign out", on_click=st.logout)
    """
    _lead("logout")


def _lead(where: str) -> None:
    session = require_context(f"`st.{where}`").session
    address = session.addresses.get(where)
    if address is None or session.lead is None:
        raise StreamlitAuthError(
            f"`st.{where}` works where the server knows its users; this one does not. {SERVED}"
        )
    session.lead(address)
