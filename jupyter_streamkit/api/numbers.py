"""Numbers: a field for one, with buttons that step it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Literal

from jupyter_streamkit.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidNumberFormatError,
    StreamlitInvalidParameterTypeError,
    StreamlitMixedNumericTypesError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
)
from jupyter_streamkit.tree.node import Json

from . import spelling
from .commands import Commands, LabelVisibility
from .fields import Args, Bind, Kwargs, OnChange, PersistState, Width, field
from .icon import icon_prop
from .scale import SAFE_INTEGER, check_number, kind_of

Number = int | float

_FORMAT = re.compile(r"%[-+ 0,#']*\d*(\.\d+)?[a-zA-Z]")


class NumberCommands(Commands):
    def number_input(
        self,
        label: str,
        min_value: Number | None = None,
        max_value: Number | None = None,
        value: Number | Literal["min"] | None = "min",
        step: Number | None = None,
        format: str | None = None,
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
        icon: str | None = None,
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a field for a number.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        min_value, max_value
            The smallest and the largest number accepted; None: any.
        value
            The number at first: `"min"` for `min_value` or 0, None for an empty field.
        step
            What the buttons and arrow keys add; by default 1 for int and 0.01 for float.
        format
            How the number is shown: one printf-style directive, such as `"%d"` or `"%.1f"`.
        key
            Its identity; the value stands in `st.session_state` under it.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        placeholder
            Shown while the field is empty.
        disabled
            True: it shows, but cannot be changed.
        required
            The field cannot be emptied.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        icon
            An emoji or `":material/name:"` before the number.
        width
            `"stretch"` or pixels.
        bind
            `"query-params"`: the value stands in the page's address under the key, as long as it is not the default,
            and an address that has it sets it. What does not fit is taken out of the address.
        persist_state
            `"page"` or `"session"`: the value stays while the script does not make the widget; needs a key.

        Returns
        -------
        An int if all the numbers given are int, else a float; None while it is empty.

        Raises
        ------
        StreamlitMixedNumericTypesError
            Some of the numbers are int and others float.
        StreamlitValueBelowMinError, StreamlitValueAboveMaxError
            The value lies outside its bounds.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> guests = st.number_input("Guests", min_value=1, max_value=12, value=2)
        """
        asked = field(
            "number_input",
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
        kind = _kind(min_value, max_value, value, step)
        count = _count(kind, min_value, max_value, value)
        shown = _format(format, kind)
        looks = {"step": step or (1 if kind == "int" else 0.01), "format": shown, "placeholder": placeholder}
        told = {"min": count.low, "max": count.high, "value": count.start, "icon": icon}
        widget = asked.widget(
            count.start,
            _same,
            count.encode,
            count.check,
            identity=looks | told | {"kind": kind},
            spelling=spelling.one(spelling.reader(kind), spelling.write_number, empty=value is None),
        )
        bounds = {"kind": kind, "min": count.low, "max": count.high, "icon": icon_prop(icon)}
        return self._input(widget, asked.props | looks | bounds)


@dataclass(frozen=True, slots=True)
class Count:
    """The value of a number input; None while it is empty."""

    kind: str
    low: Number | None
    high: Number | None
    start: Number | None

    def encode(self, value: Any) -> Json:
        """A value beyond the bounds gives way to the default."""
        if value is None:
            return None
        number = self._typed(value)
        return number if self._fits(number) else self.start

    def check(self, value: Json) -> Json:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise ValueError(f"{value!r} is not a number")
        number = self._typed(value)
        if number != value or (self.kind == "int" and abs(number) > SAFE_INTEGER):
            raise ValueError(f"{value!r} is not a whole number that a browser can hold")
        if not self._fits(number):
            raise ValueError(f"{value!r} does not lie between {self.low} and {self.high}")
        return number

    def _typed(self, value: Any) -> Number:
        return int(value) if self.kind == "int" else float(value)

    def _fits(self, number: Number) -> bool:
        return not (self.low is not None and number < self.low) and not (
            self.high is not None and number > self.high
        )


def _same(value: Json) -> Any:
    return value


def _kind(min_value: Any, max_value: Any, value: Any, step: Any) -> str:
    """Whether all the numbers are int, or float."""
    told = {
        "value": None if value == "min" else value,
        "min_value": min_value,
        "max_value": max_value,
        "step": step,
    }
    kinds = {name: _number_kind(name, number) for name, number in told.items() if number is not None}
    if len(set(kinds.values())) > 1:
        listed = ", ".join(f"`{name}` is {kind}" for name, kind in kinds.items())
        raise StreamlitMixedNumericTypesError(
            f"The numbers must be all int or all float, but {listed}. "
            "Write for example `min_value=0.0, max_value=10.0, value=5.0, step=0.5`."
        )
    return next(iter(kinds.values()), "float")


def _number_kind(name: str, number: Any) -> str:
    kind = kind_of(number, name)
    if kind not in ("int", "float"):
        raise StreamlitInvalidParameterTypeError(f"`{name}={number!r}` must be an int or a float.")
    return kind


def _count(kind: str, min_value: Any, max_value: Any, value: Any) -> Count:
    typed = int if kind == "int" else float
    low, high = (None if end is None else typed(end) for end in (min_value, max_value))
    start = (typed(0) if low is None else low) if value == "min" else None if value is None else typed(value)
    for name, number in (("min_value", low), ("max_value", high), ("value", start)):
        if number is not None:
            check_number(name, number)
    if low is not None and high is not None and low > high:
        raise StreamlitInvalidMinMaxError(f"`min_value={low}` lies above `max_value={high}`: exchange them.")
    if start is not None and low is not None and start < low:
        raise StreamlitValueBelowMinError(
            f"`value={start}` lies below `min_value={low}`: write {low} or more."
        )
    if start is not None and high is not None and start > high:
        raise StreamlitValueAboveMaxError(
            f"`value={start}` lies above `max_value={high}`: write {high} or less."
        )
    return Count(kind, low, high, start)


def _format(format: object, kind: str) -> str:
    if format is None:
        return "%d" if kind == "int" else "%0.2f"
    if not isinstance(format, str) or not _FORMAT.fullmatch(format):
        raise StreamlitInvalidNumberFormatError(
            f"`format={format!r}` of `st.number_input` must be one printf-style directive and nothing else: "
            'write for example `format="%d"` or `format="%.1f"`, and put units into the label.'
        )
    return format
