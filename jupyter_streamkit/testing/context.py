"""What the browser of an app under test says of itself."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from jupyter_streamkit.runtime.session import Session

from .errors import AppTestError

FACTS: dict[str, type] = {
    "is_embedded": bool,
    "locale": str,
    "theme": str,
    "timezone": str,
    "timezone_offset": int,
    "url": str,
}


class Context(MutableMapping[str, Any]):
    """The facts that `st.context` gives in the next run."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getitem__(self, key: str) -> Any:
        if key not in FACTS:
            raise KeyError(key)
        return self._session.browser[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key not in FACTS:
            raise AppTestError(
                f"`AppTest.context` has no {key!r}: write one of {', '.join(map(repr, FACTS))}."
            )
        if value is None:
            self._session.browser.pop(key, None)
            return
        if type(value) is not FACTS[key]:
            raise AppTestError(
                f"`AppTest.context[{key!r}]` must be of the type {FACTS[key].__name__}, not {value!r}."
            )
        self._session.browser[key] = value

    def __delitem__(self, key: str) -> None:
        self[key]
        del self._session.browser[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key in FACTS if key in self._session.browser)

    def __len__(self) -> int:
        return sum(1 for _ in self)
