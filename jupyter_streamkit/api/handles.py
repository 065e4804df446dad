"""Handles that can do more than draw: a status that is told how far it is, a skeleton that gives way."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from jupyter_streamkit.runtime.flow import ControlFlow
from jupyter_streamkit.tree.markup import markdown

from .commands import choice
from .generator import DeltaGenerator
from .status import STATES, States


class StatusContainer(DeltaGenerator):
    """What `st.status` gives."""

    def update(
        self, *, label: str | None = None, expanded: bool | None = None, state: States | None = None
    ) -> None:
        """Change the label, the state or whether it is open; None leaves it as it is.

        Parameters
        ----------
        label
            Inline Markdown.
        expanded
            Open or closed.
        state
            `"running"`, `"complete"` or `"error"`.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> status = st.status("Loading")
        >>> status.update(label="Loaded", state="complete")
        """
        if state is not None:
            choice("state", state, STATES)
        told = {
            "label_html": None if label is None else markdown(label, inline=True),
            "expanded": expanded,
            "state": state,
        }
        node = self._node
        if node is None:
            return
        if label is not None:
            node.raw = {**node.raw, "label": label}
        kept = {name: value for name, value in told.items() if value is not None}
        self._context("status").change(node, node.props | kept)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        # Handles that were made from this one are of this class too, but not of this type of node.
        if self._node is None or self._node.type != "status":
            return
        if error is None and self._node.props["state"] == "running":
            self.update(state="complete")
        elif error is not None and not isinstance(error, ControlFlow):
            self.update(state="error")


class SkeletonPlaceholder(DeltaGenerator):
    """What `st.skeleton` gives."""

    def __enter__(self) -> Self:
        if self._is_skeleton():
            return self
        return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_skeleton():
            self._clear()
        else:
            super().__exit__(kind, error, trace)

    def _is_skeleton(self) -> bool:
        children = self._node.children if self._node is not None and self._node.type == "empty" else None
        return bool(children) and children is not None and children[0].type == "skeleton"
