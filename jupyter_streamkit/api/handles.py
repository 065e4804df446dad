"""Handles that can do more than draw: a status that is told how far it is, a skeleton that gives way, a grid."""

from __future__ import annotations

from types import TracebackType
from typing import Literal, Self

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitValueError
from jupyter_streamkit.runtime.flow import ControlFlow
from jupyter_streamkit.tree.markup import markdown

from .commands import choice, unless
from .generator import DeltaGenerator
from .grid import span_prop
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


class GridContainer(DeltaGenerator):
    """What `st.grid` gives."""

    def cell(self, *, column_span: int | Literal["all"] = 1, row_span: int = 1) -> DeltaGenerator:
        """Make the next cell: a container for several elements, or one that takes more room.

        Parameters
        ----------
        column_span
            How many columns it takes; `"all"`: a row of its own.
        row_span
            How many rows it takes.

        Raises
        ------
        StreamlitAPIException
            A span is not accepted, or this is no grid.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> grid = st.grid(3)
        >>> grid.cell(column_span=2).write("Two columns wide")
        """
        if self._node is None or self._node.type != "grid":
            raise StreamlitAPIException("`cell()` is for what `st.grid(...)` gives.")
        if type(row_span) is not int or row_span < 1:
            raise StreamlitValueError("row_span", ["a whole number, 1 or more"])
        props = {
            "column_span": span_prop(self._node.props.get("columns"), column_span),
            "row_span": unless(1, row_span),
        }
        return DeltaGenerator(self._root, self._block("grid_cell", props)._node)
