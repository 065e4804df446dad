"""Whoever looks on while a session runs: the notebook's inspector is one. Nobody looks on a published page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jupyter_streamkit.tree.node import Node

if TYPE_CHECKING:
    from .context import RunContext


class Watcher(Protocol):
    """Called in the session's thread, in the middle of its work: it has to be quick."""

    def began(self, context: RunContext) -> None:
        """A run begins."""

    def drew(self, node: Node) -> None:
        """A command put an element on the page."""

    def met(self, function: str, hit: bool) -> None:
        """A cached function was called: its result was there, or is being computed."""

    def ended(self, outcome: BaseException | None) -> None:
        """The run is over; what ended it early."""
