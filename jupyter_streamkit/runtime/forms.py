"""Forms: blocks whose inputs wait for a button."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from jupyter_streamkit.tree.node import Node

if TYPE_CHECKING:
    from .context import RunContext

SUBMIT = "form_submit_button"


def form_of(block: Node | None) -> str | None:
    """The key of the form that a block stands in."""
    form = None if block is None else block.within("form")
    return None if form is None else form.props["key"]


def settle(context: RunContext, submitted: Collection[str | None], complete: bool) -> set[str]:
    """At the end of a run: forms that nobody can submit say so, and those that were submitted are cleared.

    Returns the keys of the forms that the run has drawn in.
    """
    if complete:
        _complain(context)
    around = (node.within("form") for node in context.form_inputs)
    forms = {form.props["key"]: form for form in (*context.forms, *around) if form is not None}
    for key, form in forms.items():
        if key in submitted and form.props.get("clear_on_submit"):
            _clear(context, form)
    return set(forms)


def _complain(context: RunContext) -> None:
    buttons = {node.input.form for node in context.form_inputs if node.input and node.type == SUBMIT}
    for form in context.forms:
        if form.props["key"] not in buttons:
            context.change(form, form.props | {"missing_submit": True})


def _clear(context: RunContext, form: Node) -> None:
    """Give the inputs the values that they began with."""
    for node in form.walk():
        if node.input is not None and node.parent is not None and node.type != SUBMIT:
            value = context.session.state.reset(node.input.widget_id)
            context.session.query.follow(node.input.widget_id)
            node.input = replace(node.input, value=value, push=True)
            node.parent.touch()
