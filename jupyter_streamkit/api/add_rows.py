"""`add_rows`: more data for a table or a chart that is already on the page.

The command that draws such an element says with `raw={"grow": function}` how to draw it again:
`function(handle, frame)` is called with the element's handle and the rows to append, as a DataFrame.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..errors import StreamlitAPIException
from .commands import Commands
from .tabular import to_frame


class AddRowsCommands(Commands):
    def add_rows(self, data: Any = None, **kwargs: Any) -> None:
        """Append rows to the table or chart that this handle stands for.

        Parameters
        ----------
        data
            The rows: anything that `st.dataframe` takes, with the columns of the element's own data.
        **kwargs
            In place of `data`, the rows under the name of a data set: `chart.add_rows(points=rows)`.

        Raises
        ------
        StreamlitAPIException
            The element is neither a table nor a chart, or there is not exactly one set of rows.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> table = st.table({"a": [1]})
        >>> table.add_rows({"a": [2]})
        """
        given = [rows for rows in (data, *kwargs.values()) if rows is not None]
        if len(given) != 1:
            raise StreamlitAPIException(
                f"`add_rows` takes one set of rows, not {len(given)}: write `handle.add_rows(rows)`."
            )
        grow = self._node.raw.get("grow") if self._node is not None else None
        if grow is None:
            raise StreamlitAPIException(
                "`add_rows` belongs to the handle of a table or a chart: "
                "write `handle = st.table(...)` and then `handle.add_rows(rows)`."
            )
        grow(self, to_frame(given[0]))


def appended(before: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Both frames, one below the other; an index that only counts goes on counting."""
    if before.shape[1] == 0:
        return more
    counts = isinstance(before.index, pd.RangeIndex) and isinstance(more.index, pd.RangeIndex)
    return pd.concat([before, more], ignore_index=counts)
