"""Sliders: a value, or a range of values, on a scale."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from jupyter_streamkit.tree.node import Json

from . import spelling
from .commands import Commands, LabelVisibility
from .fields import Args, Bind, Kwargs, OnChange, PersistState, Width, check_text, field
from .options import Options, read_options, words_of
from .scale import DAY, QUARTER, TWO_WEEKS, Scale, check_number, kind_of, scale_of


class SliderCommands(Commands):
    def slider(
        self,
        label: str,
        min_value: Any = None,
        max_value: Any = None,
        value: Any = None,
        step: Any = None,
        format: str | None = None,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a slider over numbers, dates or times.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        min_value, max_value
            Its ends, of one type: int, float, date, time or datetime. By default 0 and 100, 0.0 and 1.0,
            14 days around the value, or the whole day. They reach out to the value where it lies beyond.
        value
            Where it begins; two values make a slider over a range, `()` over all of it.
        step
            The distance of neighbours: a number, or a `timedelta`. By default 1, 0.01, a day, or 15 minutes.
        format
            How values are shown: printf-style for numbers (`"%0.1f km"`, `"%,d"`) or one of plain, localized,
            percent, dollar, euro, yen, compact, scientific, engineering, accounting, bytes; for dates and times a
            pattern (`"D MMM YYYY HH:mm"`) or one of localized, distance, calendar, iso8601.
        key
            Its identity, together with its ends and step; the value stands in `st.session_state` under it.
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
            `"stretch"` or pixels.
        bind
            `"query-params"`: the value stands in the page's address under the key, as long as it is not the default,
            and an address that has it sets it. What does not fit is taken out of the address.
        persist_state
            `"page"` or `"session"`: the value stays while the script does not make the widget; needs a key.

        Returns
        -------
        The value, of the type of the ends; a tuple of two for a range.

        Raises
        ------
        StreamlitInvalidParameterTypeError
            Ends, value and step are of different types.
        StreamlitInvalidMinMaxError
            Both ends are the same.
        StreamlitJSNumberBoundsError
            A number is beyond what a browser can hold exactly.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> low, high = st.slider("Hours", 0, 23, (8, 17))
        """
        asked = field(
            "slider",
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
        )
        track = _track(min_value, max_value, value, step)
        if format is not None and not isinstance(format, str):
            raise StreamlitInvalidParameterTypeError(
                f'`format={format!r}` must be a text, for example "%d km".'
            )
        bounds = {"kind": track.scale.kind, "min": track.low, "max": track.high, "step": track.step}
        widget = asked.widget(
            track.start,
            track.decode,
            track.encode,
            track.check,
            identity={"value": track.start, "format": format},
            bounds=bounds,
            spelling=spelling.several(track.scale.read, track.scale.write, most=len(track.start)),
        )
        return self._input(widget, asked.props | bounds | {"format": format or track.scale.format})

    def select_slider(
        self,
        label: str,
        options: object = (),
        value: Any = None,
        format_func: Callable[[Any], Any] = str,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a slider over options in their order.

        Parameters
        ----------
        label, key, help, on_change, args, kwargs, disabled, label_visibility, width, bind, persist_state
            As for `st.slider`; with a key, other options do not make it a new widget.
        options
            At least one: a list, or anything that can be iterated.
        value
            The option where it begins, by default the first; a tuple or list of two makes it a slider over a range.
        format_func
            Gives the words for an option.

        Returns
        -------
        The option itself; a tuple of the first and the last option for a range.

        Raises
        ------
        StreamlitMissingRequiredParameterError
            There are no options.
        StreamlitDefaultNotInOptionsError
            The value is not one of the options.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> size = st.select_slider("Size", ["S", "M", "L", "XL"], value="M")
        """
        asked = field(
            "select_slider",
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
        )
        listed = read_options("select_slider", options, format_func)
        if not listed.items:
            raise StreamlitMissingRequiredParameterError(
                'There are no options to slide over: write for example `st.select_slider("Size", ["S", "M", "L"])`.'
            )
        row = _row(listed, value)
        widget = asked.widget(
            row.start,
            row.decode,
            row.encode,
            row.check,
            identity={"options": listed.words, "value": row.start},
            spelling=spelling.several(str, words_of, most=len(row.start)),
        )
        return self._input(widget, asked.props | listed.props, raw={"format_func": listed.format})


@dataclass(frozen=True, slots=True)
class Track:
    """A slider's ends and values, as numbers; a value is a list of one or two."""

    scale: Scale
    low: float
    high: float
    step: float
    start: list[float]
    sequence: bool
    free: bool
    """The script gave no value: one that it puts into the session state says whether it is a range."""

    def decode(self, numbers: Json) -> Any:
        values = tuple(self.scale.from_number(number) for number in numbers)
        return values if self.sequence or len(values) > 1 else values[0]

    def encode(self, value: Any) -> Json:
        values = value if isinstance(value, (list, tuple)) else (value,)
        return [self.scale.to_number(each) for each in values]

    def check(self, numbers: Json) -> Json:
        check_length(numbers, self.start, free=self.free)
        for number in numbers:
            if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
                raise ValueError(f"{number!r} is not a number")
            if not self.low <= number <= self.high:
                raise ValueError(
                    f"{self._shown(number)} does not lie between {self._shown(self.low)} and {self._shown(self.high)}"
                )
            if self.scale.kind != "float" and number != int(number):
                raise ValueError(f"{number!r} is not a whole number")
        return sorted(numbers if self.scale.kind == "float" else map(int, numbers))

    def _shown(self, number: float) -> str:
        return str(self.scale.from_number(number))


class Row:
    """A select slider's value: the names of one or two options, in the order of the options."""

    def __init__(self, options: Options, start: list[str], *, free: bool = False) -> None:
        self.options = options
        self.free = free
        self.start = self._sorted(start)

    def decode(self, names: Json) -> Any:
        values = tuple(self.options.item(name) for name in names)
        return values if len(values) > 1 else values[0]

    def encode(self, value: Any) -> Json:
        """A value that is no option gives way to the default."""
        values = value if _is_range(self.options, value) else (value,)
        names = [self.options.find(each) for each in values]
        return self.start if None in names else names

    def check(self, names: Json) -> Json:
        check_length(names, self.start, free=self.free)
        return self._sorted([self.options.check(check_text(name)) for name in names])

    def _sorted(self, names: list[str]) -> list[str]:
        return sorted(names, key=self.options.names.__getitem__)


def check_length(values: Json, start: list[Any], *, free: bool) -> None:
    """A range stays a range, and one value stays one, where the script said which it is."""
    if not isinstance(values, list) or len(values) not in ({1, 2} if free else {len(start)}):
        raise ValueError(f"{values!r} is not a list of {len(start)}")


def _is_range(options: Options, value: Any) -> bool:
    """Two options, and not one that happens to be a tuple."""
    return isinstance(value, (list, tuple)) and options.find(value) is None


def _row(options: Options, value: Any) -> Row:
    if not _is_range(options, value):
        first = options.name(0) if value is None else options.require(value)
        return Row(options, [first], free=value is None)
    if len(value) != 2:
        raise StreamlitAPIException(
            f"`value={value!r}` of `st.select_slider` must be one option, or the first and the last of a range."
        )
    return Row(options, [options.require(each) for each in value])


def _track(min_value: Any, max_value: Any, value: Any, step: Any) -> Track:
    """Fill in what the script left open, and check the rest."""
    sequence = isinstance(value, (list, tuple))
    values = list(value) if sequence else [] if value is None else [value]
    if len(values) > 2:
        raise StreamlitValueError("value", ["one value", "a list or tuple of two values"])
    kind = _kind(min_value, max_value, values)
    sample = next((each for each in (*values, min_value, max_value) if each is not None), 0)
    scale = scale_of(kind, sample)
    low, high = _ends(kind, min_value, max_value, values, sample)
    step = _step(kind, step, low, high)
    values = values or ([low, high] if sequence else [low])
    numbers = [scale.to_number(each) for each in values]
    ends = [scale.to_number(low), scale.to_number(high)]
    for parameter, number in zip(("min_value", "max_value", "value", "value"), ends + numbers, strict=False):
        check_number(parameter, number)
    if ends[0] == ends[1]:
        raise StreamlitInvalidMinMaxError(
            f"`min_value` and `max_value` are both {low!r}: a slider needs two different ends."
        )
    return Track(
        scale,
        min(ends + numbers),
        max(ends + numbers),
        scale.step_number(step),
        sorted(numbers),
        sequence,
        value is None,
    )


def _kind(min_value: Any, max_value: Any, values: list[Any]) -> str:
    """The one kind of all of them."""
    told = {"value": values[0] if values else None, "min_value": min_value, "max_value": max_value}
    kinds = {name: kind_of(each, name) for name, each in told.items() if each is not None}
    kinds |= {f"value[{place}]": kind_of(each, "value") for place, each in enumerate(values[1:], 1)}
    if len(set(kinds.values())) > 1:
        raise _mixed(kinds)
    return next(iter(kinds.values()), "int")


def _mixed(kinds: dict[str, str]) -> StreamlitInvalidParameterTypeError:
    told = ", ".join(f"`{name}` is {kind}" for name, kind in kinds.items())
    return StreamlitInvalidParameterTypeError(
        f"The value, the ends and the step of a slider must be of one type, but {told}. "
        "Write for example `st.slider(label, 0.0, 10.0, 5.0, 0.5)`: with a point everywhere, or nowhere."
    )


def _ends(kind: str, min_value: Any, max_value: Any, values: list[Any], sample: Any) -> tuple[Any, Any]:
    defaults: dict[str, tuple[Any, Any]] = {
        "int": (0, 100),
        "float": (0.0, 1.0),
        "time": (time.min, time.max),
    }
    if kind in defaults:
        low, high = defaults[kind]
    else:
        around = values or [sample]
        low, high = min(around) - TWO_WEEKS, max(around) + TWO_WEEKS
    return (low if min_value is None else min_value), (high if max_value is None else max_value)


def _step(kind: str, step: Any, low: Any, high: Any) -> Any:
    if step is None:
        return _default_step(kind, low, high)
    if kind in ("int", "float"):
        fits = not isinstance(step, timedelta) and kind_of(step, "step") == kind
    else:
        fits = isinstance(step, timedelta)
    if not fits:
        raise _mixed({"min_value": kind, "step": type(step).__name__})
    if not step > type(step)(0):
        raise StreamlitValueError("step", ["a number or timedelta above 0"])
    return step if isinstance(step, timedelta) else scale_of(kind, step).to_number(step)


def _default_step(kind: str, low: Any, high: Any) -> Any:
    if kind == "int":
        return 1
    if kind == "float":
        return 0.01
    if kind == "time" or (isinstance(low, datetime) and high - low < DAY):
        return QUARTER
    return DAY
