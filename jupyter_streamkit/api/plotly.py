"""Figures of plotly. The browser gets plotly.js from the installed plotly package, once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ..errors import StreamlitAPIException, StreamlitValueError
from ..runtime.widget import Widget
from ..tree.blob import Blob
from ..tree.node import Json
from .attributes import AttributeDict
from .charts import MAX_SELECTED, OnSelect, callback
from .commands import Commands, choice, height_prop, width_prop
from .optional import optional

ELEMENT = "plotly_chart"
MODES = ("points", "box", "lasso")
EMPTY: dict[str, Json] = {"points": [], "point_indices": [], "box": [], "lasso": []}
_lock = threading.Lock()
"""plotly's validators are made when they are first used, and not for several threads."""


class PlotlyCommands(Commands):
    def plotly_chart(
        self,
        figure_or_data: Any,
        use_container_width: bool | None = None,
        *,
        width: Literal["stretch", "content"] | int = "stretch",
        height: Literal["stretch", "content"] | int = "content",
        theme: Literal["streamlit"] | None = "streamlit",
        key: str | int | None = None,
        on_select: OnSelect = "ignore",
        selection_mode: str | Iterable[str] = MODES,
        config: Mapping[str, Any] | None = None,
        alt: str | None = None,
    ) -> Any:
        """Draw a figure of plotly.

        Parameters
        ----------
        figure_or_data
            A figure, a trace or a list of traces, a dictionary of such, or a figure of matplotlib.
        use_container_width
            Deprecated: True is `width="stretch"`, False is `width="content"`.
        width, height
            `"stretch"`, `"content"` (as the figure says) or pixels.
        theme
            `"streamlit"`: the page's fonts and colours; None: the figure's own.
        key
            A name of its own; `st.session_state[key]` holds the selection.
        on_select
            `"ignore"`; `"rerun"`: a selection runs the script again; or a callback, called before.
        selection_mode
            What can be selected: `"points"`, `"box"`, `"lasso"`, or several of them.
        config
            plotly.js's configuration, such as `{"scrollZoom": True}`.
        alt
            What a screen reader says of the chart.

        Returns
        -------
        A handle; or, unless `on_select` is `"ignore"`, the state: `event.selection` has `points`,
        `point_indices`, `box` and `lasso`.

        Raises
        ------
        MissingDependencyError
            plotly is not installed.
        StreamlitAPIException
            It is no figure.

        Examples
        --------
        >>> import plotly.express as px
        >>> import jupyter_streamkit as st
        >>> handle = st.plotly_chart(px.line(y=[1, 3, 2]))
        """
        choice("theme", theme, ("streamlit", None))
        if use_container_width is not None:
            width = "stretch" if use_container_width else "content"
        modes = [selection_mode] if isinstance(selection_mode, str) else sorted(set(selection_mode))
        if set(modes) - set(MODES):
            raise StreamlitValueError("selection_mode", [repr(mode) for mode in MODES])
        figure, library = Blob.of(_json(figure_or_data)), _library()
        props: dict[str, Json] = {
            "figure": figure.name,
            "library": library.name,
            "theme": theme,
            "config": None if config is None else dict(config),
            "alt": alt,
            "width": width_prop(width),
            "height": height_prop(height),
        }
        if on_select == "ignore":
            return self._add(ELEMENT, props, key=key, blobs=(figure, library))
        widget = Widget(
            type=ELEMENT,
            default=EMPTY,
            decode=lambda value: AttributeDict({"selection": value}),
            encode=lambda state: state["selection"],
            check=_checked,
            key=None if key is None else str(key),
            identity={"figure": figure.name, "theme": theme},
            bounds={"modes": modes},
            on_change=callback("on_select", on_select),
            settable=False,
        )
        return self._input(widget, props | {"modes": modes}, (figure, library))


@cache
def _library() -> Blob:
    optional("plotly_chart", "plotly")
    return Blob.of(files("plotly").joinpath("package_data/plotly.min.js").read_bytes())


def _json(data: Any) -> bytes:
    tools = optional("plotly_chart", "plotly", "plotly.tools")
    io = optional("plotly_chart", "plotly", "plotly.io")
    with _lock:
        figure = tools.mpl_to_plotly(data) if type(data).__module__ == "matplotlib.figure" else _figure(data)
        text: str = io.to_json(figure, validate=False)
    return text.encode()


def _figure(data: Any) -> Any:
    graph = optional("plotly_chart", "plotly", "plotly.graph_objects")
    if hasattr(data, "to_plotly_json") and hasattr(data, "layout"):
        return data
    try:
        if isinstance(data, Mapping) and ("data" in data or "layout" in data):
            return graph.Figure(dict(data))
        return graph.Figure(data=list(data) if isinstance(data, tuple) else data)
    except (TypeError, ValueError) as error:
        raise StreamlitAPIException(
            f"`st.plotly_chart` draws a figure of plotly, not {type(data).__name__}: "
            f"write `st.plotly_chart(px.line(df))`. ({error})"
        ) from error


def _checked(value: Json) -> Json:
    """What a browser may say of a selection."""
    if not isinstance(value, dict) or set(value) != set(EMPTY):
        raise ValueError(f"a selection has {sorted(EMPTY)}")
    for part in value.values():
        if not isinstance(part, list) or len(part) > MAX_SELECTED:
            raise ValueError("a part of a selection is a list")
    return value
