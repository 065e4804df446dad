"""Dates and times: a calendar, a clock, and both.

On the wire they are ISO text; a range of dates is a list of none, one or two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Literal

from jupyter_streamkit.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
)
from jupyter_streamkit.tree.node import Json

from . import spelling
from .commands import Commands, LabelVisibility
from .fields import Args, Bind, Kwargs, OnChange, PersistState, Width, field
from .moments import YEARS, moment_text, read_date, read_datetime, read_step, read_time, years_from

HourFormat = Literal["12h", "24h", "localized"]

_ORDERS = ("YYYY/MM/DD", "DD/MM/YYYY", "MM/DD/YYYY")
FORMATS = [order.replace("/", mark) for mark in "/.-" for order in _ORDERS]


class DateCommands(Commands):
    def date_input(
        self,
        label: str,
        value: Any = "today",
        min_value: Any = None,
        max_value: Any = None,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        format: str = "YYYY/MM/DD",
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a field with a calendar.

        Parameters
        ----------
        label
            What it asks, as Markdown of one line.
        value
            The date at first: a date, a datetime, ISO text, `"today"`, or None for none. A list or tuple of up to two
            of these makes it a range.
        min_value, max_value
            The first and the last date that can be chosen; by default 10 years around the value.
        key
            Its identity, together with `format`; the value stands in `st.session_state` under it.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        format
            The order of year (YYYY), month (MM) and day (DD), with `/`, `.` or `-` between them.
        disabled
            True: it shows, but cannot be changed.
        required
            The date cannot be taken away.
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
        A date or None; for a range a tuple of none, one (its end is not chosen yet) or two dates.

        Raises
        ------
        StreamlitInvalidMinMaxError
            `min_value` lies after `max_value`.
        StreamlitValueBelowMinError, StreamlitValueAboveMaxError
            The value lies outside its bounds.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> import datetime
        >>> day = st.date_input("Day", datetime.date(2014, 9, 1))
        """
        asked = field(
            "date_input",
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
        _check_format(format)
        ranged = isinstance(value, (list, tuple))
        start = [read_date("value", each) for each in _several(value)]
        first, last = _date_bounds(min_value, max_value, start)
        _check_between(first, last, start)
        days = Days(
            [day.isoformat() for day in start],
            ranged,
            None if min_value is None else first,
            None if max_value is None else last,
            value is None or value == "today",
        )
        told = {"value": _told(value, "today"), "min": _told(min_value), "max": _told(max_value)}
        widget = asked.widget(
            days.start,
            days.decode,
            days.encode,
            days.check,
            identity=told,
            bounds={"format": format},
            spelling=spelling.several(spelling.read_moment, most=2 if ranged else 1, empty=value is None),
        )
        props = {"min": first.isoformat(), "max": last.isoformat(), "format": format, "range": ranged or None}
        return self._input(
            widget, asked.props | props | {"clearable": (value is None and not required) or None}
        )

    def time_input(
        self,
        label: str,
        value: Any = "now",
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        step: int | timedelta = timedelta(seconds=900),
        format: HourFormat = "24h",
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a field for a time of day.

        Parameters
        ----------
        label, key, help, on_change, args, kwargs, disabled, required, label_visibility, width, bind,
        persist_state
            As for `st.date_input`; under a key another step makes it a new widget.
        value
            The time at first: a time, a datetime, ISO text, `"now"`, or None for none. Seconds are dropped, but where
            the step has them.
        step
            The distance of the times offered, in seconds or as a timedelta: 1 second to 23 hours. Others can be typed.
        format
            `"24h"`, `"12h"`, or as is usual where the reader lives (`"localized"`).

        Returns
        -------
        A time or None.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> alarm = st.time_input("Alarm", "07:30", step=300)
        """
        asked = field(
            "time_input",
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
        if format not in ("12h", "24h", "localized"):
            raise StreamlitValueError("format", ["'12h'", "'24h'", "'localized'"])
        length = read_step(step)
        moment = Moment(time, lambda each: read_time("value", each, length))
        start = moment.encode(value)
        seconds = int(length.total_seconds())
        widget = asked.widget(
            start,
            moment.decode,
            moment.encode,
            moment.check,
            identity={"value": _told(value, "now")},
            bounds={"step": seconds},
            spelling=spelling.one(
                spelling.read_moment,
                lambda text: f"{text}:00"[:8] if seconds % 60 else text,
                empty=value is None,
            ),
        )
        looks = {"step": seconds, "format": format, "clearable": (value is None and not required) or None}
        return self._input(widget, asked.props | looks)

    def datetime_input(
        self,
        label: str,
        value: Any = "now",
        min_value: Any = None,
        max_value: Any = None,
        *,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        format: str = "YYYY/MM/DD",
        step: int | timedelta = timedelta(seconds=900),
        disabled: bool = False,
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: Width = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    ) -> Any:
        """Show a field for a date and a time of day, to the minute.

        Parameters
        ----------
        label, key, help, on_change, args, kwargs, format, disabled, required, label_visibility, width,
        bind, persist_state
            As for `st.date_input`.
        value
            Both at first: a datetime, a date (at midnight), a time (today), ISO text, `"now"`, or None for none.
        min_value, max_value
            The first and the last moment that can be chosen; by default 10 years around the value.
        step
            As for `st.time_input`.

        Returns
        -------
        A datetime without a zone, or None.

        Raises
        ------
        StreamlitInvalidMinMaxError
            `min_value` lies after `max_value`.
        StreamlitValueBelowMinError, StreamlitValueAboveMaxError
            The value lies outside its bounds.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> start = st.datetime_input("Start", "2024-05-31T08:45")
        """
        asked = field(
            "datetime_input",
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
        _check_format(format)
        seconds = int(read_step(step).total_seconds())
        start = [read_datetime("value", each) for each in _several(value)]
        first, last = _datetime_bounds(min_value, max_value, start)
        _check_between(first, last, start)
        moment = Moment(
            datetime,
            lambda each: read_datetime("value", each),
            None if min_value is None else first,
            None if max_value is None else last,
            moment_text(start[0]) if start else None,
        )
        told = {"value": _told(value, "now"), "min": _told(min_value), "max": _told(max_value)}
        widget = asked.widget(
            moment.start,
            moment.decode,
            moment.encode,
            moment.check,
            identity=told,
            bounds={"format": format, "step": seconds},
            spelling=spelling.one(spelling.read_moment, empty=value is None),
        )
        props = {"min": moment_text(first), "max": moment_text(last), "format": format, "step": seconds}
        return self._input(
            widget, asked.props | props | {"clearable": (value is None and not required) or None}
        )


@dataclass(frozen=True, slots=True)
class Days:
    """The value of a date input: ISO dates in a list, at most one where it is no range."""

    start: list[str]
    ranged: bool
    first: date | None
    last: date | None
    free: bool
    """The script gave no value: what it puts into the session state says whether it is a range."""

    def decode(self, texts: Json) -> Any:
        days = tuple(date.fromisoformat(text) for text in texts)
        if self.ranged or len(days) > 1:
            return days
        return days[0] if days else None

    def encode(self, value: Any) -> Json:
        """Dates outside the bounds give way to the default."""
        days = [read_date("value", each) for each in _several(value)]
        return [day.isoformat() for day in days] if all(map(self._fits, days)) else self.start

    def check(self, texts: Json) -> Json:
        if not isinstance(texts, list) or len(texts) > (2 if self.ranged or self.free else 1):
            raise ValueError(f"{texts!r} is not a list of dates")
        days = [_parsed(date, text) for text in texts]
        if not all(map(self._fits, days)):
            raise ValueError(f"{texts!r} does not lie between {self.first} and {self.last}")
        if any(later < earlier for earlier, later in pairwise(days)):
            raise ValueError(f"{texts!r} ends before it begins")
        return [day.isoformat() for day in days]

    def _fits(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Moment:
    """The value of an input for a time, or a date with a time: ISO text, or None."""

    kind: type[Any]
    read: Callable[[Any], Any]
    first: Any = None
    last: Any = None
    start: str | None = None

    def decode(self, text: Json) -> Any:
        return None if text is None else self.kind.fromisoformat(text)

    def encode(self, value: Any) -> Json:
        """A moment outside the bounds gives way to the default."""
        if value is None:
            return None
        moment = self.read(value)
        return moment_text(moment) if self._fits(moment) else self.start

    def check(self, text: Json) -> Json:
        if text is None:
            return None
        moment = _parsed(self.kind, text)
        if moment.tzinfo is not None or not self._fits(moment):
            raise ValueError(f"{text!r} does not lie between {self.first} and {self.last}")
        return moment_text(self.read(moment))

    def _fits(self, moment: Any) -> bool:
        return (self.first is None or moment >= self.first) and (self.last is None or moment <= self.last)


def _several(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        if len(value) > 2:
            raise StreamlitInvalidParameterTypeError(
                f"`value={value!r}` holds {len(value)} dates: a range has a first and a last one, `value=(start, end)`."
            )
        return list(value)
    return [] if value is None else [value]


def _told(value: Any, moving: str | None = None) -> str | None:
    """What the script wrote: the clock's own value is not the same from run to run."""
    if value is None or (isinstance(value, str) and value == moving):
        return None
    return repr([str(each) for each in value] if isinstance(value, (list, tuple)) else str(value))


def _date_bounds(min_value: Any, max_value: Any, start: list[date]) -> tuple[date, date]:
    around = start or [read_date("value", "today")]
    first = years_from(min(around), -YEARS) if min_value is None else read_date("min_value", min_value)
    last = years_from(max(around), YEARS) if max_value is None else read_date("max_value", max_value)
    return first, last


def _datetime_bounds(min_value: Any, max_value: Any, start: list[datetime]) -> tuple[datetime, datetime]:
    around = start[0] if start else read_datetime("value", "now")
    end = time(23, 59)
    early = years_from(around.date(), -YEARS) if min_value is None else min_value
    late = years_from(around.date(), YEARS) if max_value is None else max_value
    return read_datetime("min_value", early), read_datetime("max_value", late, end)


def _check_between(first: Any, last: Any, start: list[Any]) -> None:
    if first > last:
        raise StreamlitInvalidMinMaxError(
            f"`min_value` {first} lies after `max_value` {last}: exchange them, or give both."
        )
    for each in start:
        if each < first:
            raise StreamlitValueBelowMinError(f"`value` {each} lies before `min_value` {first}.")
        if each > last:
            raise StreamlitValueAboveMaxError(f"`value` {each} lies after `max_value` {last}.")


def _check_format(format: object) -> None:
    if format not in FORMATS:
        raise StreamlitValueError("format", [repr(each) for each in FORMATS])


def _parsed(kind: type[Any], text: Json) -> Any:
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is not a text")  # noqa: TRY004  `check` raises ValueError
    return kind.fromisoformat(text)
