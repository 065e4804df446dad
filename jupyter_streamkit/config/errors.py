"""What is wrong with an option."""

from __future__ import annotations

from jupyter_streamkit.errors import StreamlitAPIException


class ConfigError(StreamlitAPIException):
    """A file, an environment variable or a script gives an option a value that it does not take."""


class UnknownOptionError(ConfigError, RuntimeError):
    """There is no option of that name."""
