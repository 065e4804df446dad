"""`add_rows`: more data for a table or a chart that is already on the page.

The command that draws such an element gives its node a function, `raw={"grow": grow}`:
`grow(handle, data, datasets)` is called with the element's handle and the arguments of `add_rows`.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ..errors import StreamlitAPIException
from ..tree.node import Json, Node
from .commands import Commands
from .frames import Table
from .tabular import to_frame

Grow = Callable[[Commands, object, dict[str, object]], None]


class AddRowsCommands(Commands):
    def add_rows(self, data: object = None, **datasets: object) -> None:
        """Append rows to the table or chart that this handle stands for.

        Parameters
        ----------
        data
            The rows: anything that `st.dataframe` takes, with the columns of the element's own data. Where
            that was numbered from 0, the new rows are numbered on.
        **datasets
            Instead, rows by the name of their data set, for charts that have several.

        Raises
        ------
        StreamlitAPIException
            The handle stands for something else, or there are no rows, or there is no data set of that name.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> table = st.table({"a": [1]})
        >>> table.add_rows({"a": [2]})
        """
        grow = self._node.raw.get("grow") if self._node is not None else None
        if grow is None:
            raise StreamlitAPIException(
                "`add_rows` belongs to the handle of a table or a chart: "
                "write `handle = st.table(...)` and then `handle.add_rows(rows)`."
            )
        grow(self, data, datasets)


def growing(
    type: str, frame: pd.DataFrame, draw: Callable[[pd.DataFrame], tuple[dict[str, Json], Table | None]]
) -> Grow:
    """How an element that shows one frame grows; `draw` gives its props and its source."""

    def grow(handle: Commands, data: object, datasets: dict[str, object]) -> None:
        longer = appended(frame, _added(data, datasets))
        props, source = draw(longer)
        kept = {name: value for name, value in props.items() if value is not None}
        blobs = () if source is None else (source.first,)
        raw = {"value": longer, "grow": growing(type, longer, draw)}
        # The node keeps its identity: its key, if it has one, was claimed when it was drawn first.
        identity = handle._node.identity if handle._node is not None else None
        node = Node(type, kept, identity, blobs=blobs, source=source, raw=raw)
        handle._draw(handle._context("add_rows"), node)

    return grow


def _added(data: object, datasets: dict[str, object]) -> pd.DataFrame:
    given = [rows for rows in (data, *datasets.values()) if rows is not None]
    if len(given) != 1:
        raise StreamlitAPIException(
            f"`add_rows` takes one set of rows, not {len(given)}: write `handle.add_rows(rows)`."
        )
    return to_frame(given[0])


def appended(before: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Both frames, one below the other; an index that only counts goes on counting."""
    if before.shape[1] == 0:
        return more
    counts = isinstance(before.index, pd.RangeIndex) and isinstance(more.index, pd.RangeIndex)
    return pd.concat([before, more], ignore_index=counts)
