"""`st.session_state`: the session state of whoever runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.runtime.state import SessionState

from .attributes import AttributeMapping


class SessionStateProxy(AttributeMapping[Any]):
    """What lasts from run to run, for one viewer; widgets with a key have their value here.

    Keys may be written as attributes: `st.session_state.count` is `st.session_state["count"]`.

    Raises
    ------
    KeyError, AttributeError
        The key is not there.
    StreamlitAPIException
        The value of a widget is set after the widget was made, or that of a button at any time.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if "count" not in st.session_state:
    ...     st.session_state.count = 0
    >>> st.session_state.count += 1
    """

    def __getitem__(self, key: str) -> Any:
        try:
            return _state()[_name(key)]
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __setitem__(self, key: str, value: Any) -> None:
        _state()[_name(key)] = value

    def __delitem__(self, key: str) -> None:
        try:
            del _state()[_name(key)]
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __contains__(self, key: object) -> bool:
        return isinstance(key, (str, int)) and _name(key) in _state()

    def __iter__(self) -> Iterator[str]:
        return iter(_state())

    def __len__(self) -> int:
        return len(_state())


def _state() -> SessionState:
    return require_context("`st.session_state`").session.state


def _name(key: str | int) -> str:
    return str(key)


def _missing(key: str) -> str:
    return (
        f"`st.session_state` has no key {key!r}. Give it a first value above this line: "
        f"`if {key!r} not in st.session_state: st.session_state[{key!r}] = ...`"
    )


session_state = SessionStateProxy()
