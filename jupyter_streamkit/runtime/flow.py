"""How a run ends before its last line.

These derive from BaseException, so that a script's `except Exception` does not catch them.
"""

from __future__ import annotations


class ControlFlow(BaseException):
    """Base of what ends a run early; no error."""


class StopRun(ControlFlow):
    """`st.stop()`: the rest of the script is not run, what it drew is the page."""


class CancelRun(ControlFlow):
    """The viewer pressed *Stop*, or the session closes."""


class RerunScript(ControlFlow):
    """Begin again from the top: `st.rerun()`, or an event that arrived during the run."""
