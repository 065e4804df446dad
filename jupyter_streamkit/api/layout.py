"""Layout: containers, columns, tabs and their like."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Self

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidColumnSpecError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import page_here
from jupyter_streamkit.runtime.widget import Spelling, Widget
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Json, Node

from . import spelling
from .commands import (
    Commands,
    WidgetArgs,
    WidgetCallback,
    WidgetKwargs,
    choice,
    height_prop,
    unless,
    width_prop,
)
from .fields import Bind, check_bind
from .icon import icon_prop

Width = int | Literal["stretch", "content"]
Height = int | Literal["stretch", "content"]
Stretch = int | Literal["stretch"]
Gap = int | Literal["xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge"] | None
ExpandableType = Literal["default", "compact", "step"]
OnChange = Literal["ignore", "rerun"] | WidgetCallback

GAPS = ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge")


class LayoutCommands(Commands):
    def container(
        self,
        *,
        border: bool | None = None,
        key: str | int | None = None,
        width: Width = "stretch",
        height: Height = "content",
        horizontal: bool = False,
        wrap: bool = True,
        horizontal_alignment: Literal["left", "center", "right", "distribute"] = "left",
        vertical_alignment: Literal["top", "center", "bottom", "distribute"] = "top",
        gap: Gap = "small",
        autoscroll: bool | None = None,
    ) -> Self:
        """Make a container: a group of elements, which may be filled later and out of order.

        Parameters
        ----------
        border
            Draw a border; None draws one around a container of fixed height.
        key
            A name of its own: the class `st-key-<key>`.
        width
            `"stretch"`, `"content"` or pixels.
        height
            `"content"`, `"stretch"`, or pixels, inside which it scrolls.
        horizontal
            Its elements stand beside each other.
        wrap
            Those of a horizontal container go on in a next row where there is no room; False: the row
            scrolls.
        horizontal_alignment
            `"left"`, `"center"`, `"right"` or `"distribute"`.
        vertical_alignment
            `"top"`, `"center"`, `"bottom"` or `"distribute"`.
        gap
            Between the elements: `"xxsmall"` (0.25 rem), `"xsmall"` (0.5), `"small"` (1), `"medium"` (2),
            `"large"` (4), `"xlarge"` (6), `"xxlarge"` (8), pixels, or None.
        autoscroll
            A container of fixed height follows what is added at its end; None does so when it holds chat
            messages.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> with st.container(border=True):
        ...     st.write("Inside")
        """
        choice("horizontal_alignment", horizontal_alignment, ("left", "center", "right", "distribute"))
        choice("vertical_alignment", vertical_alignment, ("top", "center", "bottom", "distribute"))
        if not wrap and not horizontal:
            raise StreamlitIncompatibleParametersError(
                "`wrap=False` is for a horizontal container: add `horizontal=True` or leave `wrap` out."
            )
        fixed = isinstance(height, int)
        props = {
            "border": True if (fixed if border is None else border) else None,
            "width": unless("stretch", width_prop(width)),
            "height": unless("content", height_prop(height)),
            "horizontal": horizontal or None,
            "wrap": None if wrap else False,
            "horizontal_alignment": unless("left", horizontal_alignment),
            "vertical_alignment": unless("top", vertical_alignment),
            "gap": gap_prop(gap),
            "autoscroll": autoscroll,
        }
        return self._block("block", props, key=key)

    def columns(
        self,
        spec: int | Iterable[float],
        *,
        gap: Gap = "small",
        vertical_alignment: Literal["top", "center", "bottom"] = "top",
        border: bool = False,
        width: Stretch = "stretch",
        wrap: bool = True,
    ) -> list[Self]:
        """Make containers that stand beside each other.

        Parameters
        ----------
        spec
            How many of equal width, or the widths in relation to each other.
        gap
            Between the columns: as in `st.container`.
        vertical_alignment
            `"top"`, `"center"` or `"bottom"`.
        border
            Draw a border around each.
        width
            `"stretch"` or pixels, of all together.
        wrap
            On narrow screens they stand below each other; False: the row scrolls.

        Returns
        -------
        A list of containers.

        Raises
        ------
        StreamlitInvalidColumnSpecError
            There is no column, or a width that is not a positive number.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> left, right = st.columns([2, 1])
        >>> left.write("Two thirds")
        >>> right.write("One third")
        """
        choice("vertical_alignment", vertical_alignment, ("top", "center", "bottom"))
        weights = _weights(spec)
        distance = gap_prop(gap)
        props = {
            "gap": distance,
            "width": unless("stretch", width_prop(width, ("stretch",))),
            "wrap": None if wrap else False,
        }
        row = self._block("columns", props)
        look = {"border": border or None, "vertical_alignment": unless("top", vertical_alignment)}
        return [row._block("column", {"weight": weight, **look}, raw={"gap": gap}) for weight in weights]

    def expander(
        self,
        label: str,
        expanded: bool = False,
        *,
        key: str | int | None = None,
        icon: str | None = None,
        type: ExpandableType = "default",
        width: Stretch = "stretch",
        on_change: OnChange = "ignore",
        args: WidgetArgs = None,
        kwargs: WidgetKwargs = None,
        bind: Bind = None,
    ) -> Self:
        """Make a container that the viewer opens and closes.

        Parameters
        ----------
        label
            Inline Markdown.
        expanded
            Whether it begins open.
        key
            A name of its own: the class `st-key-<key>`, and the key of its state when that is tracked.
        icon
            An emoji, `:material/name:` or `"spinner"` before the label.
        type
            `"default"` has a border, `"compact"` is a line of text, `"step"` one of a chain of steps.
        width
            `"stretch"` or pixels.
        on_change
            `"ignore"`; `"rerun"` or a callback make opening and closing an event, and `.open` tells the
            state.
        args, kwargs
            Arguments of the callback.
        bind
            `"query-params"`: whether it is open stands in the page's address under the key, unless it is as it
            began; its state is tracked then, whatever `on_change` says.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> with st.expander("How it is computed"):
        ...     st.write("With care.")
        """
        choice("type", type, ("default", "compact", "step"))
        props = {
            "label_html": markdown(_label("expander", label), inline=True),
            "expanded": expanded or None,
            "icon": icon_prop(icon),
            "kind": None if type == "default" else type,
            "width": unless("stretch", width_prop(width, ("stretch",))),
        }
        identity = {"label": label, "expanded": expanded, "icon": icon, "kind": type}
        bound = _bound("expander", key, bind, spelling.TRUTH)
        tracked = _tracked("expander", expanded, _is_bool, key, identity, on_change, args, kwargs, bound)
        raw = {"label": label, "icon": icon or ""}
        return (
            self._tracked_block(tracked, props, raw)
            if tracked
            else self._block("expander", props, key=key, raw=raw)
        )

    def tabs(
        self,
        tabs: Sequence[str],
        *,
        width: Stretch = "stretch",
        height: Height = "content",
        default: str | None = None,
        key: str | int | None = None,
        on_change: OnChange = "ignore",
        args: WidgetArgs = None,
        kwargs: WidgetKwargs = None,
        bind: Bind = None,
    ) -> list[Self]:
        """Make containers of which the viewer sees one at a time.

        Parameters
        ----------
        tabs
            Their labels: inline Markdown.
        width
            `"stretch"` or pixels.
        height
            `"content"`, `"stretch"`, or pixels, inside which a tab scrolls.
        default
            The label of the tab that is shown first; None for the first.
        key
            A name of its own: the class `st-key-<key>`, and the key of the label shown when that is tracked.
        on_change
            `"ignore"`; `"rerun"` or a callback make the change of tabs an event, and `.open` tells which is
            shown.
        args, kwargs
            Arguments of the callback.
        bind
            `"query-params"`: the label shown stands in the page's address under the key, unless it is the first
            one shown; its state is tracked then, whatever `on_change` says. Labels must differ.

        Returns
        -------
        A list of containers.

        Raises
        ------
        StreamlitAPIException
            There are no labels, one is not a string, or `default` is none of them; bound to the address, one is
            empty or there twice.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> chart, data = st.tabs(["Chart", "Data"])
        >>> chart.line_chart([1, 3, 2])
        >>> data.write([1, 3, 2])
        """
        labels = list(tabs)
        if not labels or isinstance(tabs, str):
            raise StreamlitMissingRequiredParameterError(
                '`st.tabs` takes a list of labels: write `st.tabs(["One", "Two"])`.'
            )
        if default is not None:
            choice("default", default, tuple(labels))
        props = {
            "default": default,
            "width": unless("stretch", width_prop(width, ("stretch",))),
            "height": unless("content", height_prop(height)),
        }
        htmls = [markdown(_label("tabs", label), inline=True) for label in labels]
        identity = {"labels": labels, "default": default}
        check = _one_of(labels)
        bound = _bound("tabs", key, bind, spelling.one(str))
        if bound is not None and (not all(labels) or len(set(labels)) < len(labels)):
            raise StreamlitValueError("tabs", ["labels that are not empty and all different, with `bind`"])
        tracked = _tracked("tabs", default or labels[0], check, key, identity, on_change, args, kwargs, bound)
        row = self._tracked_block(tracked, props, {}) if tracked else self._block("tabs", props, key=key)
        return [
            row._block("tab", {"label": label, "label_html": html}, raw={"label": label})
            for label, html in zip(labels, htmls, strict=True)
        ]

    def popover(
        self,
        label: str,
        *,
        type: Literal["primary", "secondary", "tertiary"] = "secondary",
        help: str | None = None,
        icon: str | None = None,
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        wrap: bool | None = None,
        key: str | int | None = None,
        on_change: OnChange = "ignore",
        args: WidgetArgs = None,
        kwargs: WidgetKwargs = None,
    ) -> Self:
        """Make a button that opens a container over the page.

        Parameters
        ----------
        label
            Inline Markdown.
        type
            `"primary"`, `"secondary"` or `"tertiary"`: how the button looks.
        help
            Markdown that shows when the button is hovered.
        icon
            An emoji, `:material/name:` or `"spinner"` before the label.
        disabled
            The button cannot be pressed.
        use_container_width
            Older way to write `width="stretch"`.
        width
            `"content"`, `"stretch"` or pixels, of the button.
        wrap
            Whether a long label takes several lines; None: not in rows and columns.
        key
            A name of its own: the class `st-key-<key>`, and the key of its state when that is tracked.
        on_change
            `"ignore"`; `"rerun"` or a callback make opening and closing an event, and `.open` tells the
            state.
        args, kwargs
            Arguments of the callback.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> with st.popover("Settings"):
        ...     st.checkbox("Show the grid")
        """
        choice("type", type, ("primary", "secondary", "tertiary"))
        props = {
            "label_html": markdown(_label("popover", label), inline=True),
            "kind": type,
            "help_html": None if help is None else markdown(help),
            "icon": icon_prop(icon),
            "disabled": disabled or None,
            "width": width_prop("stretch" if use_container_width else width),
            "wrap": wrap,
        }
        identity = {"label": label, "kind": type, "help": help, "icon": icon}
        tracked = _tracked("popover", False, _is_bool, key, identity, on_change, args, kwargs)
        raw = {"label": label}
        return (
            self._tracked_block(tracked, props, raw)
            if tracked
            else self._block("popover", props, key=key, raw=raw)
        )

    def empty(self) -> Self:
        """Make a place for one element; each command on it takes the place of the one before.

        `place.empty()` clears it.

        Examples
        --------
        >>> import time
        >>> import jupyter_streamkit as st
        >>> place = st.empty()
        >>> for seconds in (3, 2, 1):
        ...     place.write(f"{seconds} ...")
        ...     time.sleep(1)
        >>> place.empty()
        """
        if self._node is not None and self._node.type == "empty":
            self._context("empty").clear(self._node)
            return self
        return self._block("empty")

    @property
    def open(self) -> bool | None:
        """Whether an expander or popover is open, or a tab shows; None if `on_change=` does not track it."""
        node = self._node
        if node is None or node.type not in ("expander", "popover", "tab"):
            return None
        tracked = node.parent if node.type == "tab" else node
        if tracked is None or tracked.input is None:
            return None
        value = tracked.input.value
        return bool(value == node.props["label"]) if node.type == "tab" else bool(value)

    def _tracked_block(self, widget: Widget[Any], props: Mapping[str, Json], raw: Mapping[str, Any]) -> Self:
        """Draw a block that is an input too: the browser tells whether it is open."""
        context = self._context(widget.type, widget.id)
        _, input = self._make(context, widget, context.line())
        kept = {name: value for name, value in props.items() if value is not None}
        if widget.key is not None:
            kept["key"] = widget.key
        node = Node(widget.type, kept, input.widget_id, input=input, children=[], raw=raw)
        return self._draw(context, node)


def _tracked(
    type: str,
    default: Json,
    check: Any,
    key: str | int | None,
    identity: Mapping[str, Any],
    on_change: OnChange,
    args: WidgetArgs,
    kwargs: WidgetKwargs,
    bound: Spelling | None = None,
) -> Widget[Any] | None:
    """The input that a block is when its state is tracked."""
    if on_change == "ignore" and bound is None:
        return None
    if not callable(on_change):
        choice("on_change", on_change, ("ignore", "rerun"))
    return Widget(
        type=type,
        default=default,
        decode=_same,
        encode=_same,
        check=check,
        key=None if key is None else str(key),
        identity=identity,
        on_change=on_change if callable(on_change) else None,
        args=tuple(args or ()),
        kwargs=dict(kwargs or {}),
        page=page_here(),
        spelling=bound,
    )


def _bound(command: str, key: str | int | None, bind: Bind, how: Spelling) -> Spelling | None:
    check_bind(command, None if key is None else str(key), bind)
    return None if bind is None else how


def _same(value: Json) -> Json:
    return value


def _is_bool(value: Json) -> Json:
    if type(value) is not bool:
        raise ValueError(f"{value!r} is neither True nor False")
    return value


def _one_of(labels: list[str]) -> Any:
    def check(value: Json) -> Json:
        if value not in labels:
            raise ValueError(f"{value!r} is none of the tabs")
        return value

    return check


def _label(command: str, label: object) -> str:
    if not isinstance(label, str):
        raise StreamlitAPIException(
            f"A label of `st.{command}` must be a string, not {type(label).__name__}."
        )
    return label


def gap_prop(gap: Gap) -> Json:
    """A checked `gap`."""
    if gap is None:
        return "none"
    if isinstance(gap, int) and not isinstance(gap, bool) and gap >= 0:
        return gap
    choice("gap", gap, (*GAPS, None))
    return unless("small", gap)


def _weights(spec: int | Iterable[float]) -> list[float]:
    if isinstance(spec, int) and not isinstance(spec, bool):
        weights: list[float] = [1] * spec
    elif isinstance(spec, Iterable) and not isinstance(spec, (str, bytes)):
        weights = [float(weight) if not isinstance(weight, int) else weight for weight in spec]
    else:
        weights = []
    if not weights or not all(math.isfinite(weight) and weight > 0 for weight in weights):
        raise StreamlitInvalidColumnSpecError(
            f"`st.columns({spec!r})`: write how many there are, `st.columns(3)`, or their "
            "widths, positive numbers in relation to each other, `st.columns([2, 1])`."
        )
    return weights
