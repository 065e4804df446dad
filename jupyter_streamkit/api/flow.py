"""The flow of a run: stop it, begin it again."""

from __future__ import annotations

from typing import Literal, NoReturn

from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.runtime.flow import RerunScript, StopRun


def stop() -> NoReturn:
    """End the run here; the page is what has been drawn so far.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> name = st.text_input("Your name")
    >>> if not name:
    ...     st.stop()
    """
    require_context("`st.stop`")
    raise StopRun


def rerun(scope: Literal["app"] = "app") -> NoReturn:
    """End the run here and begin again from the top.

    Parameters
    ----------
    scope
        What to run again: `"app"`, the whole script.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if st.button("Clear"):
    ...     st.session_state.clear()
    ...     st.rerun()
    """
    require_context("`st.rerun`")
    raise RerunScript
