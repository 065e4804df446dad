"""How a run ended, in the words of the preview: those of docs/wire.md."""

from __future__ import annotations

from jupyter_streamkit.errors import FragmentHandledException
from jupyter_streamkit.runtime.flow import CancelRun, ControlFlow, Interrupted, StopRun


def outcome_of(end: BaseException | None) -> str:
    """What ended a run, in a word.

    Parameters
    ----------
    end
        What the session says of it: None where nothing did.

    Examples
    --------
    >>> outcome_of(None), outcome_of(CancelRun()), outcome_of(ValueError("no"))
    ('done', 'stopped', 'error')
    """
    match end:
        case None | StopRun():
            return "done"
        case CancelRun():
            return "stopped"
        case Interrupted():
            return "interrupted"
        case ControlFlow():
            return "rerun"
    return "error"


def error_name(end: BaseException | None) -> str:
    """The type of the exception that ended a run; of a fragment's run it is the cause of what the session says."""
    cause = end.__cause__ if isinstance(end, FragmentHandledException) else None
    return type(cause or end).__name__
