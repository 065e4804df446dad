"""Forms: inputs whose values come together, with the press of a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Self

from jupyter_streamkit.errors import (
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.context import RunContext
from jupyter_streamkit.runtime.forms import form_of
from jupyter_streamkit.tree.node import Node

from .buttons import ButtonType, IconPosition, face_props, press
from .commands import Commands, height_prop, unless, width_prop
from .fields import Args, Kwargs, Width

Height = int | Literal["stretch", "content"]


class FormCommands(Commands):
    def form(
        self,
        key: str,
        clear_on_submit: bool = False,
        *,
        enter_to_submit: bool = True,
        border: bool = True,
        width: Width = "stretch",
        height: Height = "content",
    ) -> Self:
        """Make a container whose inputs run nothing until its submit button is pressed.

        The values of all its inputs come in the one run that the button causes. It needs a
        `st.form_submit_button`, which is also the only one that may have a callback; forms do not nest, and
        `st.button` has no place in them.

        Parameters
        ----------
        key
            Its name: each form has its own. The class `st-key-<key>`.
        clear_on_submit
            After the run that takes the values, the inputs go back to those that they began with.
        enter_to_submit
            Enter in a line of text presses the first submit button, unless that one is disabled.
        border
            Draw a border.
        width
            `"stretch"`, `"content"` or pixels.
        height
            `"content"`, `"stretch"`, or pixels, inside which it scrolls.

        Raises
        ------
        StreamlitInvalidLayoutContextError
            It stands in another form.
        StreamlitDuplicateElementKey
            Another form of this run has the key.
        StreamlitAPIException
            A parameter is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> with st.form("order"):
        ...     cups = st.number_input("Cups", 1, 12)
        ...     milk = st.checkbox("With milk")
        ...     if st.form_submit_button("Order"):
        ...         st.write(cups, milk)
        """
        context = self._context("form")
        target = self._target(context)
        if form_of(target) is not None:
            raise StreamlitInvalidLayoutContextError(
                "A form cannot stand in another form: end the `with st.form(...):` block above it first."
            )
        _claim(context, key)
        props = {
            "key": key,
            "clear_on_submit": clear_on_submit or None,
            "enter_to_submit": unless(True, bool(enter_to_submit)),
            "border": unless(True, bool(border)),
            "width": unless("stretch", width_prop(width)),
            "height": unless("content", height_prop(height)),
        }
        kept = {name: value for name, value in props.items() if value is not None}
        form = Node("form", kept, f"form:{key}", children=[])
        context.forms.append(form)
        return self._draw(context, form)

    def form_submit_button(
        self,
        label: str = "Submit",
        help: str | None = None,
        on_click: Callable[..., object] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        key: str | int | None = None,
        type: ButtonType = "secondary",
        icon: str | None = None,
        icon_position: IconPosition = "left",
        disabled: bool = False,
        use_container_width: bool | None = None,
        width: Width = "content",
        shortcut: str | None = None,
        wrap: bool | None = None,
    ) -> bool:
        """Show the button that hands in a form; True in the one run that its press causes.

        Parameters
        ----------
        label
            The words on it, as Markdown of one line.
        help
            Markdown that shows when one points at the button.
        on_click, args, kwargs
            A function called before the run that the press causes, and its arguments. It sees the form's values.
        key
            Its identity; without one it is made of the form's key and the label.
        type, icon, icon_position, disabled, use_container_width, width, shortcut, wrap
            As for `st.button`.

        Raises
        ------
        StreamlitAPIException
            It stands outside a form, or a parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> with st.form("search"):
        ...     words = st.text_input("Words")
        ...     searched = st.form_submit_button("Search", type="primary")
        """
        form = form_of(self._target(self._context("form_submit_button")))
        if form is None:
            raise StreamlitInvalidLayoutContextError(
                "`st.form_submit_button` works inside a form: put it under `with st.form(...):`, or use `st.button`."
            )
        face = face_props(
            "form_submit_button",
            label,
            help,
            type,
            icon,
            icon_position,
            use_container_width,
            width,
            shortcut,
            wrap,
        )
        name = f"FormSubmitter:{form}-{label}" if key is None else key
        widget = press("form_submit_button", face, name, on_click, args, kwargs, disabled, submits=True)
        return self._input(widget, face)


def _claim(context: RunContext, key: object) -> None:
    """A form's key is a name that no other form has, and no state."""
    if not isinstance(key, str):
        raise StreamlitInvalidParameterTypeError(
            f'The key of a form is a text, not {key!r}: `st.form("order")`.'
        )
    if not key:
        raise StreamlitValueError("key", ["a text that is not empty"])
    if context.session.state.assigned(key):
        raise StreamlitValueAssignmentNotAllowedError(
            f"`st.session_state.{key}` is set, but a form has no value. Give the form or the value another key."
        )
    context.claim(key, context.line(), "form")
