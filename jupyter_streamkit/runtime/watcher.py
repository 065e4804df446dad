"""Whoever looks on while a session runs: the notebook's inspector is one. Nobody looks on a published page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jupyter_streamkit.tree.node import Node

if TYPE_CHECKING:
    from .context import RunContext
    from .fragments import Fragment


class Watcher(Protocol):
    """Called in the thread that runs, in the middle of its work: it has to be quick."""

    def began(self, context: RunContext, beside: Fragment | None = None) -> None:
        """A run begins in this thread; or that of a fragment beside it."""

    def drew(self, node: Node) -> None:
        """A command put an element on the page."""

    def met(self, function: str, hit: bool) -> None:
        """A cached function was called: its result was there, or is being computed."""

    def ended(self, outcome: BaseException | None) -> None:
        """The run in this thread is over; what ended it early."""
