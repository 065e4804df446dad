"""What a command says of its input: identity, value, callback."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from jupyter_streamkit.tree.node import Json

T = TypeVar("T")


def _same(value: Json) -> Json:
    return value


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the browser's side of a value stands in the page's address: one text each time the parameter is there."""

    write: Callable[[Json], list[str]]
    read: Callable[[list[str]], Json]
    """Raises ValueError when the texts tell no value."""


@dataclass(frozen=True, slots=True)
class Widget(Generic[T]):
    """An input of the running script.

    With a key, `type`, `key` and `bounds` make its identity; without one, `identity` does too.
    The browser's side of a value (`Json`) and Python's (`T`) are apart: `decode` and `encode` go between them.
    """

    type: str
    default: Json
    """The value on the first call, as the browser has it."""
    decode: Callable[[Json], T]
    encode: Callable[[T], Json]
    check: Callable[[Json], Json] = _same
    """Gives a browser's value back, normalised, or raises ValueError when it does not fit options and bounds."""
    keep: Callable[[Json], Json] | None = None
    """Fits the value of the last run to arguments that changed, or raises ValueError; `check` does where it is None."""
    key: str | None = None
    identity: Mapping[str, Any] = field(default_factory=dict)
    bounds: Mapping[str, Any] = field(default_factory=dict)
    on_change: Callable[..., object] | None = None
    args: Sequence[Any] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    trigger: bool = False
    """The value lasts for the one run that the press causes."""
    carries: bool = False
    """A press brings something along: an option, a text. Its default is None."""
    settable: bool = True
    """`st.session_state[key]` may set it."""
    empties: bool = False
    """A viewer may take the choice back, though there was one at first."""
    disabled: bool = False
    submits: bool = False
    """Its press delivers what was put into its form."""
    page: str = ""
    """The page of the app that makes it: equal widgets of two pages are two."""
    persist: Literal["page", "session"] | None = None
    """How long the value stays while runs do not make the widget."""
    spelling: Spelling | None = None
    """The value stands in the page's address, under the key; it stays for the session."""
    quiet: bool = False
    """A change waits for the next run."""

    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self._identify())

    def take(self, value: Json) -> Json:
        """What a browser's value is to the script, or ValueError: emptied, it is the one of the first call again."""
        taken = self.check(value)
        return self.default if taken is None and not self.empties else taken

    def stays(self, page: str) -> bool:
        """Whether the value stays on a page whose run does not make the widget."""
        if self.persist == "page":
            return self.page in ("", page)
        return self.persist == "session" or self.spelling is not None

    def _identify(self) -> str:
        told = (self.type, self.key, self.page, sorted(self.bounds.items()))
        if self.key is None:
            told = (*told, sorted(self.identity.items()))  # type: ignore[assignment]
        return hashlib.blake2b(repr(told).encode(), digest_size=9).hexdigest()

    def call(self) -> object:
        """Call the callback, if there is one; what it gives may be a coroutine."""
        return self.on_change(*self.args, **self.kwargs) if self.on_change is not None else None
