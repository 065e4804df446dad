"""Packages that only some commands need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import MissingDependencyError


def optional(command: str, package: str, module: str = "") -> Any:
    """A module of a package that belongs to the extra of its name; raises MissingDependencyError."""
    try:
        return import_module(module or package)
    except ModuleNotFoundError as error:
        raise MissingDependencyError(f"`st.{command}`", package, package) from error
