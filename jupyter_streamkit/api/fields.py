"""A field: what every labelled input takes, checked, and the widget made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from jupyter_streamkit.runtime.query import EMBED
from jupyter_streamkit.runtime.widget import Spelling, Widget
from jupyter_streamkit.tree.node import Json

from .commands import LabelVisibility, choice, label_props, width_prop

OnChange = Callable[..., object] | Literal["rerun", "ignore"] | None
Bind = Literal["query-params"] | None
PersistState = Literal["page", "session"] | None
Width = int | Literal["stretch", "content"]
Args = Iterable[Any] | None
Kwargs = Mapping[str, Any] | None

STRETCH = ("stretch",)
ANY_WIDTH = ("stretch", "content")


@dataclass(frozen=True, slots=True)
class Field:
    """The label, the callback and the looks of an input."""

    command: str
    key: str | None
    props: dict[str, Json]
    identity: dict[str, Any]
    callback: Callable[..., object] | None
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    disabled: bool
    quiet: bool
    bound: bool
    persist: PersistState

    def widget(
        self,
        default: Json,
        decode: Callable[[Json], Any],
        encode: Callable[[Any], Json],
        check: Callable[[Json], Json],
        *,
        keep: Callable[[Json], Json] | None = None,
        identity: Mapping[str, Any] | None = None,
        bounds: Mapping[str, Any] | None = None,
        spelling: Spelling | None = None,
        empties: bool = False,
    ) -> Widget[Any]:
        """The widget of this field.

        `bounds` are what makes a new widget of it even under a key; `identity` and what all fields have
        (label, help, width) tell widgets without a key apart.
        """
        return Widget(
            self.command,
            default,
            decode,
            encode,
            check,
            key=self.key,
            identity={**self.identity, **(identity or {})},
            bounds=dict(bounds or {}),
            on_change=self.callback,
            args=self.args,
            kwargs=self.kwargs,
            disabled=self.disabled,
            keep=keep,
            persist=self.persist,
            quiet=self.quiet,
            spelling=spelling if self.bound else None,
            empties=empties,
        )


def field(
    command: str,
    label: str,
    *,
    key: str | int | None,
    help: str | None,
    on_change: OnChange,
    args: Args,
    kwargs: Kwargs,
    disabled: bool,
    label_visibility: LabelVisibility = "visible",
    width: object = "stretch",
    widths: tuple[str, ...] = STRETCH,
    bind: Bind = None,
    persist_state: PersistState = None,
    required: bool = False,
) -> Field:
    """Check what all labelled inputs have in common."""
    name = _key(command, key)
    check_bind(command, name, bind)
    _check_persist(command, name, persist_state)
    props = label_props(command, label, help, label_visibility)
    props |= {
        "width": width_prop(width, widths),
        "quiet": on_change == "ignore" or None,
        "required": required or None,
    }
    return Field(
        command,
        name,
        props,
        {"label": label, "help": help, "width": width, "required": required},
        callback("on_change", on_change),
        tuple(args or ()),
        dict(kwargs or {}),
        bool(disabled),
        on_change == "ignore",
        bind is not None,
        persist_state,
    )


def callback(parameter: str, value: OnChange) -> Callable[..., object] | None:
    """The function of `on_change` or `on_click`, if it is one."""
    if value is None or (isinstance(value, str) and value in ("rerun", "ignore")):
        return None
    if not callable(value):
        raise StreamlitValueError(parameter, ["'rerun'", "'ignore'", "a function"])
    return value


def check_text(value: Json) -> str:
    """A browser's text; half of a surrogate pair cannot be printed or stored, so it is none."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")  # noqa: TRY004  as `check` promises
    value.encode()
    return value


def _key(command: str, key: str | int | None) -> str | None:
    if key is None:
        return None
    if not str(key):
        raise StreamlitAPIException(
            f'`st.{command}(..., key="")`: a key is a text that is not empty, or None.'
        )
    return str(key)


def check_bind(command: str, key: str | None, bind: Bind) -> None:
    """Raise unless a value can stand in the address under that key."""
    choice("bind", bind, ("query-params", None))
    if bind is not None and key is None:
        raise StreamlitMissingRequiredParameterError(
            f'`st.{command}(..., bind="query-params")` needs a key, which names the parameter: write `key="name"`.'
        )
    if bind is not None and key in EMBED:
        raise StreamlitAPIException(
            f'`st.{command}(..., key={key!r}, bind="query-params")`: this parameter belongs to the page that '
            "embeds this one. Give the widget another key."
        )


def _check_persist(command: str, key: str | None, persist_state: PersistState) -> None:
    choice("persist_state", persist_state, ("page", "session", None))
    if persist_state is not None and key is None:
        raise StreamlitMissingRequiredParameterError(
            f"`st.{command}(..., persist_state={persist_state!r})` needs a key under which the value is kept: "
            'write `key="name"`.'
        )
