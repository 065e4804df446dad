"""Charts in Vega-Lite: quick ones of a table, altair's, and specifications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Self, cast

import pandas as pd

from ..errors import StreamlitAPIException, StreamlitValueError
from ..runtime.widget import Widget
from ..tree.blob import Blob
from ..tree.node import Json, Node
from .add_rows import AddRowsCommands
from .attributes import AttributeDict
from .columns import encode
from .commands import Commands, choice, height_prop, width_prop
from .quick_charts import DATA, Columns, Kind, QuickChart, Size, Stack, quick_chart
from .tabular import to_frame
from .vega_spec import Datasets, from_altair, from_dict, is_side_by_side, selections, with_index

ELEMENT = "vega_lite_chart"
OnSelect = Literal["rerun", "ignore"] | Callable[..., object]
MAX_SELECTED = 100_000
"""A browser may not send selections of more entries."""


@dataclass(slots=True)
class Series:
    """Rows of a chart, and those that were added: as few blobs as resend each row a few times only."""

    chunks: list[tuple[pd.DataFrame, Blob]]

    def add(self, rows: pd.DataFrame) -> None:
        self.chunks.append((rows, encode(rows)))
        while len(self.chunks) > 1 and len(self.chunks[-2][0]) <= len(self.chunks[-1][0]):
            (before, _), (after, _) = self.chunks[-2:]
            joined = pd.concat([before, after], ignore_index=True) if len(before) else after
            self.chunks[-2:] = [(joined, encode(joined))]

    @property
    def blobs(self) -> tuple[Blob, ...]:
        return tuple(blob for _, blob in self.chunks)

    @property
    def names(self) -> list[str]:
        return [blob.name for blob in self.blobs]


@dataclass(slots=True)
class Growing:
    """What `add_rows` knows of its chart."""

    series: dict[str, Series]
    others: dict[str, Blob]
    """Data that cannot grow."""
    quick: QuickChart | None = None


class ChartCommands(AddRowsCommands):
    def line_chart(
        self,
        data: object = None,
        *,
        x: str | None = None,
        y: Columns = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        width: Literal["stretch", "content"] | int = "stretch",
        height: Literal["stretch", "content"] | int = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Self:
        """Draw lines: one for each column, or one for each value of a column.

        Scrolling zooms, dragging moves, a double click goes back.

        Parameters
        ----------
        data
            Anything that looks like a table: a DataFrame, a Series, an array, a list, a dictionary.
        x
            The column along the horizontal axis; the index when None.
        y
            The column or the columns of the lines; all others when None.
        x_label, y_label
            The titles of the axes; the names of the columns when None, none when empty.
        color
            The colour of the lines, a list with a colour for each column of `y`, or a column: each of its
            values is a line of its own (or, if they are colours, they are taken).
        width
            `"stretch"`, `"content"` or pixels.
        height
            `"content"`, `"stretch"` or pixels.
        use_container_width
            Deprecated: True is `width="stretch"`, False is `width="content"`.
        alt
            What a screen reader says of the chart.

        Returns
        -------
        A handle; its `add_rows` makes the chart longer.

        Raises
        ------
        StreamlitAPIException
            A column is not in the data.
        StreamlitInvalidColorError
            A colour cannot be read, or there are not as many as columns.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> handle = st.line_chart({"oslo": [1, 3, 2], "rome": [9, 8, 9]}, x_label="day", y_label="degrees")
        """
        return self._quick(
            "line", data, x, y, x_label, y_label, color, width, height, use_container_width, alt
        )

    def area_chart(
        self,
        data: object = None,
        *,
        x: str | None = None,
        y: Columns = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        stack: Stack = None,
        width: Literal["stretch", "content"] | int = "stretch",
        height: Literal["stretch", "content"] | int = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Self:
        """Draw filled areas: one for each column, or one for each value of a column.

        Parameters
        ----------
        data, x, y, x_label, y_label, color, width, height, use_container_width, alt
            As of `line_chart`.
        stack
            True: on top of each other; `"normalize"`: as shares of the whole; `"center"`: around the middle;
            None, False or `"layered"`: one before the other.

        Returns
        -------
        A handle; its `add_rows` makes the chart longer.

        Raises
        ------
        StreamlitAPIException
            A column is not in the data.
        StreamlitInvalidColorError
            A colour cannot be read, or there are not as many as columns.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> handle = st.area_chart({"sun": [1, 3, 2], "wind": [4, 2, 3]}, stack=True)
        """
        return self._quick(
            "area", data, x, y, x_label, y_label, color, width, height, use_container_width, alt, stack=stack
        )

    def bar_chart(
        self,
        data: object = None,
        *,
        x: str | None = None,
        y: Columns = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        horizontal: bool = False,
        sort: bool | str = True,
        stack: Stack = None,
        width: Literal["stretch", "content"] | int = "stretch",
        height: Literal["stretch", "content"] | int = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Self:
        """Draw bars.

        Parameters
        ----------
        data, x, y, x_label, y_label, color, width, height, use_container_width, alt
            As of `line_chart`. `x` and `y` keep their meaning when the bars are horizontal.
        horizontal
            Let the bars grow to the right.
        sort
            True: by the values of `x`; False: as in the data; a column: by it; a column after `-`: by it, the
            largest first.
        stack
            True or None: on top of each other; False: side by side; `"layered"`: one before the other;
            `"normalize"`: as shares of the whole; `"center"`: around the middle.

        Returns
        -------
        A handle; its `add_rows` adds bars.

        Raises
        ------
        StreamlitAPIException
            A column is not in the data.
        StreamlitInvalidColorError
            A colour cannot be read, or there are not as many as columns.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> people = {"city": ["Oslo", "Rome"], "millions": [0.7, 2.8]}
        >>> handle = st.bar_chart(people, x="city", y="millions", sort="-millions", horizontal=True)
        """
        return self._quick(
            "bar", data, x, y, x_label, y_label, color, width, height, use_container_width, alt,
            stack=stack, horizontal=horizontal, sort=sort,
        )  # fmt: skip

    def scatter_chart(
        self,
        data: object = None,
        *,
        x: str | None = None,
        y: Columns = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color: Any = None,
        size: Size = None,
        width: Literal["stretch", "content"] | int = "stretch",
        height: Literal["stretch", "content"] | int = "content",
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Self:
        """Draw points.

        Parameters
        ----------
        data, x, y, x_label, y_label, color, width, height, use_container_width, alt
            As of `line_chart`.
        size
            The area of a point in square pixels (100 when None), or a column that gives the points' sizes.

        Returns
        -------
        A handle; its `add_rows` adds points.

        Raises
        ------
        StreamlitAPIException
            A column is not in the data.
        StreamlitInvalidColorError
            A colour cannot be read, or there are not as many as columns.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> points = {"x": [1, 2, 3], "y": [1, 4, 9], "weight": [1, 2, 3]}
        >>> handle = st.scatter_chart(points, x="x", y="y", size="weight")
        """
        return self._quick(
            "scatter", data, x, y, x_label, y_label, color, width, height, use_container_width, alt, size=size
        )

    def altair_chart(
        self,
        altair_chart: Any,
        *,
        width: Literal["stretch", "content"] | int | None = None,
        height: Literal["stretch", "content"] | int = "content",
        use_container_width: bool | None = None,
        theme: Literal["streamlit"] | None = "streamlit",
        key: str | int | None = None,
        on_select: OnSelect = "ignore",
        selection_mode: str | Iterable[str] | None = None,
        alt: str | None = None,
    ) -> Any:
        """Draw an altair chart.

        Parameters
        ----------
        altair_chart
            Any chart of altair: single, layered, concatenated, faceted.
        width
            `"stretch"`, `"content"` or pixels. None is `"stretch"`, and `"content"` for charts side by side.
        height
            `"content"`, `"stretch"` or pixels.
        use_container_width
            Deprecated: True is `width="stretch"`, False is `width="content"`.
        theme
            `"streamlit"`: the page's fonts and colours; None: those of Vega-Lite.
        key
            A name of its own; `st.session_state[key]` holds the selection.
        on_select
            `"ignore"`; `"rerun"`: a selection runs the script again; or a callback, called before.
        selection_mode
            The names of the selection parameters to listen to; all when None.
        alt
            What a screen reader says of the chart.

        Returns
        -------
        A handle with `add_rows`; or, unless `on_select` is `"ignore"`, the state, whose `selection` has an
        entry for each selection parameter.

        Raises
        ------
        StreamlitAPIException
            It is not an altair chart, or selections are asked for and it has none of that name.

        Examples
        --------
        >>> import altair as alt
        >>> import pandas as pd
        >>> import jupyter_streamkit as st
        >>> df = pd.DataFrame({"x": [1, 2, 3], "y": [1, 4, 9]})
        >>> handle = st.altair_chart(alt.Chart(df).mark_line().encode(x="x", y="y"))
        """
        spec, datasets = from_altair(altair_chart)
        return self._vega(
            spec, datasets, width, height, use_container_width, theme, key, on_select, selection_mode, alt
        )

    def vega_lite_chart(
        self,
        data: object = None,
        spec: Mapping[str, Any] | None = None,
        *,
        width: Literal["stretch", "content"] | int | None = None,
        height: Literal["stretch", "content"] | int = "content",
        use_container_width: bool | None = None,
        theme: Literal["streamlit"] | None = "streamlit",
        key: str | int | None = None,
        on_select: OnSelect = "ignore",
        selection_mode: str | Iterable[str] | None = None,
        alt: str | None = None,
    ) -> Any:
        """Draw a Vega-Lite specification.

        Parameters
        ----------
        data
            Anything that looks like a table; or the specification, with its data in it.
        spec
            The specification. It refers to columns of `data` by name.
        width, height, use_container_width, theme, key, on_select, selection_mode, alt
            As of `altair_chart`.

        Returns
        -------
        A handle with `add_rows`; or, unless `on_select` is `"ignore"`, the state, whose `selection` has an
        entry for each selection parameter.

        Raises
        ------
        StreamlitAPIException
            There is no specification, or selections are asked for and it has none of that name.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> encoding = {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}
        >>> handle = st.vega_lite_chart({"a": ["p", "q"], "b": [1, 2]}, {"mark": "bar", "encoding": encoding})
        """
        lifted, datasets = from_dict(data, spec)
        return self._vega(
            lifted, datasets, width, height, use_container_width, theme, key, on_select, selection_mode, alt
        )

    def _quick(
        self,
        kind: Kind,
        data: object,
        x: str | None,
        y: Columns,
        x_label: str | None,
        y_label: str | None,
        color: Any,
        width: Any,
        height: Any,
        use_container_width: bool | None,
        alt: str | None,
        **options: Any,
    ) -> Self:
        chart, frame = quick_chart(
            kind, data, x=x, y=y, x_label=x_label, y_label=y_label, color=color, **options
        )
        rows = chart.rows(frame)
        growing = Growing({DATA: Series([(rows, encode(rows))])}, {}, chart)
        size = _size(width, height, use_container_width)
        props = {"spec": chart.spec(frame, rows), "theme": "streamlit", "alt": alt, **size}
        return self._draw_chart(props, growing)

    def _vega(
        self,
        spec: dict[str, Json],
        datasets: Datasets,
        width: Any,
        height: Any,
        use_container_width: bool | None,
        theme: str | None,
        key: str | int | None,
        on_select: OnSelect,
        selection_mode: str | Iterable[str] | None,
        alt: str | None,
    ) -> Any:
        choice("theme", theme, ("streamlit", None))
        size = _size(
            width or ("content" if is_side_by_side(spec) else "stretch"), height, use_container_width
        )
        props = {"spec": spec, "theme": theme, "alt": alt, **size}
        series = {
            name: Series([(with_index(frame), datasets.blobs[name])])
            for name, frame in datasets.frames.items()
        }
        others = {name: blob for name, blob in datasets.blobs.items() if name not in series}
        growing = Growing(series, others)
        if on_select == "ignore":
            return self._draw_chart(props, growing, key)
        listened = _listened(spec, selection_mode)
        props |= {"selections": listened, "data": _data(growing)}
        widget = _selection_widget(listened, key, on_select, identity={"spec": spec, "blobs": props["data"]})
        return self._input(widget, props, _blobs(growing))

    def _draw_chart(self, props: dict[str, Json], growing: Growing, key: str | int | None = None) -> Self:
        raw = {"grow": partial(_grow, growing)}
        return self._add(ELEMENT, props | {"data": _data(growing)}, key=key, blobs=_blobs(growing), raw=raw)


def _grow(growing: Growing, handle: Commands, data: object, datasets: dict[str, object]) -> None:
    """Add rows to a chart that is on the page; only these are sent."""
    node = handle._node
    assert node is not None
    props = node.props
    if growing.quick is not None and growing.quick.blank:
        growing.quick, rows, spec = growing.quick.begun(data)
        growing.series[DATA] = Series([(rows, encode(rows))])
        props = props | {"spec": spec}
    else:
        for name, more in (datasets or {next(iter(growing.series), DATA): data}).items():
            _series(growing, name).add(_more(growing, to_frame(more)))
    grown = Node(
        ELEMENT, props | {"data": _data(growing)}, node.identity, blobs=_blobs(growing), raw=node.raw
    )
    handle._draw(handle._context("add_rows"), grown)


def _data(growing: Growing) -> dict[str, Json]:
    grown = {name: series.names for name, series in growing.series.items()}
    return grown | {name: [blob.name] for name, blob in growing.others.items()}


def _blobs(growing: Growing) -> tuple[Blob, ...]:
    return (*(blob for series in growing.series.values() for blob in series.blobs), *growing.others.values())


def _series(growing: Growing, name: str) -> Series:
    if name not in growing.series:
        known = ", ".join(map(repr, growing.series)) or "none"
        raise StreamlitAPIException(f"The chart has no data named {name!r} that can grow; it has {known}.")
    return growing.series[name]


def _more(growing: Growing, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows to add, in the form of the chart's own."""
    if growing.quick is None:
        return with_index(frame)
    named = frame.set_axis([str(name) for name in frame.columns], axis=1)
    growing.quick, numbered = growing.quick.continued(named)
    return growing.quick.rows(numbered)


def _size(width: Any, height: Any, use_container_width: bool | None) -> dict[str, Json]:
    if use_container_width is not None:
        width = "stretch" if use_container_width else "content" if width == "stretch" else width
    return {"width": width_prop(width), "height": height_prop(height)}


def _listened(spec: dict[str, Json], mode: str | Iterable[str] | None) -> list[str]:
    """The selection parameters that the script listens to."""
    known = selections(spec)
    if not known:
        raise StreamlitAPIException(
            "`on_select` needs a chart with a selection parameter, and this one has none: "
            "write `chart.add_params(alt.selection_point(name='picked'))`."
        )
    names = known if mode is None else [mode] if isinstance(mode, str) else list(mode)
    for name in names:
        if name not in known:
            raise StreamlitAPIException(f"The chart has no selection parameter {name!r}; it has {known}.")
    return sorted(names)


def _selection_widget(
    names: Sequence[str], key: str | int | None, on_select: OnSelect, identity: Mapping[str, Any]
) -> Widget[AttributeDict]:
    return Widget(
        type=ELEMENT,
        default={name: {} for name in names},
        decode=lambda value: AttributeDict({"selection": value}),
        encode=lambda state: cast("Json", state["selection"]),
        check=lambda value: checked_selection(value, names),
        key=None if key is None else str(key),
        identity=identity,
        bounds={"selections": names},
        on_change=callback("on_select", on_select),
        settable=False,
    )


def callback(parameter: str, on_select: OnSelect) -> Callable[..., object] | None:
    """The callback of `on_select`; None when it only reruns the script."""
    if on_select == "rerun":
        return None
    if callable(on_select):
        return on_select
    raise StreamlitValueError(parameter, ["'rerun'", "'ignore'", "a callback"])


def checked_selection(value: Json, names: Sequence[str]) -> Json:
    """What a browser may say of a chart's selections."""
    if not isinstance(value, dict) or set(value) - set(names):
        raise ValueError(f"a selection has entries of {list(names)} only")
    for part in value.values():
        if not isinstance(part, (dict, list)) or len(part) > MAX_SELECTED:
            raise ValueError("an entry of a selection is an object or a list")
    return {name: value.get(name, {}) for name in names}
