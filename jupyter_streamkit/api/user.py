"""`st.user`: who the viewer is, as far as whoever serves the app says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NoReturn

from jupyter_streamkit.errors import StreamlitAPIException
from jupyter_streamkit.runtime.context import get_context


class User(Mapping[str, Any]):
    """Facts about the viewer, by key and by attribute; empty where nobody is signed in.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> st.write(f"Hello, {st.user.get('name', 'stranger')}!")
    """

    def __getitem__(self, key: str) -> Any:
        facts = _facts()
        if key not in facts:
            raise KeyError(
                f"`st.user` has no {key!r}, only {sorted(facts)}: write `st.user.get({key!r})` for one that may lack."
            )
        return facts[key]

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __setattr__(self, key: str, value: Any) -> NoReturn:
        raise StreamlitAPIException(
            f"`st.user` cannot be changed: keep {key!r} in `st.session_state` instead."
        )

    __setitem__ = __setattr__

    def __iter__(self) -> Iterator[str]:
        return iter(_facts())

    def __len__(self) -> int:
        return len(_facts())

    @property
    def is_logged_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(_facts().get("is_logged_in", False))

    @property
    def tokens(self) -> Mapping[str, Any]:
        """The tokens that whoever signed the viewer in has given."""
        return MappingProxyType(_facts().get("tokens", {}))

    def to_dict(self) -> dict[str, Any]:
        """A plain dictionary."""
        return dict(self)


def _facts() -> dict[str, Any]:
    context = get_context()
    return {} if context is None else context.session.user


user = User()
