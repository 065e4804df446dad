"""Where scripts import from that hand their run on to threads: `streamlit.runtime.scriptrunner`."""

from __future__ import annotations

from .context import RunContext, add_script_run_ctx, get_context

__all__ = ["add_script_run_ctx", "get_script_run_ctx"]


def get_script_run_ctx(suppress_warning: bool = False) -> RunContext | None:
    """Get the run that this thread belongs to, for `add_script_run_ctx`.

    Parameters
    ----------
    suppress_warning
        Taken for compatibility; there is no warning.

    Returns
    -------
    The run; None outside an app, and in a thread that nobody gave one to.

    Examples
    --------
    >>> get_script_run_ctx() is None
    True
    """
    return get_context()
