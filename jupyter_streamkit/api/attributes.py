"""Mappings whose entries are attributes too: `event.selection.points`, `st.session_state.count`."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, NoReturn, TypeVar

V = TypeVar("V")


class AttributeMapping(MutableMapping[str, V]):
    """A mapping that lives elsewhere (in a session), whose keys may be written as attributes."""

    def __getattr__(self, key: str) -> V:
        try:
            return self[key]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __delattr__(self, key: str) -> None:
        try:
            del self[key]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __repr__(self) -> str:
        return repr(self.to_dict())

    def to_dict(self) -> dict[str, V]:
        """A plain dictionary of what is here now."""
        return dict(self.items())


class AttributeDict(dict[str, Any]):
    """What a viewer did: a dictionary whose entries, and theirs, are attributes too, and that nobody changes."""

    def __init__(self, entries: dict[str, Any] | None = None) -> None:
        super().__init__({name: wrap(value) for name, value in (entries or {}).items()})

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            known = ", ".join(map(repr, self)) or "nothing"
            raise AttributeError(f"There is no {name!r} here, only {known}.") from None

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(
            "What a viewer selected or edited cannot be changed here: make a copy with `dict(...)`."
        )

    __setattr__ = __setitem__ = __delattr__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


def wrap(value: Any) -> Any:
    """Make dictionaries, at any depth, AttributeDicts."""
    if isinstance(value, dict):
        return AttributeDict(value)
    return [wrap(entry) for entry in value] if isinstance(value, list) else value
