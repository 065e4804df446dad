"""The public namespace: what `import jupyter_streamkit as st` gives.

Each name is exported once, here. The commands are the methods of one handle that stands for the page.
"""

from __future__ import annotations

from typing import Any

from .. import errors
from .._version import __version__
from ..runtime.context import add_script_run_ctx, get_context
from ..tree.diff import SIDEBAR
from .flow import rerun, stop
from .generator import DeltaGenerator
from .session_state import session_state

_main = DeltaGenerator()
sidebar = DeltaGenerator(SIDEBAR)

text = _main.text


def __dir__() -> list[str]:
    return sorted(name for name in globals() if not name.startswith("_"))


__all__ = ["Any", "DeltaGenerator", "__version__", "add_script_run_ctx", "errors", "get_context", "rerun", "stop"]
