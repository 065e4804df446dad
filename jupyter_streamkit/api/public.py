"""The public namespace: what `import jupyter_streamkit as st` gives.

Each name is exported once, here. The commands are the methods of one handle that stands for the page.
"""

from __future__ import annotations

from typing import Any

from jupyter_streamkit import errors, typing
from jupyter_streamkit._version import __version__
from jupyter_streamkit.caching import cache_data, cache_resource
from jupyter_streamkit.config import get_option, set_option
from jupyter_streamkit.connections import connection, secrets
from jupyter_streamkit.runtime.context import add_script_run_ctx, get_context
from jupyter_streamkit.tree.diff import SIDEBAR as _SIDEBAR

from . import column_config
from .bottom import Bottom as _Bottom
from .context import context
from .dialogs import dialog
from .echo import echo
from .flow import rerun, stop
from .fragments import fragment
from .generator import DeltaGenerator
from .login import login, logout
from .logo import logo
from .navigation import navigation
from .page import set_page_config
from .page_link import switch_page
from .pages import Page
from .query_params import query_params
from .session_state import session_state
from .user import user

_main = DeltaGenerator()
sidebar = DeltaGenerator(_SIDEBAR)
bottom = _Bottom()


altair_chart = _main.altair_chart
area_chart = _main.area_chart
bar_chart = _main.bar_chart
bokeh_chart = _main.bokeh_chart
graphviz_chart = _main.graphviz_chart
plotly_chart = _main.plotly_chart
pydeck_chart = _main.pydeck_chart
image = _main.image
line_chart = _main.line_chart
map = _main.map
pyplot = _main.pyplot
scatter_chart = _main.scatter_chart
vega_lite_chart = _main.vega_lite_chart

data_editor = _main.data_editor
dataframe = _main.dataframe
json = _main.json
metric = _main.metric
table = _main.table

audio_input = _main.audio_input
button = _main.button
camera_input = _main.camera_input
chat_input = _main.chat_input
checkbox = _main.checkbox
color_picker = _main.color_picker
date_input = _main.date_input
datetime_input = _main.datetime_input
download_button = _main.download_button
feedback = _main.feedback
file_uploader = _main.file_uploader
link_button = _main.link_button
menu_button = _main.menu_button
multiselect = _main.multiselect
number_input = _main.number_input
pagination = _main.pagination
pills = _main.pills
radio = _main.radio
segmented_control = _main.segmented_control
select_slider = _main.select_slider
selectbox = _main.selectbox
slider = _main.slider
text_area = _main.text_area
text_input = _main.text_input
time_input = _main.time_input
toggle = _main.toggle

form = _main.form
form_submit_button = _main.form_submit_button

badge = _main.badge
caption = _main.caption
code = _main.code
divider = _main.divider
header = _main.header
html = _main.html
latex = _main.latex
markdown = _main.markdown
page_link = _main.page_link
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

chat_message = _main.chat_message
columns = _main.columns
container = _main.container
empty = _main.empty
expander = _main.expander
grid = _main.grid
popover = _main.popover
tabs = _main.tabs


def __dir__() -> list[str]:
    return sorted(name for name in globals() if not name.startswith("_"))


__all__ = [
    "Any",
    "DeltaGenerator",
    "Page",
    "__version__",
    "add_script_run_ctx",
    "altair_chart",
    "area_chart",
    "audio_input",
    "badge",
    "balloons",
    "bar_chart",
    "bokeh_chart",
    "bottom",
    "button",
    "cache_data",
    "cache_resource",
    "camera_input",
    "caption",
    "chat_input",
    "chat_message",
    "checkbox",
    "code",
    "color_picker",
    "column_config",
    "columns",
    "connection",
    "container",
    "context",
    "data_editor",
    "dataframe",
    "date_input",
    "datetime_input",
    "dialog",
    "divider",
    "download_button",
    "echo",
    "empty",
    "error",
    "errors",
    "exception",
    "expander",
    "feedback",
    "file_uploader",
    "form",
    "form_submit_button",
    "fragment",
    "get_context",
    "get_option",
    "graphviz_chart",
    "grid",
    "header",
    "help",
    "html",
    "image",
    "info",
    "json",
    "latex",
    "line_chart",
    "link_button",
    "login",
    "logo",
    "logout",
    "map",
    "markdown",
    "menu_button",
    "metric",
    "multiselect",
    "navigation",
    "number_input",
    "page_link",
    "pagination",
    "pills",
    "plotly_chart",
    "popover",
    "progress",
    "pydeck_chart",
    "pyplot",
    "query_params",
    "radio",
    "rerun",
    "scatter_chart",
    "secrets",
    "segmented_control",
    "select_slider",
    "selectbox",
    "session_state",
    "set_option",
    "set_page_config",
    "sidebar",
    "skeleton",
    "slider",
    "snow",
    "space",
    "spinner",
    "status",
    "stop",
    "subheader",
    "success",
    "switch_page",
    "table",
    "tabs",
    "text",
    "text_area",
    "text_input",
    "time_input",
    "title",
    "toast",
    "toggle",
    "typing",
    "user",
    "vega_lite_chart",
    "warning",
    "write",
    "write_stream",
]
