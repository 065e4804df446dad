"""Which columns of a frame are shown, in which order, and what the settings make of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..errors import StreamlitAPIException
from ..tree.markup import markdown
from ..tree.node import Json
from .cells import plain
from .column_config import ColumnConfig
from .frames import Shown

INDEX = "_index"

Given = Mapping[Any, ColumnConfig | str | None] | None


class ColumnSettings:
    """The settings of the columns of one frame."""

    def __init__(self, frame: pd.DataFrame, config: Given, order: Iterable[Any] | None) -> None:
        self._frame = frame
        self.names = [_name(label) for label in frame.columns]
        self._config = {_key(key): _setting(key, value) for key, value in (config or {}).items()}
        self._order = None if order is None else [*map(_key, order)]

    def shown(self, *, hide_index: bool) -> Shown:
        """Levels of the index and columns that are shown, by position."""
        levels = () if hide_index or self._of(INDEX).get("hidden") else range(self._frame.index.nlevels)
        columns = tuple(place for place in self._places() if not self.column(place).get("hidden"))
        json = frozenset(place for place in columns if _type(self.column(place)) == "json")
        return Shown(tuple(levels), columns, json)

    def props(self, shown: Shown, kinds: Iterable[str]) -> list[Json]:
        """The columns for the browser."""
        known = iter(kinds)
        levels = [self._level(level) | {"kind": next(known)} for level in shown.levels]
        return levels + [self._prop(place) | {"kind": next(known)} for place in shown.columns]

    def _places(self) -> Iterable[int]:
        if self._order is None:
            return range(len(self.names))
        return [place for wanted in self._order for place in self._find(wanted)]

    def _find(self, wanted: str | int) -> list[int]:
        if isinstance(wanted, int) and wanted not in self._frame.columns:
            return [wanted] if 0 <= wanted < len(self.names) else []
        return [place for place, name in enumerate(self.names) if name == str(wanted)][:1]

    def column(self, place: int) -> dict[str, Any]:
        """The setting of a column."""
        return self._of(self.names[place], place)

    def index(self) -> dict[str, Any]:
        """The setting of the index."""
        name = self._frame.index.names[0]
        return self._of(INDEX, "" if name is None else _name(name))

    def _of(self, *keys: str | int) -> dict[str, Any]:
        """The setting under the first of some keys that has one."""
        return next((self._config[key] for key in keys if key in self._config), {})

    def _level(self, level: int) -> dict[str, Json]:
        name = self._frame.index.names[level]
        title = "" if name is None else _name(name)
        config = self._of(INDEX, title) if level == 0 else self._of(title)
        return {"name": title or INDEX, "index": True, **_looks(config, title)}

    def _prop(self, place: int) -> dict[str, Json]:
        label = self._frame.columns[place]
        title = self.names[place]
        prop: dict[str, Json] = {"name": title}
        if isinstance(self._frame.columns, pd.MultiIndex):
            *upper, title = map(str, label)
            prop["group"] = " / ".join(upper)
        if isinstance(self._frame.dtypes.iloc[place], pd.CategoricalDtype):
            prop["category"] = True
        return prop | _looks(self.column(place), title)


def _name(label: object) -> str:
    return ", ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def _key(key: Any) -> str | int:
    return key if isinstance(key, int) and not isinstance(key, bool) else _name(key)


def _setting(key: Any, value: object) -> dict[str, Any]:
    if value is None:
        return {"hidden": True}
    if isinstance(value, str):
        return {"label": value}
    if isinstance(value, Mapping):
        return dict(value)
    raise StreamlitAPIException(
        f"`column_config[{key!r}]` is a {type(value).__name__}: write a label, None to hide the column, or "
        "a setting such as `st.column_config.NumberColumn(...)`."
    )


def _type(config: Mapping[str, Any]) -> str | None:
    return (config.get("type_config") or {}).get("type")


def _looks(config: Mapping[str, Any], title: str) -> dict[str, Json]:
    """A column's setting for the browser: without what is None, the help as HTML."""
    label = config.get("label")
    looks: dict[str, Json] = {"title": title if label is None else str(label)}
    looks |= {name: config[name] for name in ("width", "pinned", "alignment") if config.get(name) is not None}
    if config.get("help"):
        looks["help_html"] = markdown(str(config["help"]))
    of_type = {
        name: plain(value) for name, value in (config.get("type_config") or {}).items() if name != "click"
    }
    if of_type:
        looks["as"] = {name: value for name, value in of_type.items() if value is not None}
    return looks
