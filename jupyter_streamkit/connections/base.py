"""What every connection is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, Literal, TypeVar

from jupyter_streamkit.connections.secrets import Section, secrets
from jupyter_streamkit.errors import StreamlitSecretNotFoundError

Raw = TypeVar("Raw")


class BaseConnection(ABC, Generic[Raw]):
    """Base of connection types: say in `_connect` how to connect, and add methods that use `self._instance`.

    Parameters
    ----------
    connection_name
        The name given to `st.connection`; `self._secrets` is the section `[connections.<name>]` of
        secrets.toml.
    **kwargs
        What else was given to `st.connection`; handed to `_connect`.

    Examples
    --------
    >>> from jupyter_streamkit.connections import BaseConnection, connection
    >>> class Shelf(BaseConnection[dict]):
    ...     def _connect(self, **kwargs):
    ...         return dict(kwargs)
    ...     def get(self, key):
    ...         return self._instance[key]
    >>> connection("shelf", type=Shelf, colour="red").get("colour")
    'red'

    """

    def __init__(self, connection_name: str, **kwargs: Any) -> None:
        self._connection_name = connection_name
        self._kwargs = kwargs
        self._connected_with = self._secrets.to_dict()
        # At once, so that a wrong password shows where the connection is made.
        self._raw_instance: Raw | None = self._connect(**kwargs)

    @property
    def _secrets(self) -> Section:
        """The section of secrets.toml for this connection; empty if there is none."""
        return connection_secrets(self._connection_name)

    @property
    def _instance(self) -> Raw:
        """The live connection, made anew after `reset` and when its secrets have changed."""
        current = self._secrets.to_dict()
        if current != self._connected_with:
            self.reset()
        if self._raw_instance is None:
            self._raw_instance = self._connect(**self._kwargs)
            self._connected_with = current
        return self._raw_instance

    @abstractmethod
    def _connect(self, **kwargs: Any) -> Raw:
        """Connect; the arguments are those given to `st.connection`."""

    def reset(self) -> None:
        """Drop the live connection; the next use connects again."""
        self._raw_instance = None

    def close(self) -> None:
        """Release what the connection holds; called when it leaves the cache."""

    @classmethod
    def scope(cls) -> Literal["global", "session"]:
        """Whether the connection is shared by all sessions (default) or belongs to one."""
        return "global"


def connection_secrets(name: str) -> Section:
    """The section `[connections.<name>]`, empty if there is none."""
    try:
        section = secrets["connections"][name]
    except (KeyError, StreamlitSecretNotFoundError):
        section = {}
    return section if isinstance(section, Section) else Section({}, f"st.secrets.connections.{name}")
