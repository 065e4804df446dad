"""A table that one edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar

import pandas as pd
from pandas.io.formats.style import Styler

from ..errors import StreamlitAPIException
from ..runtime.widget import Widget
from ..tree.node import Json
from .column_config import ColumnConfig
from .column_settings import INDEX, ColumnSettings
from .commands import choice, height_prop
from .data import DataCommands, Grid, Height, Width, hides_index, pixels, table_width
from .edit_column import EditColumn, edit_column
from .edits import Edits, edited_index
from .fields import Args, Kwargs, OnChange, callback
from .frames import EditedTable
from .given_back import given_back
from .looks import Looks
from .tabular import to_frame

T = TypeVar("T")
EMPTY: Json = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
_NO_INDEX = (pd.MultiIndex, pd.TimedeltaIndex, pd.IntervalIndex)


class EditorCommands(DataCommands):
    def data_editor(
        self,
        data: T,
        *,
        width: Width = "stretch",
        height: Height | Literal["auto"] = "auto",
        use_container_width: bool | None = None,
        hide_index: bool | None = None,
        column_order: Iterable[Any] | None = None,
        column_config: Mapping[Any, ColumnConfig | str | None] | None = None,
        num_rows: Literal["fixed", "dynamic", "add", "delete"] = "fixed",
        disabled: bool | Iterable[Any] = False,
        key: str | int | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        row_height: int | None = None,
        placeholder: str | None = None,
        alt: str | None = None,
    ) -> T:
        """Show a table whose cells one can edit, and give it back as it was edited.

        Parameters
        ----------
        data
            A DataFrame or anything that looks like one: a Series, an array, a list, a dictionary, a frame
            of Polars or PyArrow. It is not changed itself.
        width
            `"stretch"`, `"content"` or pixels.
        height
            `"auto"` for up to ten rows, `"content"` for all of them, `"stretch"`, or pixels.
        use_container_width
            The former way to say `width="stretch"` (True) or `width="content"` (False).
        hide_index
            Hide the index; when None, that of data which has none of its own, and one that only counts
            where rows can be added.
        column_order
            The columns to show, by name or position, in this order; all when None.
        column_config
            By name or position of a column (`"_index"` for the index): a label, None to hide it, or a
            setting of `st.column_config`, which also says what a cell accepts.
        num_rows
            `"fixed"`, `"dynamic"` to add and to delete rows, `"add"` or `"delete"`.
        disabled
            True: nothing can be edited. Or the columns that cannot, by name or position.
        key
            Names the editor; the changes are `st.session_state[key]`, with `edited_rows`, `added_rows` and
            `deleted_rows`.
        on_change, args, kwargs
            A function called before the run that an edit causes, and its arguments; with `"ignore"` an edit
            waits for the next run.
        row_height
            The height of a row in pixels; one line of text when None.
        placeholder
            What a missing value shows; `"None"` when None.
        alt
            What a screen reader calls the table.

        Returns
        -------
        The edited data, of the type that was handed in; a DataFrame for what has no such form.

        Raises
        ------
        StreamlitDataframeConversionError
            The data cannot become a table.
        StreamlitAPIException
            Two columns have one name, a column type cannot edit the values of its column, or a parameter has
            a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> cities = st.data_editor({"city": ["Oslo", "Rome"], "visited": [True, False]}, num_rows="dynamic")
        """
        choice("num_rows", num_rows, ("fixed", "dynamic", "add", "delete"))
        frame = to_frame(data)
        looks = Looks(data) if isinstance(data, Styler) else None
        adds, deletes = num_rows in ("add", "dynamic"), num_rows in ("delete", "dynamic")
        order = None if column_order is None else list(column_order)
        settings = ColumnSettings(frame, column_config, order)
        _check(frame, settings)
        hidden = hides_index(data, frame, hide_index, looks, counted=adds)
        # New rows need their labels.
        hidden = hidden and not (adds and edited_index(frame))
        props = {
            "width": table_width(width, use_container_width),
            "height": "auto" if height == "auto" else height_prop(height),
            "row_height": pixels("row_height", row_height),
            "placeholder": placeholder,
            "alt": (alt or "").strip() or None,
            "num_rows": num_rows,
            "quiet": on_change == "ignore" or None,
        }
        drawn, source = Grid(props, column_config, order, hidden, whole=False).draw(frame, looks)
        columns = _columns(frame, settings, disabled, index=not hidden)
        shown = {column["name"] if not column.get("index") else INDEX for column in drawn["columns"]}
        edits = Edits(
            frame,
            {name: column for name, column in columns.items() if name in shown},
            {name: place for place, name in enumerate(settings.names)},
            adds,
            deletes,
        )
        for column in drawn["columns"]:
            how = edits.columns.get(INDEX if column.get("index") else column["name"])
            if how:
                column.update(how.props())
        widget = Widget(
            type="data_editor",
            default=EMPTY,
            decode=edits.decode,
            encode=edits.encode,
            check=edits.check,
            key=None if key is None else str(key),
            identity=drawn,
            bounds=_bounds(drawn, edits, num_rows),
            on_change=callback("on_change", on_change),
            args=tuple(args or ()),
            kwargs=dict(kwargs or {}),
            disabled=disabled is True,
            quiet=on_change == "ignore",
        )
        raw = {"value": frame, "editing_mode": num_rows}
        answers = EditedTable(source, frame)
        answers.edited = edits.apply(self._input(widget, drawn, (source.first,), raw, answers))
        changed: T = given_back(answers.edited, data)
        return changed


def _check(frame: pd.DataFrame, settings: ColumnSettings) -> None:
    twice = sorted({name for name in settings.names if settings.names.count(name) > 1})
    if twice or INDEX in settings.names:
        raise StreamlitAPIException(
            f"An editor needs a name of its own for each column, and `_index` is the index: rename {twice or INDEX}."
        )
    if isinstance(frame.index, _NO_INDEX):
        raise StreamlitAPIException(
            f"An editor cannot show a {type(frame.index).__name__}: hand over `data.reset_index()`."
        )


def _columns(
    frame: pd.DataFrame, settings: ColumnSettings, disabled: bool | Iterable[Any], *, index: bool
) -> dict[str, EditColumn]:
    """The columns that can be edited, by name."""
    locked = set() if isinstance(disabled, bool) else {*map(str, disabled)}
    columns: dict[str, EditColumn | None] = {}
    if index and edited_index(frame):
        made = edit_column(INDEX, frame.index, settings.index(), disabled=disabled is True or INDEX in locked)
        counted = pd.api.types.is_integer_dtype(frame.index.dtype)
        columns[INDEX] = made and replace(made, required=not counted)
    for place, name in enumerate(settings.names):
        off = (
            disabled is True or name in locked or (str(place) in locked and str(place) not in settings.names)
        )
        columns[name] = edit_column(name, frame.iloc[:, place], settings.column(place), disabled=off)
    return {name: column for name, column in columns.items() if column}


def _bounds(drawn: Mapping[str, Json], edits: Edits, num_rows: str) -> dict[str, Any]:
    """What makes a new editor of it under a key: other columns; other data, where rows come and go."""
    columns = [(column["name"], column["kind"], "edits" in column) for column in drawn["columns"]]
    content = len(edits.frame) if num_rows == "fixed" else drawn["data"]
    return {"columns": columns, "content": content, "num_rows": num_rows}
