"""Line, area, bar and scatter charts of a table, as Vega-Lite.

Whatever the table looks like, the browser gets one row a mark, in columns named by what they do (`x`, `y`,
`color`, `size`, `sort`), so the specification depends on what is drawn and not on the data: charts of new
data are the old ones with other rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from ..errors import StreamlitAPIException, StreamlitInvalidColorError
from ..tree.node import Json
from .colors import css_color, is_color
from .columns import plain
from .commands import choice
from .tabular import to_frame

Kind = Literal["line", "area", "bar", "scatter"]
Stack = bool | Literal["normalize", "center", "layered"] | None
Columns = str | Sequence[str] | None
Size = str | float | None

DATA = "source"
"""The name of the data in the specification."""
HOVER_ROWS = 20_000
"""Up to as many rows, a line shows the point that is nearest to the mouse."""

_LEGEND = {"orient": "bottom", "titlePadding": 5, "offset": 5}
_ZOOM = {"name": "zoom", "select": {"type": "interval", "encodings": ["x", "y"]}, "bind": "scales"}


@dataclass(frozen=True, slots=True)
class QuickChart:
    """What a quick chart makes of a table: which column does what."""

    kind: Kind
    x: str | None = None
    y: tuple[str, ...] = ()
    x_label: str | None = None
    y_label: str | None = None
    color: Any = None
    size: Size = None
    stack: Stack = None
    horizontal: bool = False
    sort: bool | str = True
    melts: bool = False
    """Several columns of y: each is a series."""
    labelled: bool = False
    """The script named its only column of y."""
    index_end: int | None = None
    """The last of the index's own numbers: rows that are added go on from here."""
    blank: bool = False
    """There was nothing to draw: the first rows that are added decide what it is."""

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The table in long form."""
        count = len(self.y)
        columns: dict[str, Any] = {"x": _repeat(_x_of(frame, self.x), count)}
        if self.melts:
            columns["y"] = _interleave([frame[name] for name in self.y])
            series = np.tile(np.arange(count), len(frame))
            columns["color"] = pd.Categorical.from_codes(series, pd.Index(self.y))
        else:
            columns["y"] = frame[self.y[0]].reset_index(drop=True)
            if _is_column(self.color, frame):
                columns["color"] = _repeat(_css_column(frame[self.color]), 1)
        if isinstance(self.size, str):
            columns["size"] = _repeat(frame[self.size], count)
        if isinstance(self.sort, str):
            columns["sort"] = _repeat(frame[self.sort.removeprefix("-")], count)
        return pd.DataFrame(columns)

    def spec(self, frame: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Json]:
        """The Vega-Lite specification for a table, whose long form is `rows`."""
        encoding = self._encoding(frame, rows)
        spec: dict[str, Json] = {"data": {"name": DATA}}
        if self.kind == "line" and len(rows) <= HOVER_ROWS:
            return spec | _with_hover(encoding)
        mark = {"type": "circle" if self.kind == "scatter" else self.kind}
        return spec | {"mark": mark, "encoding": encoding, "params": [_ZOOM]}

    def _encoding(self, frame: pd.DataFrame, rows: pd.DataFrame) -> dict[str, Json]:
        x, y = self._positions(rows)
        tooltip = [
            {"field": "x", "type": field_type(rows["x"]), "title": self._x_name(frame)},
            {"field": "y", "type": field_type(rows["y"]), "title": "value" if self.melts else self.y[0]},
        ]
        encoding: dict[str, Json] = {"x": y, "y": x} if self.horizontal else {"x": x, "y": y}
        if (color := self._color(rows)) is not None:
            encoding["color"] = color
        if "color" in rows:
            name = "color" if self.melts else str(self.color)
            tooltip.append({"field": "color", "type": color_type(rows), "title": name})
            if self.kind == "bar" and self.stack is False:
                encoding["yOffset" if self.horizontal else "xOffset"] = {"field": "color"}
        if self.kind == "scatter":
            encoding["size"] = self._size()
        if isinstance(self.size, str):
            tooltip.append({"field": "size", "type": field_type(rows["size"]), "title": self.size})
        if self.kind == "area" or (self.kind == "bar" and self.stack == "layered"):
            encoding["opacity"] = {"value": 0.7}
        return encoding | {"tooltip": tooltip}

    def _positions(self, rows: pd.DataFrame) -> tuple[dict[str, Json], dict[str, Json]]:
        """Where a mark stands: along the axis of x, and along that of y."""
        x_type, y_type = field_type(rows["x"]), field_type(rows["y"])
        if self.kind == "bar" and x_type != "temporal":
            x_type = "ordinal"
        x: dict[str, Json] = {
            "field": "x",
            "type": x_type,
            "axis": _axis(rows["x"], grid=False),
            "title": self._x_title(),
        }
        y: dict[str, Json] = {
            "field": "y",
            "type": y_type,
            "axis": _axis(rows["y"], grid=True),
            "title": self._y_title(),
        }
        if isinstance(self.sort, str):
            x["sort"] = {"field": "sort", "order": "descending" if self.sort.startswith("-") else "ascending"}
        elif self.sort is False:
            x["sort"] = None
        elif isinstance(rows["x"].dtype, pd.CategoricalDtype) and rows["x"].cat.ordered:
            x["sort"] = [plain(value) for value in rows["x"].cat.categories]
        stack = self._stack()
        if stack is not None:
            y["stack"] = stack
        return x, y

    def _stack(self) -> bool | str | None:
        if self.kind == "area":
            return False if self.stack in (None, "layered") else self.stack
        return False if self.stack == "layered" else self.stack

    def _x_name(self, frame: pd.DataFrame) -> str:
        return (
            self.x if self.x is not None else str("index" if frame.index.name is None else frame.index.name)
        )

    def _x_title(self) -> str:
        return self.x_label if self.x_label is not None else (self.x or "")

    def _y_title(self) -> str:
        return self.y_label if self.y_label is not None else (self.y[0] if self.labelled else "")

    def _color(self, rows: pd.DataFrame) -> dict[str, Json] | None:
        color: dict[str, Json] = {"field": "color", "type": color_type(rows), "legend": _LEGEND}
        if self.melts:
            color["title"] = " "
            if _is_colors(self.color):
                color["scale"] = {"domain": list(self.y), "range": [css_color(entry) for entry in self.color]}
            return color
        if "color" in rows:
            own = len(rows) > 0 and is_color(rows["color"].iloc[0])
            return {**color, "scale": None, "legend": None} if own else {**color, "title": str(self.color)}
        single = self.color[0] if _is_colors(self.color) else self.color
        return None if single is None else {"value": css_color(single)}

    def _size(self) -> dict[str, Json]:
        if not isinstance(self.size, str):
            return {"value": 100 if self.size is None else self.size}
        return {
            "field": "size",
            "type": "quantitative",
            "title": self.size,
            "legend": {**_LEGEND, "titlePadding": 0.5},
        }

    def begun(self, data: object) -> tuple[QuickChart, pd.DataFrame, dict[str, Json]]:
        """The chart that a blank one becomes with its first rows; these; and its specification."""
        chart, frame = quick_chart(
            self.kind, data, x=self.x, y=None, x_label=self.x_label, y_label=self.y_label, color=self.color,
            size=self.size, stack=self.stack, horizontal=self.horizontal, sort=self.sort,
        )  # fmt: skip
        rows = chart.rows(frame)
        return chart, rows, chart.spec(frame, rows)

    def continued(self, frame: pd.DataFrame) -> tuple[QuickChart, pd.DataFrame]:
        """The chart that goes on with more rows, and these: numbered on, if the others were numbered."""
        if self.x is not None or self.index_end is None or not isinstance(frame.index, pd.RangeIndex):
            return self, frame
        start = self.index_end + 1
        index = pd.RangeIndex(start, start + len(frame), name=frame.index.name)
        return replace(self, index_end=start + len(frame) - 1), frame.set_axis(index, axis=0)


def quick_chart(
    kind: Kind,
    data: object,
    *,
    x: str | None,
    y: Columns,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    size: Size = None,
    stack: Stack = None,
    horizontal: bool = False,
    sort: bool | str = True,
) -> tuple[QuickChart, pd.DataFrame]:
    """Check the arguments against the table; gives the chart and the table."""
    choice("stack", stack, (True, False, "normalize", "center", "layered", None))
    frame = _named(to_frame(data))
    for name in _listed(x) + _listed(y):
        _require(name, frame)
    if isinstance(sort, str):
        _require(sort.removeprefix("-"), frame)
    _check_size(size, frame)
    extra = {name for name in (x, size, color) if isinstance(name, str)}
    ys = tuple(_listed(y)) or tuple(str(name) for name in frame.columns if name not in extra)
    blank = not ys
    if blank:
        frame, ys = frame.assign(value=np.nan), ("value",)
    chart = QuickChart(
        kind, x, ys, x_label, y_label, color, size, stack, horizontal, sort,
        melts=len(ys) > 1,
        labelled=len(_listed(y)) == 1,
        blank=blank,
        index_end=frame.index[-1] if isinstance(frame.index, pd.RangeIndex) and len(frame) else None,
    )  # fmt: skip
    _check_color(chart, frame)
    return chart, frame


def field_type(column: pd.Series[Any]) -> str:
    """What Vega-Lite calls the kind of a column's values."""
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return "ordinal" if dtype.ordered else "nominal"
    if pd.api.types.is_datetime64_any_dtype(dtype) or isinstance(dtype, pd.PeriodDtype):
        return "temporal"
    if pd.api.types.is_bool_dtype(dtype) or pd.api.types.is_complex_dtype(dtype):
        return "nominal"
    if pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_timedelta64_dtype(dtype):
        return "quantitative"
    return _OBJECT_TYPES.get(pd.api.types.infer_dtype(column, skipna=True), "nominal")


_OBJECT_TYPES = {
    "date": "temporal", "datetime": "temporal", "datetime64": "temporal", "decimal": "quantitative",
    "floating": "quantitative", "integer": "quantitative", "mixed-integer-float": "quantitative",
    "empty": "quantitative",
}  # fmt: skip


def color_type(rows: pd.DataFrame) -> str:
    return field_type(rows["color"]) if "color" in rows else "nominal"


def _with_hover(encoding: dict[str, Json]) -> dict[str, Json]:
    """A line with a dot at the point that is nearest to the mouse; an invisible layer finds it."""
    nearest = {"type": "point", "nearest": True, "on": "mousemove", "clear": "mouseleave", "fields": ["x"]}
    return {
        "encoding": encoding,
        "layer": [
            {"name": "lines", "mark": {"type": "line"}, "params": [_ZOOM]},
            {
                "name": "points",
                "mark": {"type": "point", "opacity": 0},
                "params": [{"name": "hover", "select": nearest}],
            },
            {
                "mark": {"type": "point", "filled": True, "size": 65},
                "transform": [{"filter": {"param": "hover", "empty": False}}],
            },
        ],
        "config": {"legend": {"symbolType": "stroke"}},
    }


def _axis(column: pd.Series[Any], grid: bool) -> dict[str, Json]:
    whole = pd.api.types.is_integer_dtype(column.dtype)
    return {"grid": grid, "tickMinStep": 1} if whole else {"grid": grid}


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with text for column names, as the script writes them."""
    names = [str(name) for name in frame.columns]
    return frame if names == list(frame.columns) else frame.set_axis(names, axis=1)


def _x_of(frame: pd.DataFrame, name: str | None) -> pd.Series[Any]:
    if name is not None:
        return frame[name]
    index = frame.index
    if isinstance(index, pd.MultiIndex):
        return pd.Series([", ".join(map(str, entry)) for entry in index], dtype=object)
    return index.to_series()


def _repeat(column: pd.Series[Any], times: int) -> pd.Series[Any]:
    """Each value several times over: one for each series."""
    if times == 1:
        return column.reset_index(drop=True)
    return column.iloc[np.repeat(np.arange(len(column)), times)].reset_index(drop=True)


def _interleave(columns: list[pd.Series[Any]]) -> Any:
    """The values row by row: rows that are added to the table come last."""
    types = {column.dtype for column in columns}
    if all(isinstance(dtype, np.dtype) and dtype.kind in "iuf" for dtype in types):
        return np.column_stack([column.to_numpy() for column in columns]).ravel()
    together = pd.concat([column.reset_index(drop=True) for column in columns], keys=range(len(columns)))
    return together.swaplevel().sort_index(kind="stable").reset_index(drop=True)


def _css_column(column: pd.Series[Any]) -> pd.Series[Any]:
    """A column of tuples of numbers as CSS; all others as they are."""
    if (
        column.dtype != object
        or not len(column)
        or isinstance(column.iloc[0], str)
        or not is_color(column.iloc[0])
    ):
        return column
    return column.map(css_color)


def _listed(names: Columns) -> list[str]:
    return [] if names is None else [names] if isinstance(names, str) else [str(name) for name in names]


def _is_column(name: object, frame: pd.DataFrame) -> bool:
    return isinstance(name, str) and name in frame.columns


def _is_colors(color: object) -> bool:
    """Whether `color` is a list of colours and not one colour of numbers."""
    return isinstance(color, (list, tuple)) and not is_color(color)


def _require(name: str, frame: pd.DataFrame) -> None:
    if name not in frame.columns:
        known = ", ".join(f"`{column}`" for column in frame.columns) or "none"
        raise StreamlitAPIException(f"The data has no column `{name}`. Its columns are: {known}.")


def _check_size(size: object, frame: pd.DataFrame) -> None:
    number = isinstance(size, (int, float)) and not isinstance(size, bool)
    if not (size is None or number or _is_column(size, frame)):
        raise StreamlitAPIException(f"`size={size!r}` is neither a number nor a column of the data.")


def _check_color(chart: QuickChart, frame: pd.DataFrame) -> None:
    color = chart.color
    if chart.blank or color is None or _is_column(color, frame):
        return
    colors: Iterable[object] = color if _is_colors(color) else [color]
    for entry in colors:
        css_color(entry)
    count = len(list(colors))
    if count != max(1, len(chart.y)):
        raise StreamlitInvalidColorError(
            f"`color` has {count} colours for the {len(chart.y)} columns {', '.join(chart.y)}: "
            "give one for each."
        )
