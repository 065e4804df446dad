"""A colour, as `#rrggbb`."""

from __future__ import annotations

import re

from jupyter_streamkit.errors import StreamlitInvalidColorError, StreamlitInvalidParameterTypeError
from jupyter_streamkit.tree.node import Json

from . import spelling
from .commands import Commands, LabelVisibility
from .fields import ANY_WIDTH, Args, Bind, Kwargs, OnChange, PersistState, Width, field

COLOR = spelling.one(lambda text: text if text.startswith("#") else f"#{text}")
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class ColorCommands(Commands):
    def color_picker(
        self,
        label: str,
        value: str | None = None,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "content",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> str:
        """Show a field of colour that opens a picker.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        value
            The colour at first, `"#rgb"` or `"#rrggbb"`; None: black.
        key
            Its identity; the value stands in `st.session_state` under it.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        disabled
            True: it shows, but cannot be changed.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        width
            `"content"`, `"stretch"` or pixels.
        bind
            `"query-params"`: the value stands in the page's address under the key, as long as it is not the default,
            and an address that has it sets it. What does not fit is taken out of the address.
        persist_state
            `"page"` or `"session"`: the value stays while the script does not make the widget; needs a key.

        Returns
        -------
        The colour as hexadecimal text.

        Raises
        ------
        StreamlitInvalidColorError
            The value is no such text.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> colour = st.color_picker("Colour of the line", "#ff4b4b")
        """
        asked = field(
            "color_picker",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
            widths=ANY_WIDTH,
            bind=bind,
            persist_state=persist_state,
        )
        start = _default(value)
        widget = asked.widget(start, str, _check, _check, identity={"value": start}, spelling=COLOR)
        return str(self._input(widget, asked.props))


def _default(value: object) -> str:
    if value is None:
        return "#000000"
    if not isinstance(value, str):
        raise StreamlitInvalidParameterTypeError(
            f'`value={value!r}` must be a text such as `value="#00ffaa"`.'
        )
    if not _HEX.fullmatch(value):
        raise StreamlitInvalidColorError(
            f'`value={value!r}` is not a hexadecimal colour: write for example `value="#00ffaa"` or `value="#0fa"`.'
        )
    return value


def _check(value: Json) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ValueError(f"{value!r} is not a colour such as #00ffaa")
    return value
