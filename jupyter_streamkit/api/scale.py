"""A scale: what a slider slides over, as numbers and back.

Dates and times are microseconds on the wire: whole, and small enough for a browser to hold exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from jupyter_streamkit.errors import StreamlitInvalidParameterTypeError, StreamlitJSNumberBoundsError

from . import spelling
from .moments import moment_text

SAFE_INTEGER = (1 << 53) - 1
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  the wall clock of whatever zone the values have
TIME_DAY = date(2000, 1, 1)
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
TWO_WEEKS = timedelta(days=14)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Scale:
    kind: str
    format: str
    to_number: Callable[[Any], int | float]
    from_number: Callable[[Any], Any]

    def step_number(self, step: Any) -> int | float:
        return step // MICROSECOND if isinstance(step, timedelta) else step

    def read(self, text: str) -> int | float:
        """A value as it stands in the address: a number, or ISO text."""
        if self.kind in ("int", "float"):
            number: int | float = spelling.reader(self.kind)(text)
            return number
        moment: Any = (time if self.kind == "time" else datetime).fromisoformat(spelling.read_moment(text))
        return self.to_number(moment.date() if self.kind == "date" else moment)

    def write(self, number: float) -> str:
        if self.kind in ("int", "float"):
            return spelling.write_number(number)
        moment = self.from_number(number)
        return str(moment.isoformat() if self.kind == "date" else moment_text(moment))


def scale_of(kind: str, sample: object) -> Scale:
    """The scale of a kind of values; dates with a time keep the zone of `sample`."""
    if kind == "int":
        return Scale(kind, "%d", int, int)
    if kind == "float":
        return Scale(kind, "%0.2f", float, float)
    if kind == "date":
        return Scale(kind, "YYYY-MM-DD", _from_date, _to_date)
    if kind == "time":
        return Scale(kind, "HH:mm", _from_time, _to_time)
    zone = sample.tzinfo if isinstance(sample, datetime) else None
    return Scale(kind, "YYYY-MM-DD", _from_datetime, lambda number: _to_datetime(number).replace(tzinfo=zone))


def kind_of(value: object, parameter: str) -> str:
    """The kind of a slider's value or bound."""
    if isinstance(value, int) or _is_numpy(value, "integer"):
        return "int"
    if isinstance(value, float) or _is_numpy(value, "floating"):
        return "float"
    if isinstance(value, datetime):
        return "datetime"
    if isinstance(value, date):
        return "date"
    if isinstance(value, time):
        return "time"
    raise StreamlitInvalidParameterTypeError(
        f"`{parameter}={value!r}` is a {type(value).__name__}: a slider takes int, float, date, time or datetime."
    )


def check_number(parameter: str, value: float) -> None:
    """A number must be one that a browser can hold exactly."""
    if isinstance(value, int) and abs(value) > SAFE_INTEGER:
        raise StreamlitJSNumberBoundsError(
            f"`{parameter}={value}` is beyond ±(2**53 - 1), the whole numbers that a browser holds exactly. "
            f"Write it as a float: `{parameter}={value}.0`."
        )
    if not math.isfinite(value):
        raise StreamlitJSNumberBoundsError(f"`{parameter}={value}` is not a finite number.")


def _is_numpy(value: object, family: str) -> bool:
    return type(value).__module__ == "numpy" and any(base.__name__ == family for base in type(value).__mro__)


def _from_datetime(value: datetime) -> int:
    return (value.replace(tzinfo=None) - EPOCH) // MICROSECOND


def _to_datetime(number: float) -> datetime:
    return EPOCH + int(number) * MICROSECOND


def _from_date(value: date) -> int:
    return _from_datetime(datetime.combine(value, time.min))


def _to_date(number: float) -> date:
    return _to_datetime(number).date()


def _from_time(value: time) -> int:
    return _from_datetime(datetime.combine(TIME_DAY, value))


def _to_time(number: float) -> time:
    return _to_datetime(number).time()
