"""What a config.toml says."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .errors import ConfigError
from .options import OPTIONS, SECTIONS, Value

log = logging.getLogger(__name__)

FILE = Path(".streamlit", "config.toml")
"""Where the file lies in a folder."""


def read(path: Path) -> dict[str, Value]:
    """The options that a file sets; those of other versions are told to the log, and left out.

    Raises
    ------
    ConfigError
        It is no TOML, or an option does not take its value.
    """
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from error
    return dict(_checked(path, text, table))


def _checked(path: Path, text: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for key, value in _flat(table):
        option = OPTIONS.get(key)
        if option is None:
            log.warning("%s: there is no option %s here; it is ignored.", place(path, text, key), key)
            continue
        try:
            yield key, option.check(value)
        except ValueError as error:
            raise ConfigError(f"{place(path, text, key)}: {error}.") from None


def _flat(table: Mapping[str, Any], section: str = "") -> Iterator[tuple[str, Value]]:
    for name, value in table.items():
        key = f"{section}.{name}" if section else name
        if isinstance(value, Mapping) and (not section or key in SECTIONS):
            yield from _flat(value, key)
        else:
            yield key, value


def place(path: Path, text: str, key: str) -> str:
    """The file and the line in which an option is set."""
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            section = header[1]
        elif name := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            told = f"{section}.{name[1]}" if section else name[1]
            if told.replace('"', "").replace("'", "") == key:
                return f"{path}, line {number}"
    return str(path)
