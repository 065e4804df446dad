"""Graphs in the DOT language."""

from __future__ import annotations

from typing import Any, Literal, Self

from ..errors import StreamlitAPIException
from .commands import Commands, height_prop, width_prop


class GraphvizCommands(Commands):
    def graphviz_chart(
        self,
        figure_or_dot: Any,
        use_container_width: bool | None = None,
        *,
        width: Literal["stretch", "content"] | int = "content",
        height: Literal["stretch", "content"] | int = "content",
        alt: str | None = None,
    ) -> Self:
        """Draw a graph. The browser lays it out: no program need be installed.

        Parameters
        ----------
        figure_or_dot
            Text in the DOT language, or a `Graph`, `Digraph` or `Source` of the graphviz package.
        use_container_width
            Deprecated: True is `width="stretch"`, False is `width="content"`.
        width, height
            `"stretch"`, `"content"` or pixels.
        alt
            What a screen reader says of the graph.

        Returns
        -------
        A handle.

        Raises
        ------
        StreamlitAPIException
            It is no graph.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> handle = st.graphviz_chart("digraph { run -> rerun; rerun -> run }")
        """
        if use_container_width is not None:
            width = "stretch" if use_container_width else "content"
        dot = figure_or_dot if isinstance(figure_or_dot, str) else getattr(figure_or_dot, "source", None)
        if not isinstance(dot, str):
            raise StreamlitAPIException(
                f"`st.graphviz_chart` draws text in the DOT language or a graph of graphviz, not "
                f'{type(figure_or_dot).__name__}: write `st.graphviz_chart("digraph {{ a -> b }}")`.'
            )
        engine = getattr(figure_or_dot, "engine", "dot")
        props = {
            "dot": dot,
            "engine": engine,
            "alt": alt,
            "width": width_prop(width),
            "height": height_prop(height),
        }
        return self._add("graphviz_chart", props)
