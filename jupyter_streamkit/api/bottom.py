"""The strip at the bottom of the page, which stays in sight."""

from __future__ import annotations

from jupyter_streamkit.errors import StreamlitInvalidLayoutContextError
from jupyter_streamkit.runtime.context import RunContext
from jupyter_streamkit.tree.diff import BOTTOM, EVENT, SIDEBAR
from jupyter_streamkit.tree.node import Node

from .generator import DeltaGenerator


class Bottom(DeltaGenerator):
    """`st.bottom`: what is drawn here stays pinned below the main part of the page.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        It is used in the sidebar or in a dialog.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> with st.bottom:
    ...     st.caption("Answers may be wrong.")
    """

    def __init__(self, root: str = BOTTOM, node: Node | None = None) -> None:
        super().__init__(root, node)

    def _target(self, context: RunContext) -> Node:
        if self._node is None:
            _check_place(context)
        return super()._target(context)


def _check_place(context: RunContext) -> None:
    block = context.target()
    while block.parent is not None and block.id not in (SIDEBAR, EVENT):
        block = block.parent
    if block.id in (SIDEBAR, EVENT):
        where = "the sidebar" if block.id == SIDEBAR else "a dialog"
        raise StreamlitInvalidLayoutContextError(
            f"`st.bottom` cannot be used in {where}: it belongs to the main part of the page. "
            "Put it outside of that block."
        )
