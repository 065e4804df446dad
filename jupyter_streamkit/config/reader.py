"""The value of an option: what a script has set, else the environment, else the files, else the default.

Of the files, that beside the app comes before that of the project, which is the working folder, and this before the
one in the home folder. They are read again when they have changed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from .errors import ConfigError, UnknownOptionError
from .files import FILE, read
from .options import OPTIONS, Option, Value
from .stamps import stamps

PROJECT = "STREAMKIT_PROJECT"
"""The environment variable that names the working folder of the server, where there is one: kernels have their own."""


class Config:
    """The options of a process.

    Attributes
    ----------
    folder
        The folder of the app, once there is one.
    """

    def __init__(self) -> None:
        self.folder: Path | None = None
        self._set: dict[str, Value] = {}
        self._values: Mapping[str, Value] = {}
        self._read: list[tuple[Path, int]] = []
        self._lock = threading.Lock()

    def get(self, key: str) -> Value:
        """The value of an option.

        Raises
        ------
        UnknownOptionError
            There is no such option.
        ConfigError
            A file or the environment has a value that it does not take.
        """
        option = _known(key)
        return self._told([option]).get(key, option.default)

    def is_set(self, key: str) -> bool:
        """Whether anything but the default says what it is."""
        return key in self._told([_known(key)])

    def _told(self, options: Iterable[Option]) -> dict[str, Value]:
        """Those of some options of which anything but the default says what they are."""
        files = self._of_files()
        told: dict[str, Value] = {}
        for option in options:
            key = option.key
            if key in self._set:
                told[key] = self._set[key]
            elif option.variable in os.environ:
                told[key] = _of_environment(option)
            elif key in files:
                told[key] = files[key]
        return told

    def set(self, key: str, value: Value) -> None:
        """Let a script set an option, from now on.

        Raises
        ------
        ConfigError
            There is no such option, a script may not set it, or it does not take the value.
        """
        option = _known(key)
        if not option.scriptable:
            raise ConfigError(
                f"`{key}` cannot be set by a script: write it into {FILE}, or start the app with "
                f"`streamkit run app.py --{key} ...`."
            )
        try:
            self._set[key] = option.check(value)
        except ValueError as error:
            raise ConfigError(f"`st.set_option`: {error}.") from None

    def override(self, key: str, value: Value) -> None:
        """Set an option from here on, whatever scripts may set."""
        self._set[key] = _known(key).check(value)

    def section(self, name: str) -> dict[str, Value]:
        """The options of a section that are set, by the last part of their names."""
        prefix = f"{name}."
        options = [option for key, option in OPTIONS.items() if key.rpartition(".")[0] == name]
        return {key.removeprefix(prefix): value for key, value in self._told(options).items()}

    @property
    def version(self) -> tuple[object, ...]:
        """Another one where any option has changed."""
        return (*self._present(), *self._set.items())

    def files(self) -> list[Path]:
        """The files to read, a later one over an earlier one."""
        return [folder / FILE for folder in self.folders()]

    def folders(self) -> list[Path]:
        """Where files of options and secrets lie."""
        project = Path(os.environ.get(PROJECT) or Path.cwd())
        return list(dict.fromkeys([Path.home(), project, *([self.folder] if self.folder else [])]))

    def _present(self) -> list[tuple[Path, int]]:
        return stamps(self.files())

    def _of_files(self) -> Mapping[str, Value]:
        with self._lock:
            present = self._present()
            if present != self._read:
                self._values = {key: value for path, _ in present for key, value in read(path).items()}
                self._read = present
            return self._values


def _known(key: str) -> Option:
    if key not in OPTIONS:
        raise UnknownOptionError(
            f"There is no option `{key}`: `streamkit config show` lists those that there are."
        )
    return OPTIONS[key]


def _of_environment(option: Option) -> Value:
    try:
        return option.read(os.environ[option.variable])
    except ValueError as error:
        raise ConfigError(f"The environment variable {option.variable}: {error}.") from None


config = Config()
"""The options of this process."""


def get_option(key: str) -> Value:
    """The value of an option of `.streamlit/config.toml`.

    Parameters
    ----------
    key
        Its name with its section, for example `"client.showErrorDetails"`.

    Raises
    ------
    RuntimeError
        There is no such option.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> st.get_option("server.runOnSave")
    False
    """
    return config.get(key)


def set_option(key: str, value: Value) -> None:
    """Set an option, for all that runs from now on.

    Parameters
    ----------
    key
        Its name with its section: `client.showErrorDetails`, `client.toolbarMode`, `client.showSidebarNavigation`
        or `client.disableDataExport`.
    value
        Its value.

    Raises
    ------
    StreamlitAPIException
        There is no such option, scripts may not set it, or it does not take this value.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> st.set_option("client.toolbarMode", "viewer")
    """
    config.set(key, value)
