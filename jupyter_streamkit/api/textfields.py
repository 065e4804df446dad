"""Text fields: of one line, and of several."""

from __future__ import annotations

from typing import Any, Literal

from jupyter_streamkit.caching.options import seconds
from jupyter_streamkit.errors import (
    StreamlitBadTimeStringError,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from jupyter_streamkit.tree.node import Json

from . import spelling
from .commands import Commands, LabelVisibility, height_prop
from .fields import Args, Bind, Kwargs, OnChange, PersistState, Width, check_text, field
from .icon import icon_prop

TextType = Literal["default", "password", "email", "url", "phone", "search"]
Validate = str | tuple[str, str] | None

PAUSE = 250
"""Milliseconds without typing after which `live=True` sends what is there."""

# What a type brings along where the script does not say otherwise.
_TYPES: dict[str, dict[str, Any]] = {
    "default": {},
    "password": {"autocomplete": "new-password"},
    "email": {
        "autocomplete": "email",
        "icon": ":material/mail:",
        "placeholder": "you@example.com",
        "validate": (r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "Please enter an email address."),
    },
    "url": {
        "autocomplete": "url",
        "icon": ":material/link:",
        "placeholder": "https://example.com",
        "validate": (r"^https?://[^\s/]+\.?[^\s]*$", "Please enter a web address."),
    },
    "phone": {"autocomplete": "tel", "icon": ":material/call:", "placeholder": "+1 234 567 8900"},
    "search": {"autocomplete": "off", "icon": ":material/search:", "placeholder": "Search"},
}


class TextFieldCommands(Commands):
    def text_input(
        self,
        label: str,
        value: object = "",
        max_chars: int | None = None,
        key: str | int | None = None,
        type: TextType = "default",
        help: str | None = None,
        autocomplete: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        icon: str | None = None,
        validate: Validate = None,
        live: bool | str = False,
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a field for one line of text. Enter, or leaving it, hands the text to the script.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        value
            The text at first; None: the command gives None until something is written.
        max_chars
            How many characters it takes.
        key
            Its identity, together with `max_chars`; the value stands in `st.session_state` under it.
        type
            `"password"` hides what is written; `"email"`, `"url"`, `"phone"` and `"search"` bring an icon, a
            placeholder, a keyboard of their own, and a check where there is one.
        help
            Markdown that shows at the question mark.
        autocomplete
            What the reader's browser may fill in, as HTML names it.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        placeholder
            Shown while the field is empty; "" for none.
        disabled
            True: it shows, but cannot be changed.
        required
            The reader's browser hands over no empty text.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        icon
            An emoji or `":material/name:"` before the text; "" for none.
        validate
            A regular expression (of JavaScript) that the text must match before the reader's browser hands it over, or
            such an expression and what to say where it does not match. Check again what matters.
        live
            Hand over the text while one types, after a pause of 250 ms (True) or of `"500ms"`, `"2s"`...
        width
            `"stretch"` or pixels.
        bind
            `"query-params"`: the value stands in the page's address under the key, as long as it is not the default,
            and an address that has it sets it. What does not fit is taken out of the address.
        persist_state
            `"page"` or `"session"`: the value stays while the script does not make the widget; needs a key.

        Returns
        -------
        The text, or None.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> name = st.text_input("Your name", placeholder="Ada")
        """
        asked = field(
            "text_input",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
            bind=bind,
            persist_state=persist_state,
            required=required,
        )
        if type not in _TYPES:
            raise StreamlitValueError("type", [repr(name) for name in _TYPES])
        if type == "password" and asked.bound:
            raise StreamlitIncompatibleParametersError(
                '`bind="query-params"` and `type="password"` exclude each other: a password must not stand in an '
                "address. Leave `bind` out."
            )
        given = {"autocomplete": autocomplete, "icon": icon, "placeholder": placeholder, "validate": validate}
        looks = _TYPES[type] | {name: each for name, each in given.items() if each is not None}
        looks |= {"icon": icon_prop(looks.get("icon")), "validate": _validate(looks.get("validate"))}
        looks |= {"type": type, "live": _live(live)}
        return self._input(
            _text(asked, value, max_chars, looks), asked.props | looks | {"max_chars": max_chars}
        )

    def text_area(
        self,
        label: str,
        value: object = "",
        height: int | Literal["stretch", "content"] | None = None,
        max_chars: int | None = None,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a field for several lines of text. Ctrl+Enter, or leaving it, hands the text to the script.

        Parameters
        ----------
        label, value, max_chars, key, help, on_change, args, kwargs, placeholder, disabled, required,
        label_visibility, width, bind, persist_state
            As for `st.text_input`.
        height
            Pixels, `"content"` (it grows with the text) or `"stretch"`; by default about three lines.

        Returns
        -------
        The text, or None.

        Raises
        ------
        StreamlitInvalidHeightError
            The height is none of these.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> words = len(st.text_area("Your text", "It was the best of times").split())
        """
        asked = field(
            "text_area",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
            bind=bind,
            persist_state=persist_state,
            required=required,
        )
        looks = {"height": None if height is None else height_prop(height), "placeholder": placeholder}
        return self._input(
            _text(asked, value, max_chars, looks), asked.props | looks | {"max_chars": max_chars}
        )


def _text(asked: Any, value: object, max_chars: int | None, looks: dict[str, Json]) -> Any:
    if not (max_chars is None or (_is_int(max_chars) and max_chars >= 0)):
        raise StreamlitValueError("max_chars", ["a number of characters", "None"])

    def short(text: object) -> Json:
        return None if text is None else str(text)[:max_chars]

    def check(text: Json) -> Json:
        if text is not None and max_chars is not None and len(check_text(text)) > max_chars:
            raise ValueError(f"the text has {len(text)} characters, more than {max_chars}")
        return None if text is None else check_text(text)

    start = short(value)
    return asked.widget(
        start,
        _same,
        short,
        check,
        identity=looks | {"value": start},
        bounds={"max": max_chars},
        spelling=spelling.one(lambda text: text[:max_chars]),
    )


def _is_int(value: object) -> bool:
    return isinstance(value, int)


def _same(value: Json) -> Any:
    return value


def _validate(validate: object) -> list[str | None] | None:
    """The expression, and what to say where it does not match."""
    if validate is None or validate == "":
        return None
    if isinstance(validate, str):
        return [validate, None]
    if isinstance(validate, tuple) and len(validate) == 2 and all(isinstance(part, str) for part in validate):
        return list(validate)
    raise StreamlitInvalidParameterTypeError(
        f"`validate={validate!r}` must be a regular expression as text, or a tuple of an expression and a message: "
        'write for example `validate=(r"^\\d+$", "Digits only.")`.'
    )


def _live(live: object) -> int | None:
    """The pause in milliseconds after which a text is handed over."""
    if isinstance(live, bool):
        return PAUSE if live else None
    if not isinstance(live, str):
        raise StreamlitInvalidParameterTypeError(
            f'`live={live!r}` must be True, False or a pause as text: write for example `live="300ms"`.'
        )
    pause = 0 if live.strip() == "0" else seconds(live) if live.strip() else None
    if pause is None or not 0 <= pause <= 60:
        raise StreamlitBadTimeStringError(
            f'`live="{live}"` is no pause from 0 to 1 minute: write for example `live="300ms"`.'
        )
    return round(pause * 1000)
