"""Options: what one can choose from, and the words for each.

Invariants
- On the wire an option is its words, so that a choice outlives options that change, move, or are made anew
  by the next run (as the members of an Enum are).
- Where two options have the same words, the later ones have a number behind them that nobody sees.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from jupyter_streamkit.errors import StreamlitDefaultNotInOptionsError, StreamlitInvalidParameterTypeError
from jupyter_streamkit.tree.node import Json


@dataclass(frozen=True, slots=True)
class Options:
    items: list[Any]
    words: list[str]
    """What the browser shows."""
    names: dict[str, int]
    """What the browser sends for each, in their order."""
    format: Callable[[Any], Any]

    def __len__(self) -> int:
        return len(self.items)

    @property
    def props(self) -> dict[str, Json]:
        same = list(self.names) == self.words
        return {"options": self.words, "names": None if same else list(self.names)}

    def name(self, index: int) -> str:
        return list(self.names)[index]

    def item(self, name: str) -> Any:
        """The option of that name; changing it does not change the options."""
        item = self.items[self.names[name]]
        return copy.deepcopy(item) if isinstance(item, (list, dict, set)) else item

    def find(self, value: object) -> str | None:
        """The name of an option, or of one that reads the same (as an Enum member of an earlier run does)."""
        for name, index in self.names.items():
            if _equal(self.items[index], value):
                return name
        words = self._words(value)
        return words if words in self.names else None

    def require(self, value: object) -> str:
        """The name of a default; raises when it is none of the options."""
        name = self.find(value)
        if name is None:
            raise StreamlitDefaultNotInOptionsError(
                f"The default {value!r} is not one of the options: write one of {self._some()}."
            )
        return name

    def check(self, name: Json) -> str:
        if not isinstance(name, str) or name not in self.names:
            raise ValueError(f"{name!r} is not one of the options {self._some()}")
        return name

    def _words(self, value: object) -> str | None:
        try:
            words = self.format(value)
        except Exception:  # the user's function need not take what is no option
            return None
        return words if isinstance(words, str) else None

    def _some(self) -> str:
        return ", ".join(map(repr, self.items[:5])) + (", ..." if len(self.items) > 5 else "")


def read_options(command: str, options: object, format_func: Callable[[Any], Any]) -> Options:
    """Options of any kind, with the words for each."""
    items = as_list(options)
    words = [_format(command, format_func, item) for item in items]
    return Options(items, words, _names(words), format_func)


def words_of(name: str) -> str:
    """The words of a name."""
    return name.partition("\0")[0]


def as_list(data: object) -> list[Any]:
    """A list of anything: a table gives its first column, what cannot be iterated gives itself."""
    if data is None:
        return []
    if isinstance(data, (str, bytes)) or not isinstance(data, Iterable):
        return [data]
    if isinstance(data, Mapping):
        return list(data)
    column = _first_column(data)
    return cast("list[Any]", column.tolist()) if hasattr(column, "tolist") else list(column)


def as_choices(data: object) -> list[Any]:
    """Defaults: one value, or several."""
    if isinstance(data, (list, tuple, set, frozenset)) or hasattr(data, "tolist") or hasattr(data, "to_list"):
        return as_list(data)
    return [] if data is None else [data]


def _first_column(data: Any) -> Any:
    """Of a table (pandas, polars) or an array of several dimensions."""
    if hasattr(data, "iloc") and getattr(data, "ndim", 1) == 2:
        return data.iloc[:, 0]
    if hasattr(data, "to_pandas"):
        return _first_column(data.to_pandas())
    if type(data).__module__ == "numpy" and data.ndim > 1:
        return data.reshape(data.shape[0], -1)[:, 0]
    return data


def _format(command: str, format_func: Callable[[Any], Any], item: object) -> str:
    words = format_func(item)
    if not isinstance(words, str):
        raise StreamlitInvalidParameterTypeError(
            f"`format_func` of `st.{command}` gave {words!r} for the option {item!r}: it must give a string, "
            "for example `format_func=lambda option: str(option)`."
        )
    return words


def _names(words: list[str]) -> dict[str, int]:
    seen: Counter[str] = Counter()
    names = {}
    for index, word in enumerate(words):
        names[f"{word}\0{seen[word]}" if seen[word] else word] = index
        seen[word] += 1
    return names


def _equal(one: Any, other: Any) -> bool:
    try:
        return one is other or (type(one) is type(other) and bool(one == other))
    except Exception:  # arrays and tables answer `==` with more than a bool
        return False
