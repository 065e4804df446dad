"""Widgets of the user's own, shown as they are.

A script that makes them makes them anew in each run, and ipywidgets keeps all of them, with their layouts and
styles. So those that a run made are closed when they are no longer on the page; one that is shown again is reopened.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import ipywidgets

from jupyter_streamkit.runtime.context import get_context
from jupyter_streamkit.runtime.session import Session

from .base import MODULE

_made: WeakKeyDictionary[Session, list[Any]] = WeakKeyDictionary()


def watch() -> None:
    """Note from now on which session makes a widget."""
    ipywidgets.Widget.on_widget_constructed(_note)


def _note(widget: Any) -> None:
    context = get_context()
    if context is not None and getattr(widget, "_model_module", "") != MODULE:
        _made.setdefault(context.session, []).append(widget)


def reopen(widget: Any) -> None:
    """Give a closed widget, and what it refers to, a model in the browser again."""
    for part in [*_references(widget), widget]:
        if part.comm is None:
            vars(part).pop("_repr_mimebundle_", None)
            part.open()


def close_unused(session: Session) -> None:
    """Close the widgets that the session's runs made and its page does not show."""
    made = _made.get(session)
    if not made:
        return
    shown: set[int] = set()
    for entry in session.page.entries.values():
        if entry.node.foreign is not None:
            shown |= {id(part) for part in [entry.node.foreign, *_references(entry.node.foreign)]}
    _made[session] = [widget for widget in made if id(widget) in shown]
    for widget in made:
        if id(widget) not in shown:
            widget.close()


def close_all(session: Session) -> None:
    """Close all widgets that the session's runs made."""
    for widget in _made.pop(session, ()):
        widget.close()


def _references(widget: Any) -> list[Any]:
    """The widgets that a widget is made of, at any depth, the deepest first."""
    found: dict[int, Any] = {}

    def visit(value: Any) -> None:
        if isinstance(value, (list, tuple)):
            for item in value:
                visit(item)
        elif isinstance(value, ipywidgets.Widget) and id(value) not in found and value is not widget:
            for name in value.keys:
                visit(getattr(value, name))
            found[id(value)] = value

    for name in widget.keys:
        visit(getattr(widget, name))
    return list(found.values())
