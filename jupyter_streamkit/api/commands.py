"""Where a command draws: the part that all families of commands share.

A `Commands` object is a handle. It stands for the page (`st` itself), for the sidebar, for a block
(`st.container()`), or for one element, which the next command replaces (`placeholder.text(...)`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from jupyter_streamkit.caching.errors import CachedWidgetWarning
from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidHeightError,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import RunContext, enter, leave, page_here, require_context
from jupyter_streamkit.runtime.forms import form_of
from jupyter_streamkit.runtime.widget import Widget
from jupyter_streamkit.tree.blob import Blob
from jupyter_streamkit.tree.diff import MAIN
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Input, Json, Node, Source

T = TypeVar("T")
WidgetCallback = Callable[..., object]
WidgetArgs = Iterable[Any] | None
WidgetKwargs = Mapping[str, Any] | None
LabelVisibility = Literal["visible", "hidden", "collapsed"]


class Commands:
    """A place in the page, and what every command does with it."""

    def __init__(self, root: str = MAIN, node: Node | None = None) -> None:
        self._root = root
        self._node = node

    def __enter__(self) -> Self:
        if self._node is not None and self._node.children is None:
            raise StreamlitAPIException(
                f"`with` needs a container, and {self._node.type!r} is an element: "
                "write `with st.container():` or `with st.empty():`."
            )
        enter(self._target(self._context("with")))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        leave()

    def _context(self, command: str, meets: str = "") -> RunContext:
        context = require_context(f"`st.{command}`")
        context.checkpoint(meets)
        return context

    def _target(self, context: RunContext) -> Node:
        return self._node if self._node is not None else context.target(self._root)

    def _add(
        self,
        type: str,
        props: Mapping[str, Json] | None = None,
        *,
        key: str | int | None = None,
        blobs: tuple[Blob, ...] = (),
        source: Source | None = None,
        foreign: Any = None,
        raw: Mapping[str, Any] | None = None,
    ) -> Self:
        """Draw an element here; returns its handle. `raw` is what the tester of apps reads (`{"body": text}`)."""
        context = self._context(type)
        identity = self._claim(context, type, key)
        return self._draw(
            context,
            Node(
                type, _kept(props, key), identity, blobs=blobs, source=source, foreign=foreign, raw=raw or {}
            ),
        )

    def _block(
        self,
        type: str,
        props: Mapping[str, Json] | None = None,
        *,
        key: str | int | None = None,
        raw: Mapping[str, Any] | None = None,
    ) -> Self:
        """Draw a block here; returns its handle."""
        context = self._context(type)
        identity = self._claim(context, type, key)
        return self._draw(context, Node(type, _kept(props, key), identity, children=[], raw=raw or {}))

    def _input(
        self,
        widget: Widget[T],
        props: Mapping[str, Json],
        blobs: tuple[Blob, ...] = (),
        raw: Mapping[str, Any] | None = None,
        source: Source | None = None,
    ) -> T:
        """Draw an input here; returns its value."""
        context = require_context(f"`st.{widget.type}`")
        identity = {**widget.identity, "place": _place(self._target(context))}
        widget = replace(widget, identity=identity, page=page_here())
        context.checkpoint(widget.id)
        value, input = self._make(context, widget, context.line())
        kept = _kept({**props, "disabled": widget.disabled or None}, widget.key)
        node = Node(
            widget.type, kept, input.widget_id, blobs=blobs, source=source, input=input, raw=raw or {}
        )
        self._draw(context, node)
        return value

    def _make(self, context: RunContext, widget: Widget[T], line: int | None) -> tuple[T, Input]:
        """Make the widget of an input that is to be drawn here, if it may stand here."""
        target = self._target(context)
        if context.caching:
            context.session.show_exception(CachedWidgetWarning(context.caching[-1]))
        if widget.on_change is not None and not widget.submits and form_of(target) is not None:
            raise StreamlitInvalidFormCallbackError(
                f"`st.{widget.type}` has a callback, but stands in a form, whose inputs run nothing. "
                "Give the callback to the form's button: `st.form_submit_button(..., on_click=...)`."
            )
        running = context.fragment()
        if running is not None and context.session.fragments.at(target) is not running:
            raise StreamlitInvalidLayoutContextError(
                f"`st.{widget.type}` is called in a fragment, but stands in a container from outside it. "
                "Put the input into the fragment itself; only elements without a value may be drawn outside."
            )
        return context.make(widget, line, target)

    def _stay_out_of_forms(self, command: str) -> None:
        if form_of(self._target(self._context(command))) is not None:
            raise StreamlitInvalidLayoutContextError(
                f"`st.{command}` has no place in a form: write `st.form_submit_button` there, "
                "or put it below the `with st.form(...):` block."
            )

    def _draw(self, context: RunContext, node: Node) -> Self:
        target = self._target(context)
        if node.input is not None and node.input.form is not None:
            context.form_inputs.append(node)
        if target.type == "empty":
            context.put(target, node)
        elif target.children is None:
            context.replace(target, node)
            self._node = node
            return self
        else:
            context.append(target, node)
        return type(self)(self._root, node)

    @staticmethod
    def _claim(context: RunContext, type: str, key: str | int | None) -> str | None:
        if key is None:
            return None
        context.claim(str(key), context.line())
        return f"{type}:{key}"


def _place(block: Node) -> str:
    """The page, the sidebar...: equal widgets in two of them are two."""
    while block.parent is not None and block.parent.type != "app":
        block = block.parent
    return block.id


def _kept(props: Mapping[str, Json] | None, key: str | int | None) -> dict[str, Json]:
    """The props of a node: those that say something, and the user's key."""
    kept = {name: value for name, value in (props or {}).items() if value is not None}
    return kept if key is None else {**kept, "key": str(key)}


def label_props(
    command: str, label: str, help: str | None, label_visibility: LabelVisibility = "visible"
) -> dict[str, Json]:
    """The props that every labelled input has."""
    if not isinstance(label, str):
        raise StreamlitAPIException(
            f"The label of `st.{command}` must be a string, not {type(label).__name__}: "
            f'write `st.{command}("A label", ...)`.'
        )
    choice("label_visibility", label_visibility, ("visible", "hidden", "collapsed"))
    return {
        "label": label,
        "label_html": markdown(label, inline=True),
        "help_html": None if help is None else markdown(help),
        "label_visibility": None if label_visibility == "visible" else label_visibility,
    }


def choice(parameter: str, value: object, accepted: tuple[object, ...]) -> None:
    """Raise StreamlitValueError unless a parameter has one of the accepted values."""
    if value not in accepted:
        raise StreamlitValueError(parameter, [repr(each) for each in accepted], value)


def unless(usual: Json, value: Json) -> Json:
    """None for what the page does anyway: it need not be told."""
    return None if value == usual else value


def width_prop(width: object, accepted: tuple[str, ...] = ("stretch", "content")) -> Json:
    """A checked `width`: `"stretch"`, `"content"` or pixels."""
    return _size("width", width, accepted, StreamlitInvalidWidthError)


def height_prop(height: object, accepted: tuple[str, ...] = ("stretch", "content")) -> Json:
    """A checked `height`: `"stretch"`, `"content"` or pixels."""
    return _size("height", height, accepted, StreamlitInvalidHeightError)


def _size(name: str, value: object, accepted: tuple[str, ...], error: type[StreamlitAPIException]) -> Json:
    if value in accepted and isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise error(
        f"`{name}={value!r}` is not accepted: write {', '.join(map(repr, accepted))} or a number of pixels."
    )
