"""The public namespace: what `import jupyter_streamkit as st` gives.

Each name is exported once, here. The commands are the methods of one handle that stands for the page.
"""

from __future__ import annotations

from typing import Any

from jupyter_streamkit import errors
from jupyter_streamkit._version import __version__
from jupyter_streamkit.runtime.context import add_script_run_ctx, get_context
from jupyter_streamkit.tree.diff import SIDEBAR

from .echo import echo
from .flow import rerun, stop
from .generator import DeltaGenerator
from .page import set_page_config
from .query_params import query_params
from .session_state import session_state

_main = DeltaGenerator()
sidebar = DeltaGenerator(SIDEBAR)


altair_chart = _main.altair_chart
area_chart = _main.area_chart
bar_chart = _main.bar_chart
image = _main.image
line_chart = _main.line_chart
map = _main.map
pyplot = _main.pyplot
scatter_chart = _main.scatter_chart
vega_lite_chart = _main.vega_lite_chart

badge = _main.badge
caption = _main.caption
code = _main.code
divider = _main.divider
header = _main.header
html = _main.html
latex = _main.latex
markdown = _main.markdown
space = _main.space
subheader = _main.subheader
text = _main.text
title = _main.title

help = _main.help
write = _main.write
write_stream = _main.write_stream

balloons = _main.balloons
error = _main.error
exception = _main.exception
info = _main.info
progress = _main.progress
skeleton = _main.skeleton
snow = _main.snow
spinner = _main.spinner
status = _main.status
success = _main.success
toast = _main.toast
warning = _main.warning

columns = _main.columns
container = _main.container
empty = _main.empty
expander = _main.expander
popover = _main.popover
tabs = _main.tabs


def __dir__() -> list[str]:
    return sorted(name for name in globals() if not name.startswith("_"))


__all__ = [
    "Any",
    "DeltaGenerator",
    "__version__",
    "add_script_run_ctx",
    "altair_chart",
    "area_chart",
    "badge",
    "balloons",
    "bar_chart",
    "caption",
    "code",
    "columns",
    "container",
    "divider",
    "echo",
    "empty",
    "error",
    "errors",
    "exception",
    "expander",
    "get_context",
    "header",
    "help",
    "html",
    "image",
    "info",
    "latex",
    "line_chart",
    "map",
    "markdown",
    "popover",
    "progress",
    "pyplot",
    "query_params",
    "rerun",
    "scatter_chart",
    "session_state",
    "set_page_config",
    "sidebar",
    "skeleton",
    "snow",
    "space",
    "spinner",
    "status",
    "stop",
    "subheader",
    "success",
    "tabs",
    "text",
    "title",
    "toast",
    "vega_lite_chart",
    "warning",
    "write",
    "write_stream",
]
