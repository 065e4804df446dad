"""`st.secrets`: what `.streamlit/secrets.toml` holds.

The file beside the notebook comes before the one in the home folder, top-level entry by top-level entry.
Files are read again when they have changed.
"""

from __future__ import annotations

import os
import threading
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_streamkit.config import Config, config
from jupyter_streamkit.config.stamps import stamps
from jupyter_streamkit.errors import StreamlitSecretNotFoundError


class Section(Mapping[str, Any]):
    """A table of the file, read by key or by attribute."""

    def __init__(self, values: Mapping[str, Any], name: str) -> None:
        self.__dict__["_values"] = values
        self.__dict__["_name"] = name

    def __getitem__(self, key: str) -> Any:
        if key not in self._values:
            raise KeyError(f"{self._name} has no key {key!r}: add it to secrets.toml.")
        value = self._values[key]
        return Section(value, f"{self._name}.{key}") if isinstance(value, Mapping) else value

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __setattr__(self, key: str, value: object) -> None:
        raise TypeError(f"Secrets cannot be set: write `{key}` into secrets.toml.")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)

    def to_dict(self) -> dict[str, Any]:
        """A plain dictionary of the table and the tables in it."""
        return _plain(self._values)


class Secrets(Mapping[str, Any]):
    """All secrets, as a read-only mapping with attributes.

    Top-level texts and numbers are environment variables too. Nothing is read before the first use.

    Raises
    ------
    StreamlitSecretNotFoundError
        There is no file, or it is not valid TOML.
    KeyError, AttributeError
        There is no such secret.

    Examples
    --------
    >>> from jupyter_streamkit.connections import secrets
    >>> if secrets.load_if_toml_exists():
    ...     print(list(secrets))

    """

    def __init__(self) -> None:
        self.files: list[Path] | None = None
        """The files to read, a later one over an earlier one; None: those of `config.folders`."""
        self._values: dict[str, Any] = {}
        self._instead: Mapping[str, Any] = {}
        self._read: list[tuple[Path, int]] | None = None
        self._lock = threading.Lock()

    def __getitem__(self, key: str) -> Any:
        return Section(self._load(), "st.secrets")[key]

    def __getattr__(self, key: str) -> Any:
        # Without this, looking for `__html__` and the like would read files.
        if key.startswith("__"):
            raise AttributeError(key)
        try:
            return self[key]
        except (KeyError, StreamlitSecretNotFoundError) as error:
            raise AttributeError(error.args[0]) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._load())

    def __len__(self) -> int:
        return len(self._load())

    def __contains__(self, key: object) -> bool:
        return key in self._load()

    def __repr__(self) -> str:
        return "st.secrets"

    def has_key(self, k: str) -> bool:
        """Whether there is a secret of this name."""
        return k in self

    def to_dict(self) -> dict[str, Any]:
        """A plain dictionary of all secrets."""
        return _plain(self._load())

    def load_if_toml_exists(self) -> bool:
        """Read the secrets if there are any; False, and no error, if there is no file."""
        if not (self._instead or self._present()):
            return False
        self._load()
        return True

    def _candidates(self) -> list[Path]:
        return files_of(config) if self.files is None else self.files

    def _present(self) -> list[tuple[Path, int]]:
        return stamps(self._candidates())

    @contextmanager
    def replaced(self, values: Mapping[str, Any]) -> Iterator[None]:
        """Give these instead of the files, where there are any: for tests of apps."""
        self._instead = values
        try:
            yield
        finally:
            self._instead = {}

    def _load(self) -> Mapping[str, Any]:
        if self._instead:
            return self._instead
        with self._lock:
            present = self._present()
            if not present:
                searched = ", ".join(str(path) for path in reversed(self._candidates()))
                raise StreamlitSecretNotFoundError(
                    f"There is no secrets.toml. Write one of these files: {searched}."
                )
            if present != self._read:
                self._values = read(path for path, _ in present)
                self._read = present
                _export(self._values)
            return self._values


def files_of(config: Config) -> list[Path]:
    """Where the secrets of an app may lie, a later file over an earlier one."""
    return [folder / ".streamlit" / "secrets.toml" for folder in config.folders()]


def read(files: Iterable[Path]) -> dict[str, Any]:
    """What some files say, a later one over an earlier one.

    Raises
    ------
    StreamlitSecretNotFoundError
        One of them is not valid TOML.
    """
    return {key: value for path in files for key, value in _parse(path).items()}


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StreamlitSecretNotFoundError(f"{path} cannot be read: {error}.") from error


def _export(values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            os.environ[key] = str(value)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) if isinstance(value, Mapping) else value for key, value in values.items()}


secrets = Secrets()
