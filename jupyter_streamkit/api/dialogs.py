"""Dialogs: functions that draw in a window above the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Literal, ParamSpec, TypeVar

from jupyter_streamkit.errors import (
    StreamlitInvalidLayoutContextError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import RunContext, require_context, worker_here
from jupyter_streamkit.runtime.widget import Widget
from jupyter_streamkit.tree.diff import EVENT
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Json, Node

from .commands import unless
from .fragments import begin
from .icon import icon_prop

P = ParamSpec("P")
T = TypeVar("T")
DialogWidth = int | Literal["small", "medium", "large"]
DialogPosition = Literal["center", "left", "right"]
OnDismiss = Literal["ignore", "rerun"] | Callable[..., object]


def dialog(
    title: str,
    *,
    width: DialogWidth = "small",
    position: DialogPosition = "center",
    dismissible: bool = True,
    icon: str | None = None,
    on_dismiss: OnDismiss = "ignore",
) -> Callable[[Callable[P, T]], Callable[P, T | None]]:
    """Make of a function a dialog: calling it opens a window above the page, in which it draws.

    Like a fragment, it runs again by itself when somebody uses its inputs. `st.rerun()` in it closes it, and so
    does every run of the whole script that does not call it. A run opens one dialog at most. The function may be
    `async def`.

    Parameters
    ----------
    title
        The title, as Markdown of one line.
    width
        `"small"` (500 pixels at most), `"medium"` (750), `"large"` (1280), or pixels.
    position
        `"center"`, or `"left"` or `"right"`: a drawer of full height at that side.
    dismissible
        Whether the reader may close it: with its cross, Escape, or a click beside it.
    icon
        An emoji, `":material/name:"` or `"spinner"` before the title.
    on_dismiss
        What closing it by the reader does: `"ignore"`, nothing else; `"rerun"` runs the script; a function is
        called before that run.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        It is opened in a dialog, or as the second one of a run.
    StreamlitAPIException
        A parameter has a value that is not accepted.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> @st.dialog("Your vote")
    ... def vote(item):
    ...     reason = st.text_input(f"Why {item}?")
    ...     if st.button("Send"):
    ...         st.session_state.vote = (item, reason)
    ...         st.rerun()
    >>> if st.button("Tea"):
    ...     vote("tea")
    """
    if callable(title) or not title:
        raise StreamlitMissingRequiredParameterError('A dialog needs a title: `@st.dialog("Your vote")`.')
    if position not in ("center", "left", "right"):
        raise StreamlitValueError("position", ["'center'", "'left'", "'right'"])
    props = {
        "title_html": markdown(title, inline=True),
        "width": unless("small", _width(width)),
        "position": unless("center", position),
        "dismissible": unless(True, bool(dismissible)),
        "icon": icon_prop(icon),
    }
    widget = _dismissal(title, props, on_dismiss)

    def decorate(function: Callable[P, T]) -> Callable[P, T | None]:
        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> T | None:
            context = require_context("`st.dialog`")
            context.checkpoint("" if widget is None else widget.id)
            _claim(context)
            area = _open(context, title, props, widget)
            return begin(context, area, partial(function, *args, **kwargs))

        return call

    return decorate


def _claim(context: RunContext) -> None:
    """One dialog is open at most."""
    if worker_here() is not None and context.scope is None:
        raise StreamlitInvalidLayoutContextError(
            "A fragment with `parallel=True` opens no dialog while the whole script runs. Open it below a button, as "
            "in `if st.button(...):`, or leave `parallel=True` out."
        )
    around = context.fragment()
    if around is not None and any(each.area.type == "dialog" for each in around.lineage()):
        raise StreamlitInvalidLayoutContextError(
            "A dialog cannot be opened in a dialog: close this one with `st.rerun()`, and open the other one then."
        )
    if context.dialog:
        raise StreamlitInvalidLayoutContextError(
            "A run opens one dialog at most: call the second one in another run, for example under a button."
        )
    context.dialog = True


def _open(context: RunContext, title: str, props: dict[str, Json], widget: Widget[bool] | None) -> Node:
    """The block of a dialog, in the place of one that an earlier run has left there."""
    event = context.roots[EVENT]
    input = None if widget is None else context.make(widget, context.line())[1]
    kept = {name: value for name, value in props.items() if value is not None} | {"opened": context.nonce()}
    area = Node("dialog", kept, f"dialog:{title}", input=input, children=[], raw={"title": title})
    with context.session.lock:
        for other in [child for child in event.children or () if child.type == "dialog"]:
            event.remove(other)
    context.append(event, area)
    return area


def _dismissal(title: str, props: dict[str, Json], on_dismiss: OnDismiss) -> Widget[bool] | None:
    """The input that tells of the reader's closing it, unless nobody wants to know."""
    if on_dismiss == "ignore":
        return None
    if on_dismiss != "rerun" and not callable(on_dismiss):
        raise StreamlitValueError("on_dismiss", ["'ignore'", "'rerun'", "a function"])
    return Widget(
        "dialog",
        0,
        bool,
        int,
        identity={"title": title, **{name: value for name, value in props.items() if value is not None}},
        on_change=on_dismiss if callable(on_dismiss) else None,
        trigger=True,
        settable=False,
    )


def _width(width: Any) -> Json:
    positive = isinstance(width, int) and not isinstance(width, bool) and width > 0
    if width not in ("small", "medium", "large") and not positive:
        raise StreamlitValueError("width", ["'small'", "'medium'", "'large'", "a number of pixels"])
    return width
