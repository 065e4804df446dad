"""The options of `.streamlit/config.toml`, of environment variables and of the command line."""

from .errors import ConfigError, UnknownOptionError
from .reader import Config, config, get_option, set_option

__all__ = ["Config", "ConfigError", "UnknownOptionError", "config", "get_option", "set_option"]
