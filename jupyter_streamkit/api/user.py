"""`st.user`: who the viewer is, as far as whoever serves the app says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NoReturn

from jupyter_streamkit.errors import StreamlitAPIException
from jupyter_streamkit.runtime.context import get_context


class Facts(Mapping[str, Any]):
    """What is known of the viewer, by key and by attribute; scripts cannot change it."""

    _name: ClassVar[str]

    def _facts(self) -> dict[str, Any]:
        context = get_context()
        return {} if context is None else context.session.user

    def __getitem__(self, key: str) -> Any:
        facts = self._facts()
        if key not in facts:
            raise KeyError(
                f"`{self._name}` has no {key!r}, only {sorted(facts)}: write `{self._name}.get({key!r})` for one that "
                "may lack."
            )
        return facts[key]

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __setattr__(self, key: str, value: Any) -> NoReturn:
        raise StreamlitAPIException(
            f"`{self._name}` cannot be changed: keep {key!r} in `st.session_state` instead."
        )

    __setitem__ = __setattr__

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts())

    def __len__(self) -> int:
        return len(self._facts())

    def to_dict(self) -> dict[str, Any]:
        """A plain dictionary."""
        return dict(self._facts())


class Tokens(Facts):
    """The tokens that the provider gave for the viewer, of those that `expose_tokens` of `[auth]` names."""

    _name = "st.user.tokens"

    def _facts(self) -> dict[str, Any]:
        return dict(super()._facts().get("tokens", {}))


class User(Facts):
    """Facts about the viewer, by key and by attribute; empty where nobody is signed in.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> st.write(f"Hello, {st.user.get('name', 'stranger')}!")
    """

    _name = "st.user"

    def __getitem__(self, key: str) -> Any:
        return self.tokens if key == "tokens" else super().__getitem__(key)

    @property
    def is_logged_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(self._facts().get("is_logged_in", False))

    @property
    def tokens(self) -> Tokens:
        """The tokens `id` and `access`, where the section `[auth]` of secrets.toml exposes them."""
        return Tokens()

    def shown(self) -> dict[str, Any]:
        """What a page shows of it: who has a token can act as the viewer, so there are only their names."""
        facts = self.to_dict()
        return facts | {"tokens": dict.fromkeys(self.tokens, "***")} if "tokens" in facts else facts


user = User()
