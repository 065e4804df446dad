"""Menus: a button that opens a list of things to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitMissingRequiredParameterError
from jupyter_streamkit.runtime.widget import Widget
from jupyter_streamkit.tree.markup import markdown
from jupyter_streamkit.tree.node import Json

from .buttons import ButtonType, face_props, press
from .commands import Commands
from .fields import Args, Kwargs, Width
from .options import Options, read_options


class MenuCommands(Commands):
    def menu_button(
        self,
        label: str,
        options: object,
        *,
        key: str | int | None = None,
        help: str | None = None,
        on_click: Callable[..., object] | None = None,
        args: Args = None,
        kwargs: Kwargs = None,
        type: ButtonType = "secondary",
        icon: str | None = None,
        disabled: bool = False,
        width: Width = "content",
        format_func: Callable[[Any], Any] = str,
        wrap: bool | None = None,
    ) -> Any:
        """Show a button that opens a menu; gives the chosen option in the one run that the choice causes.

        Parameters
        ----------
        label
            The words on the button, as Markdown of one line.
        options
            What the menu offers: a list, or anything that can be iterated.
        key
            Its identity; the value stands in `st.session_state` under it. It cannot be set there.
        help
            Markdown that shows when one points at the button.
        on_click, args, kwargs
            A function called before the run that a choice causes, and its arguments.
        type, icon, disabled, width, wrap
            As for `st.button`.
        format_func
            Gives the words (Markdown) for an option; no two options may have the same.

        Returns
        -------
        The chosen option; None in all other runs.

        Raises
        ------
        StreamlitMissingRequiredParameterError
            There are no options.
        StreamlitAPIException
            It stands in a form, or a parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> chosen = st.menu_button("Export", ["CSV", "Excel"], icon=":material/download:")
        >>> if chosen is not None:
        ...     st.write(f"Here is your {chosen}.")
        """
        if isinstance(on_click, str):
            raise StreamlitAPIException(
                f"`on_click={on_click!r}` is not for `st.menu_button`: pass a function, or leave it out."
            )
        self._stay_out_of_forms("menu_button")
        listed = _read(options, format_func)
        face = face_props("menu_button", label, help, type, icon, "left", None, width, None, wrap)
        button: Widget[Any] = press("menu_button", face, key, on_click, args, kwargs, disabled)
        widget = replace(
            button,
            default=None,
            decode=lambda name: None if name is None else listed.item(name),
            encode=lambda value: _name(listed, value),
            check=listed.check,
            carries=True,
            identity={**button.identity, "options": listed.words},
        )
        props = {
            "options": listed.words,
            "options_html": [markdown(words, inline=True) for words in listed.words],
        }
        return self._input(widget, face | props, raw={"format_func": format_func})


def _read(options: object, format_func: Callable[[Any], Any]) -> Options:
    listed = read_options("menu_button", options, format_func)
    if not listed.items:
        raise StreamlitMissingRequiredParameterError(
            '`st.menu_button` needs options: write for example `st.menu_button("Export", ["CSV", "Excel"])`.'
        )
    if len(set(listed.words)) < len(listed):
        raise StreamlitAPIException(
            "Two options of `st.menu_button` read the same, and nobody could tell them apart: "
            "let `format_func` give each its own words."
        )
    return listed


def _name(options: Options, value: object) -> Json:
    name = options.find(value)
    if name is None:
        raise ValueError(f"{value!r} is not one of the options")
    return name
