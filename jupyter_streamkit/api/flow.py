"""The flow of a run: stop it, begin it again, whole or in part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NoReturn

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import RunContext, require_context
from jupyter_streamkit.runtime.flow import RerunFragments, RerunScript, StopRun
from jupyter_streamkit.runtime.fragments import Fragment

Scope = Literal["app", "fragment"]


def stop() -> NoReturn:
    """End the run here; the page is what has been drawn so far.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> name = st.text_input("Your name")
    >>> if not name:
    ...     st.stop()
    """
    require_context("`st.stop`").end(StopRun())


def rerun(scope: Scope | str | int | Sequence[str | int] = "app") -> NoReturn:
    """End the run here and begin again.

    Parameters
    ----------
    scope
        What to run again: `"app"`, the whole script; `"fragment"`, the fragment in which this stands, while it runs
        by itself; in a callback also the key of a fragment, or a list of keys: these run instead of what the
        callback's widget runs.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        `"fragment"` was said outside a fragment, or while the whole script runs.
    StreamlitAPIException
        A key was given outside a callback, or no fragment has it.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if st.button("Clear"):
    ...     st.session_state.clear()
    ...     st.rerun()
    """
    context = require_context("`st.rerun`")
    if scope == "app":
        context.end(RerunScript())
    if scope == "fragment":
        context.end(RerunFragments([_current(context)]))
    keys = _keys(scope)
    if not context.in_callback:
        raise StreamlitAPIException(
            f"`st.rerun({scope!r})` works in a callback (`on_click=`, `on_change=`). Here, write `st.rerun()` for "
            'the whole app, or `st.rerun(scope="fragment")` in a fragment.'
        )
    context.end(RerunFragments([fragment for key in keys for fragment in _named(context, key)]))


def _current(context: RunContext) -> Fragment:
    """The fragment that runs by itself here."""
    fragment = context.caller if context.in_callback else context.fragment()
    if fragment is None or context.scope is None:
        raise StreamlitInvalidLayoutContextError(
            '`st.rerun(scope="fragment")` works in a function with `@st.fragment`, while it runs by itself and not '
            "with the whole script. Put it below a widget of the fragment, or write `st.rerun()`."
        )
    return fragment


def _keys(scope: object) -> list[str]:
    """The keys of fragments that a scope tells."""
    listed = isinstance(scope, Sequence) and not isinstance(scope, str)
    keys = list(scope) if isinstance(scope, Sequence) and listed else [scope]
    wrong = next((key for key in keys if isinstance(key, bool) or not isinstance(key, (str, int))), None)
    if wrong is not None or scope is None:
        raise StreamlitInvalidParameterTypeError(
            f"`scope={scope!r}` is not accepted: write 'app', 'fragment', the key of a fragment, or a list of keys."
        )
    if not keys or "" in keys or (listed and {"app", "fragment"}.intersection(keys)):
        raise StreamlitValueError("scope", ["'app'", "'fragment'", "the key of a fragment", "a list of keys"])
    return [str(key) for key in keys]


def _named(context: RunContext, key: str) -> list[Fragment]:
    fragments = context.session.fragments.named(key)
    if not fragments:
        raise StreamlitAPIException(
            f"The page has no fragment with the key {key!r}: write `@st.fragment(key={key!r})` above the function, "
            "and call it before."
        )
    return fragments
