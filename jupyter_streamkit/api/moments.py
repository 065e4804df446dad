"""Moments: what the script writes for a date, a time or both, and the bounds around them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from jupyter_streamkit.errors import StreamlitInvalidParameterTypeError, StreamlitValueError

YEARS = 10
MAX_STEP = timedelta(hours=23)


def read_date(parameter: str, value: object) -> date:
    """A date, of a date, a datetime, ISO text or `"today"`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        if value == "today":
            return now().date()
        parsed: datetime | None = _iso(datetime, value)
        if parsed is not None:
            return parsed.date()
    raise _refusal(parameter, value, 'a date, a datetime, ISO text such as "2024-05-31", or "today"')


def read_time(parameter: str, value: object, step: timedelta) -> time:
    """A time, of a time, a datetime, ISO text or `"now"`; seconds only where the step has them."""
    if value == "now":
        value = now()
    elif isinstance(value, str):
        value = _iso(time, value) or _iso(datetime, value) or value
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return value.replace(second=value.second if _has_seconds(step) else 0, microsecond=0, tzinfo=None)
    raise _refusal(parameter, value, 'a time, a datetime, ISO text such as "08:45", or "now"')


def read_datetime(parameter: str, value: object, filler: time = time.min) -> datetime:
    """A datetime to the minute, of a datetime, a date (at `filler`), a time (today), ISO text or `"now"`."""
    if value == "now":
        value = now()
    elif isinstance(value, str):
        value = _iso(date, value) or _iso(datetime, value) or value
    elif isinstance(value, time):
        value = datetime.combine(now().date(), value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, filler)
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    raise _refusal(
        parameter, value, 'a datetime, a date, a time, ISO text such as "2024-05-31T08:45", or "now"'
    )


def read_step(step: object) -> timedelta:
    """The step of a time, in seconds or as a timedelta."""
    if isinstance(step, bool) or not isinstance(step, (int, timedelta)):
        raise StreamlitInvalidParameterTypeError(
            f"`step={step!r}` must be a whole number of seconds or a timedelta: write for example `step=300`."
        )
    length = step if isinstance(step, timedelta) else timedelta(seconds=step)
    if not timedelta(seconds=1) <= length <= MAX_STEP:
        raise StreamlitValueError("step", ["1 second to 23 hours, in seconds or as a timedelta"])
    return length


def moment_text(moment: Any) -> str:
    """ISO text, with seconds only where there are any."""
    return str(moment.isoformat(timespec="seconds" if moment.second else "minutes"))


def now() -> datetime:
    """The wall clock of the machine that the kernel runs on."""
    return datetime.now()  # noqa: DTZ005


def years_from(day: date, years: int) -> date:
    """The same day some years off; of 29 February the 28th."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=year, day=last)


def _has_seconds(step: timedelta) -> bool:
    return step % timedelta(minutes=1) != timedelta()


def _iso(kind: type[Any], text: str) -> Any:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None


def _refusal(parameter: str, value: object, accepted: str) -> StreamlitInvalidParameterTypeError:
    return StreamlitInvalidParameterTypeError(f"`{parameter}={value!r}` cannot be read: write {accepted}.")
