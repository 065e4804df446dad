"""The public namespace: what `import jupyter_streamkit as st` gives.

Each name is exported once, here. The commands are the methods of one handle that stands for the page.
"""

from __future__ import annotations

from typing import Any

from jupyter_streamkit import errors
from jupyter_streamkit._version import __version__
from jupyter_streamkit.runtime.context import add_script_run_ctx, get_context
from jupyter_streamkit.tree.diff import SIDEBAR

from .flow import rerun, stop
from .generator import DeltaGenerator
from .session_state import session_state

_main = DeltaGenerator()
sidebar = DeltaGenerator(SIDEBAR)

text = _main.text

altair_chart = _main.altair_chart
area_chart = _main.area_chart
bar_chart = _main.bar_chart
image = _main.image
line_chart = _main.line_chart
map = _main.map
pyplot = _main.pyplot
scatter_chart = _main.scatter_chart
vega_lite_chart = _main.vega_lite_chart


def __dir__() -> list[str]:
    return sorted(name for name in globals() if not name.startswith("_"))


__all__ = [
    "Any",
    "DeltaGenerator",
    "__version__",
    "add_script_run_ctx",
    "altair_chart",
    "area_chart",
    "bar_chart",
    "errors",
    "get_context",
    "image",
    "line_chart",
    "map",
    "pyplot",
    "rerun",
    "scatter_chart",
    "stop",
    "vega_lite_chart",
]
