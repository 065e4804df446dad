"""A column of an editor: which values it takes, and what they are in Python."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd

from ..errors import StreamlitAPIException
from ..tree.node import Json
from .cells import kind as kind_of
from .cells import missing, plain

Column = pd.Series | pd.Index

_USUAL = {
    "integer": "number",
    "decimal": "number",
    "number": "number",
    "boolean": "checkbox",
    "text": "text",
    "empty": "text",
    "list": "list",
    "datetime": "datetime",
    "date": "date",
    "time": "time",
}
"""The kinds that can be edited, and the type of column that does."""
_FITTING = {
    "text": {"text"},
    "link": {"text"},
    "markdown": {"text"},
    "number": {"integer", "number", "decimal", "text"},
    "checkbox": {"boolean", "text", "integer"},
    "selectbox": {"text", "boolean", "integer", "number"},
    "multiselect": {"list", "text"},
    "list": {"list", "text"},
    "date": {"date", "datetime"},
    "time": {"time", "datetime"},
    "datetime": {"datetime", "date", "time"},
}
LONGEST = 1_000_000
"""No cell holds a longer text, in characters, nor a list of more entries."""


@dataclass(frozen=True, slots=True)
class EditColumn:
    """A column that one may edit; or a locked one, of which new rows have the default."""

    name: str
    kind: str
    type: str
    dtype: Any
    required: bool = False
    default: Json = None
    options: list[Json] | None = None
    limits: Mapping[str, Any] = field(default_factory=dict)
    locked: bool = False

    def props(self) -> dict[str, Json]:
        """What the browser has to know to offer it."""
        told = {"type": self.type, "required": self.required or None, "options": self.options}
        edits = None if self.locked else {name: value for name, value in told.items() if value is not None}
        return {
            name: value for name, value in (("edits", edits), ("default", self.default)) if value is not None
        }

    def check(self, value: Json) -> Json:
        """The value again, whole numbers as such; ValueError when the column does not take it."""
        if self.locked and value != self.default:
            raise ValueError(f"{self.name!r} is locked")
        if value is None:
            if self.required:
                raise ValueError(f"{self.name!r} must not be empty")
            return None
        checked = value if self.locked else _CHECKS[self.type](self, value)
        self.read(checked)
        return checked

    def read(self, value: Json) -> Any:
        """The value as the frame has it; ValueError when its type cannot hold it."""
        if value is None:
            return None
        try:
            read = _READERS[self.kind](value)
            return _zoned(read, self.dtype) if self.kind == "datetime" else self._held(read)
        except (TypeError, ArithmeticError) as error:
            raise ValueError(f"{value!r:.80} is no {self.kind}") from error

    def _held(self, value: Any) -> Any:
        """The value, if the type of the column has room for it."""
        if self.kind == "integer":
            pd.Series([value], dtype=object).astype(self.dtype)
        return value


def edit_column(name: str, column: Column, config: Mapping[str, Any], *, disabled: bool) -> EditColumn | None:
    """The column as an editor has it; None when it only shows, and new rows have nothing in it.

    Raises
    ------
    StreamlitAPIException
        The type of column that is set cannot edit such values.
    """
    settings = config.get("type_config") or {}
    kind, asked = _kind(column), settings.get("type")
    category = isinstance(column.dtype, pd.CategoricalDtype)
    type = asked or ("selectbox" if category else _USUAL.get(kind))
    locked = disabled or bool(config.get("disabled"))
    if not locked and type in _FITTING and kind != "empty" and kind not in _FITTING[type]:
        raise StreamlitAPIException(
            f"The column {name!r} holds values of kind {kind}, which a {type} column cannot edit. Leave its type "
            "out of `column_config`, or change the type of the values."
        )
    default = None if config.get("default") is None else plain(config["default"])
    if type not in _FITTING or kind not in _USUAL or (locked and default is None):
        return None
    if locked:
        return EditColumn(name, kind, type, column.dtype, default=default, locked=True)
    options = _options(settings.get("options"))
    if options is None and category:
        options = plain(list(column.dtype.categories))  # type: ignore[union-attr]
    return EditColumn(
        name, kind, type, column.dtype, bool(config.get("required")), default, options, settings
    )


def _kind(column: Column) -> str:
    """The kind of its values; "" for those that are text only for want of a better."""
    kind = kind_of(column)
    if column.dtype == object:
        values = [value for value in column if not missing(value)]
        if not values:
            return "empty"
        if isinstance(values[0], Decimal):
            return "decimal"
        return "" if kind == "text" and not all(isinstance(value, str) for value in values) else kind
    texts = isinstance(column.dtype, pd.CategoricalDtype) or pd.api.types.is_string_dtype(column.dtype)
    return "" if kind == "text" and not texts else kind


def _options(given: Any) -> list[Json] | None:
    if given is None:
        return None
    return [
        plain(option["value"] if isinstance(option, Mapping) and "value" in option else option)
        for option in given
    ]


def _check_number(column: EditColumn, value: Json) -> Json:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError(f"{value!r:.80} is no number")
    _check_bounds(column, value)
    if column.kind == "integer" and value != int(value):
        raise ValueError(f"{value!r} is no whole number")
    return int(value) if column.kind == "integer" else value


def _check_text(column: EditColumn, value: Json) -> Json:
    if not isinstance(value, str) or len(value) > (column.limits.get("max_chars") or LONGEST):
        raise ValueError(f"{value!r:.80} is no text, or too long")
    if not _matches(column.limits.get("validate"), value):
        raise ValueError(f"{value!r:.80} does not match {column.limits['validate']!r}")
    return value


def _matches(pattern: str | None, value: str) -> bool:
    """A pattern that only a browser understands is left to it."""
    try:
        return pattern is None or re.search(pattern, value) is not None
    except re.error:
        return True


def _check_boolean(column: EditColumn, value: Json) -> Json:
    if value is True or value is False:
        return value
    raise ValueError(f"{value!r:.80} is neither true nor false")


def _check_option(column: EditColumn, value: Json) -> Json:
    for option in column.options or ():
        if option == value and isinstance(option, bool) is isinstance(value, bool):
            return option
    raise ValueError(f"{value!r:.80} is none of the options of {column.name!r}")


def _check_list(column: EditColumn, value: Json) -> Json:
    if not isinstance(value, list) or len(value) > LONGEST:
        raise ValueError(f"{value!r:.80} is no list")
    if not all(entry is None or isinstance(entry, (str, int, float)) for entry in value):
        raise ValueError(f"{value!r:.80} holds more than texts and numbers")
    closed = column.options is not None and not column.limits.get("accept_new_options")
    return [_check_option(column, entry) for entry in value] if closed else value


def _check_moment(column: EditColumn, value: Json) -> Json:
    _check_bounds(column, value, _MOMENTS[column.type])
    return value


def _check_bounds(column: EditColumn, told: Any, read: Callable[[Any], Any] = lambda value: value) -> None:
    """Raise ValueError for what is beyond the column's bounds, or cannot be read."""
    value = read(told)
    for name, wrong in _BOUNDS.items():
        bound = column.limits.get(name)
        if bound is not None and wrong(value, read(bound)):
            raise ValueError(f"{told!r:.80} is beyond {bound!r}")


_BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "min_value": lambda value, bound: value < bound,
    "max_value": lambda value, bound: value > bound,
}


def _moment(value: Any) -> dt.datetime:
    """A point of time without its zone."""
    return dt.datetime.fromisoformat(str(value)).replace(tzinfo=None)


def _clock(value: Any) -> dt.time:
    text = str(value)
    return _moment(text).time() if "T" in text else dt.time.fromisoformat(text)


_MOMENTS: dict[str, Callable[[Any], Any]] = {
    "datetime": _moment,
    "date": lambda value: _moment(value).date(),
    "time": _clock,
}

_CHECKS: dict[str, Callable[[EditColumn, Json], Json]] = {
    "number": _check_number,
    "text": _check_text,
    "link": _check_text,
    "markdown": _check_text,
    "checkbox": _check_boolean,
    "selectbox": _check_option,
    "multiselect": _check_list,
    "list": _check_list,
    "date": _check_moment,
    "time": _check_moment,
    "datetime": _check_moment,
}


def _zoned(value: pd.Timestamp, dtype: Any) -> pd.Timestamp:
    """A point of time in the zone of its column, or in none."""
    zone = getattr(dtype, "tz", None)
    if zone is None:
        return value.tz_localize(None) if value.tzinfo else value
    return value.tz_convert(zone) if value.tzinfo else value.tz_localize(zone)


_READERS: dict[str, Callable[[Any], Any]] = {
    "integer": int,
    "number": float,
    "decimal": lambda value: Decimal(str(value)),
    "boolean": bool,
    "text": str,
    "empty": lambda value: value,
    "list": lambda value: list(value) if isinstance(value, list) else [value],
    "datetime": pd.Timestamp,
    "date": _MOMENTS["date"],
    "time": _clock,
}
