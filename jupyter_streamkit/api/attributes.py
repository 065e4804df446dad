"""Dictionaries whose entries are attributes too: `event.selection.points`."""

from __future__ import annotations

from typing import Any


class AttributeDict(dict[str, Any]):
    """A dictionary whose entries, and theirs, can be had as attributes."""

    def __init__(self, entries: dict[str, Any] | None = None) -> None:
        super().__init__({name: wrap(value) for name, value in (entries or {}).items()})

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            known = ", ".join(map(repr, self)) or "nothing"
            raise AttributeError(f"There is no {name!r} here, only {known}.") from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


def wrap(value: Any) -> Any:
    """Make dictionaries, at any depth, AttributeDicts."""
    if isinstance(value, dict):
        return AttributeDict(value)
    return [wrap(entry) for entry in value] if isinstance(value, list) else value
