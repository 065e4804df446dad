"""Streamlit's programming model, native to Jupyter: `import jupyter_streamkit as st`.

The names live in `jupyter_streamkit.api.public`; they are loaded when the first of them is used,
so that a kernel that only registers the `%%streamapp` magic starts as fast as before.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from jupyter_streamkit.api.public import *  # noqa: F403 - what type checkers see


def load_ipython_extension(ipython: Any) -> None:
    """`%load_ext jupyter_streamkit`."""
    from .kernel import load_ipython_extension as load

    load(ipython)


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    if name == "testing":  # it lies above the commands, and only tests load it
        return importlib.import_module(".testing", __name__)
    from .api import public

    try:
        value = getattr(public, name)
    except AttributeError:
        raise AttributeError(f"`st.{name}` does not exist in jupyter_streamkit {__version__}") from None
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    from .api import public

    return dir(public)
