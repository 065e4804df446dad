"""Data: interactive and static tables, metrics, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

import pandas as pd
from pandas.io.formats.style import Styler

from ..errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitValueError,
)
from ..runtime.widget import Widget
from ..tree.markup import markdown
from ..tree.node import Json
from .add_rows import AddRowsCommands, growing
from .attributes import AttributeDict
from .cells import plain
from .column_config import ColumnConfig
from .column_settings import ColumnSettings, Given
from .commands import LabelVisibility, WidgetCallback, choice, height_prop, label_props, width_prop
from .frames import Table, table
from .icon import icon_prop
from .looks import Looks
from .metrics import DELTA_ARROWS, DELTA_COLORS, chart_prop, delta_props, value_prop
from .selection import Selection, SelectionMode, selection_modes
from .static_table import table_html
from .tabular import has_header, has_index, to_frame
from .user import User

Width = Literal["stretch", "content"] | int
Height = Literal["stretch", "content"] | int
DeltaColor = Literal[
    "normal",
    "inverse",
    "off",
    "red",
    "orange",
    "yellow",
    "green",
    "blue",
    "violet",
    "gray",
    "grey",
    "primary",
]


@dataclass(frozen=True, slots=True)
class Grid:
    """How a data frame is shown, whatever its rows."""

    props: dict[str, Json]
    config: Given
    order: list[Any] | None
    hides_index: bool
    whole: bool

    def draw(self, frame: pd.DataFrame, looks: Looks | None = None) -> tuple[dict[str, Json], Table]:
        """The props of a frame's node, and its source."""
        settings = ColumnSettings(frame, self.config, self.order)
        shown = settings.shown(hide_index=self.hides_index)
        if looks:
            shown = replace(
                shown, columns=tuple(at for at in shown.columns if at not in looks.hidden_columns)
            )
        source = table(frame, shown, looks, whole=self.whole)
        drawn = {"rows": len(frame), "data": source.name, "page": source.first.name}
        drawn |= {
            "columns": settings.props(shown, source.kinds),
            "caption": (looks and looks.caption) or None,
        }
        return self.props | drawn, source


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a static table is shown, whatever its rows."""

    props: dict[str, Json]
    index: bool
    header: bool

    def draw(self, frame: pd.DataFrame, looks: Looks | None = None) -> tuple[dict[str, Json], None]:
        """The props of a frame's node, which has no source."""
        return self.props | {"html": table_html(frame, looks, index=self.index, header=self.header)}, None


class DataCommands(AddRowsCommands):
    def dataframe(
        self,
        data: Any = None,
        width: Width = "stretch",
        height: Height | Literal["auto"] = "auto",
        *,
        use_container_width: bool | None = None,
        hide_index: bool | None = None,
        column_order: Iterable[Any] | None = None,
        column_config: Mapping[Any, ColumnConfig | str | None] | None = None,
        key: str | int | None = None,
        on_select: Literal["ignore", "rerun"] | WidgetCallback = "ignore",
        selection_mode: SelectionMode | Iterable[SelectionMode] = "multi-row",
        selection_default: Mapping[str, Any] | None = None,
        row_height: int | None = None,
        placeholder: str | None = None,
        lazy: bool | None = None,
        alt: str | None = None,
    ) -> Self | AttributeDict:
        """Show a table that one can scroll, sort, search, select in and download.

        The browser asks for the rows that it shows, so a million rows are as quick as ten. Sorting and
        searching are done in the kernel.

        Parameters
        ----------
        data
            A DataFrame or anything that looks like one: a Series, an array, a list, a dictionary, a frame
            of Polars or PyArrow. The colours, texts and tooltips of a pandas Styler show, up to the number
            of cells that pandas styles.
        width
            `"stretch"`, `"content"` or pixels.
        height
            `"auto"` for up to ten rows, `"content"` for all of them, `"stretch"`, or pixels.
        use_container_width
            The former way to say `width="stretch"` (True) or `width="content"` (False).
        hide_index
            Hide the index; when None, that of data which has none of its own, and an index that only counts
            where rows can be selected.
        column_order
            The columns to show, by name or position, in this order; all when None.
        column_config
            By name or position of a column (`"_index"` for the index): a label, None to hide it, or a
            setting of `st.column_config`.
        key
            Names the element; with `on_select`, its state is `st.session_state[key]`.
        on_select
            `"ignore"`, `"rerun"` to run the script when one selects, or a callback that is called before.
        selection_mode
            One or several of `"single-row"`, `"single-row-required"`, `"multi-row"`, `"single-column"`,
            `"multi-column"`, `"single-cell"` and `"multi-cell"`; one each for rows, columns and cells.
        selection_default
            What is selected at first, such as `{"selection": {"rows": [0]}}`.
        row_height
            The height of a row in pixels; one line of text when None.
        placeholder
            What a missing value shows; `"None"` when None.
        lazy
            False sends all rows with the element; otherwise the browser asks for them.
        alt
            What a screen reader calls the table.

        Returns
        -------
        A handle, whose `add_rows` makes the table longer; or, unless `on_select` is `"ignore"`, the state:
        its `selection` has `rows` (positions in the data), `columns` (names) and `cells` (position and
        name).

        Raises
        ------
        StreamlitDataframeConversionError
            The data cannot become a table.
        StreamlitAPIException
            A parameter has a value that is not accepted; the message says which are.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.dataframe({"city": ["Oslo", "Rome"], "people": [709_000, 2_750_000]}, hide_index=True)
        """
        selecting = _selecting(on_select, selection_default)
        modes = selection_modes(selection_mode) if selecting else frozenset[str]()
        looks = Looks(data) if isinstance(data, Styler) else None
        frame = to_frame(data)
        props = {
            "width": table_width(width, use_container_width),
            "height": "auto" if height == "auto" else height_prop(height),
            "row_height": pixels("row_height", row_height),
            "placeholder": placeholder,
            "alt": (alt or "").strip() or None,
        }
        selects_rows = any("-row" in mode for mode in modes)
        hidden = hides_index(data, frame, hide_index, looks, counted=selects_rows)
        order = None if column_order is None else list(column_order)
        grid = Grid(props, column_config, order, hidden, whole=lazy is False)
        drawn, source = grid.draw(frame, looks)
        if not selecting:
            raw: dict[str, Any] = {"value": frame}
            if looks is None:
                raw["grow"] = growing("dataframe", frame, grid.draw)
            return self._add("dataframe", drawn, key=key, blobs=(source.first,), source=source, raw=raw)
        names = tuple(column["name"] for column in drawn["columns"] if not column.get("index"))
        selection = Selection(modes, len(frame), names)
        widget = _selection_widget(selection, selection_default, drawn, key, on_select)
        return self._input(
            widget, drawn | {"modes": sorted(modes)}, (source.first,), {"value": frame}, source
        )

    def table(
        self,
        data: Any = None,
        *,
        border: bool | Literal["horizontal"] = True,
        width: Width = "stretch",
        height: Height = "content",
        hide_index: bool | None = None,
        hide_header: bool | None = None,
        alt: str | None = None,
    ) -> Self:
        """Show a small table as it is, all of it; its texts, headers and index may hold Markdown.

        Parameters
        ----------
        data
            A DataFrame or anything that looks like one. A pandas Styler shows its colours, texts, tooltips
            and its caption.
        border
            True for lines around all cells, `"horizontal"` for lines between the rows, False for none.
        width
            `"stretch"`, `"content"` or pixels.
        height
            `"content"`, `"stretch"`, or pixels, within which the table scrolls below its header.
        hide_index
            Hide the index; when None, one that only counts the rows.
        hide_header
            Hide the header; when None, that of data which has no names for its columns, such as a list.
        alt
            What a screen reader calls the table.

        Returns
        -------
        A handle, whose `add_rows` makes the table longer.

        Raises
        ------
        StreamlitDataframeConversionError
            The data cannot become a table.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.table({"metal": ["**Iron**", "Gold"], "melts at": ["1538 °C", "1064 °C"]}, border="horizontal")
        """
        choice("border", border, (True, False, "horizontal"))
        looks = Looks(data) if isinstance(data, Styler) else None
        frame = to_frame(data)
        props = {
            "border": border if isinstance(border, str) else "all" if border else "none",
            "width": width_prop(width),
            "height": height_prop(height),
            "alt": (alt or "").strip() or None,
        }
        index = not hides_index(data, frame, hide_index, looks, counted=True)
        header = has_header(data, frame) if hide_header is None else not hide_header
        sheet = Sheet(props, index, header)
        raw = {"value": frame} if looks else {"value": frame, "grow": growing("table", frame, sheet.draw)}
        return self._add("table", sheet.draw(frame, looks)[0], raw=raw)

    def metric(
        self,
        label: str,
        value: Any,
        delta: Any = None,
        delta_color: DeltaColor = "normal",
        *,
        help: str | None = None,
        icon: str | None = None,
        label_visibility: LabelVisibility = "visible",
        border: bool = False,
        width: Width = "stretch",
        height: Height = "content",
        chart_data: Any = None,
        chart_type: Literal["line", "bar", "area"] = "line",
        delta_arrow: Literal["auto", "up", "down", "off"] = "auto",
        format: str | None = None,
        delta_description: str | None = None,
    ) -> Self:
        """Show a number large, and under it how much it changed.

        Parameters
        ----------
        label
            What the number is; may hold Markdown.
        value
            A number, a text, or None for a dash.
        delta
            The change, a number or a text; a text that begins with a minus is a fall. None or `""` for no
            change.
        delta_color
            `"normal"` (a rise is green, a fall red), `"inverse"` (the other way), `"off"` (gray), or a
            colour: `"red"`, `"orange"`, `"yellow"`, `"green"`, `"blue"`, `"violet"`, `"gray"`, `"primary"`.
        help
            Markdown that shows beside the label, on hover.
        icon
            An emoji, `":material/name:"` or `"spinner"`, before the label.
        label_visibility
            `"visible"`, `"hidden"` (leaves its room) or `"collapsed"`.
        border
            Draw a box around it.
        width
            `"stretch"`, `"content"` or pixels.
        height
            `"content"`, `"stretch"` or pixels.
        chart_data
            Numbers to draw as a small chart under the metric.
        chart_type
            `"line"`, `"bar"` or `"area"`.
        delta_arrow
            `"auto"` (up for a rise, down for a fall), `"up"`, `"down"` or `"off"`.
        format
            How numbers are shown: as in `st.column_config.NumberColumn`, such as `"dollar"`, `"compact"`,
            `"%.1f"`.
        delta_description
            A text after the change, such as `"since noon"`.

        Raises
        ------
        StreamlitAPIException
            A value is neither number nor text, or a parameter is none of the accepted ones.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.metric("Temperature", "21 °C", "1.2 °C", chart_data=[18, 19, 21])
        """
        choice("delta_color", delta_color, DELTA_COLORS)
        choice("delta_arrow", delta_arrow, DELTA_ARROWS)
        choice("chart_type", chart_type, ("line", "bar", "area"))
        shown, change = value_prop("value", value), value_prop("delta", delta)
        props = label_props("metric", label, help, label_visibility) | {
            "value": "—" if shown is None else shown,
            **delta_props(change, delta_color, delta_arrow),
            "icon": icon_prop(icon),
            "border": border or None,
            "width": width_prop(width),
            "height": height_prop(height),
            "chart": chart_prop(chart_data),
            "chart_type": chart_type,
            "format": format,
            "delta_html": markdown(delta_description, inline=True) if delta_description else None,
        }
        return self._add(
            "metric", props, raw={"label": label, "value": str(shown), "delta": str(change or "")}
        )

    def json(self, body: Any, *, expanded: bool | int = True, width: Width = "stretch") -> Self:
        """Show data as a tree that one can fold and copy.

        Parameters
        ----------
        body
            Anything that JSON has: dictionaries, lists, numbers, texts; what it does not have shows as its
            `repr`. A text is read as JSON.
        expanded
            True opens all of it, False nothing, a number that many levels.
        width
            `"stretch"` or pixels.

        Raises
        ------
        StreamlitAPIException
            A text is no JSON.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> st.json({"name": "Ada", "born": {"year": 1815}}, expanded=1)
        """
        depth = (
            {True: None, False: 0}.get(expanded, expanded) if isinstance(expanded, bool) else max(0, expanded)
        )
        value = _parsed(body) if isinstance(body, str) else plain(_entries(body))
        props = {"body": value, "depth": depth, "width": width_prop(width, ("stretch",))}
        return self._add("json", props, raw={"text": body if isinstance(body, str) else None})


def _selecting(on_select: object, default: object) -> bool:
    if on_select == "ignore":
        if default is not None:
            raise StreamlitIncompatibleParametersError(
                '`selection_default` needs a table in which one can select: write `on_select="rerun"`.'
            )
        return False
    if on_select == "rerun" or callable(on_select):
        return True
    raise StreamlitValueError("on_select", ["'ignore'", "'rerun'", "a function"])


def _selection_widget(
    selection: Selection,
    default: Mapping[str, Any] | None,
    drawn: dict[str, Json],
    key: str | int | None,
    on_select: object,
) -> Widget[AttributeDict]:
    return Widget(
        type="dataframe",
        default=selection.default(default),
        decode=selection.decode,
        encode=selection.encode,
        check=selection.check,
        key=None if key is None else str(key),
        identity=drawn,
        bounds={"modes": sorted(selection.modes)},
        on_change=on_select if callable(on_select) else None,
    )


def hides_index(
    data: object, frame: pd.DataFrame, hide_index: bool | None, looks: Looks | None, *, counted: bool
) -> bool:
    """Whether the index is hidden; `counted`: one that only counts is, where nobody said."""
    if hide_index is not None:
        return hide_index
    if looks and looks.hides_index:
        return True
    return not has_index(data, frame) or (counted and isinstance(frame.index, pd.RangeIndex))


def table_width(width: object, use_container_width: bool | None) -> Json:
    """A checked `width`, which the former way to say it precedes."""
    if use_container_width is not None:
        return "stretch" if use_container_width else "content"
    return width_prop(width)


def pixels(name: str, value: object) -> int | None:
    """A checked number of pixels, or None."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise StreamlitAPIException(f"`{name}={value!r}` is not accepted: write a number of pixels above 0.")


def _entries(body: Any) -> Any:
    """What a value shows of itself: the entries of what is like a dictionary, the fields of a model."""
    if isinstance(body, User):
        return body.shown()
    if hasattr(body, "to_dict"):
        return body.to_dict()
    return body.model_dump() if hasattr(body, "model_dump") else body


def _parsed(text: str) -> Json:
    try:
        return plain(json.loads(text))
    except ValueError as error:
        raise StreamlitAPIException(
            f"The text is no JSON ({error}): hand over the data itself, or show the text by `st.code(text)`."
        ) from error
