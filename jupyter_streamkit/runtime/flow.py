"""How a run ends before its last line.

These derive from BaseException, so that a script's `except Exception` does not catch them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .fragments import Fragment


class ControlFlow(BaseException):
    """Base of what ends a run early; no error."""


class StopRun(ControlFlow):
    """`st.stop()`: the rest of the script is not run, what it drew is the page."""


class CancelRun(ControlFlow):
    """The viewer pressed *Stop*, or the session closes."""


class Interrupted(ControlFlow):
    """An event arrived during the run: the next run takes it, and goes on with what this one began."""


class RerunScript(ControlFlow):
    """Begin again from the top: `st.rerun()`."""


class RerunFragments(ControlFlow):
    """Run some fragments instead: `st.rerun(scope="fragment")`, or `st.rerun("key")` in a callback."""

    def __init__(self, fragments: Collection[Fragment]) -> None:
        super().__init__()
        self.fragments = fragments
