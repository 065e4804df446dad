"""Figures of bokeh. The browser gets BokehJS from the installed bokeh package, once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Self

from ..errors import StreamlitAPIException
from ..tree.blob import Blob
from ..tree.node import Json
from .commands import Commands
from .optional import optional

PARTS = ("bokeh", "bokeh-widgets", "bokeh-tables", "bokeh-gl")


class BokehCommands(Commands):
    def bokeh_chart(self, figure: Any, use_container_width: bool = True) -> Self:
        """Draw a figure of bokeh.

        Parameters
        ----------
        figure
            A figure, or a layout of several.
        use_container_width
            Fill the width of the column; else as wide as the figure says.

        Returns
        -------
        A handle.

        Raises
        ------
        MissingDependencyError
            bokeh is not installed.
        StreamlitAPIException
            It is no figure.

        Examples
        --------
        >>> from bokeh.plotting import figure
        >>> import jupyter_streamkit as st
        >>> plot = figure(height=300)
        >>> line = plot.line([1, 2, 3], [1, 3, 2])
        >>> handle = st.bokeh_chart(plot)
        """
        item, libraries = Blob.of(_json(figure)), _libraries()
        props: dict[str, Json] = {
            "item": item.name,
            "libraries": [library.name for library in libraries],
            "width": "stretch" if use_container_width else "content",
        }
        return self._add("bokeh_chart", props, blobs=(item, *libraries))


@cache
def _libraries() -> tuple[Blob, ...]:
    folder = files("bokeh").joinpath("server/static/js")
    return tuple(Blob.of(folder.joinpath(f"{part}.min.js").read_bytes()) for part in PARTS)


def _json(figure: Any) -> bytes:
    models = optional("bokeh_chart", "bokeh", "bokeh.models")
    embed = optional("bokeh_chart", "bokeh", "bokeh.embed")
    if not isinstance(figure, models.UIElement):
        raise StreamlitAPIException(
            f"`st.bokeh_chart` draws a figure of bokeh, not {type(figure).__name__}: "
            "write `plot = bokeh.plotting.figure()`, draw on it, then `st.bokeh_chart(plot)`."
        )
    # A document of its own would keep the figure from being drawn a second time.
    item = dict(embed.json_item(figure))
    item.pop("target_id", None)
    return json.dumps(_counted_from_one(item), separators=(",", ":")).encode()


def _counted_from_one(item: Json) -> Json:
    """Give models, which bokeh numbers on and on, numbers of their own figure: equal figures are equal."""
    names: dict[str, str] = {}

    def collect(value: Json) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("id"), str):
                names.setdefault(value["id"], f"m{len(names) + 1}")
            for part in value.values():
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)

    def renamed(value: Json) -> Json:
        if isinstance(value, dict):
            return {name: renamed(part) for name, part in value.items()}
        if isinstance(value, list):
            return [renamed(part) for part in value]
        return names.get(value, value) if isinstance(value, str) else value

    collect(item)
    return renamed(item)
