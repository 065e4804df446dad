"""DeltaGenerator: the handle that has every command as a method.

`st.sidebar`, what `st.container()` gives, what `st.text()` gives: all of them are one.
"""

from __future__ import annotations

from .bokeh import BokehCommands
from .charts import ChartCommands
from .data_editor import EditorCommands
from .forms import FormCommands
from .graphviz import GraphvizCommands
from .grid import GridCommands
from .help import HelpCommands
from .inputs import InputCommands
from .layout import LayoutCommands
from .map import MapCommands
from .media import MediaCommands
from .page_link import NavigationCommands
from .plotly import PlotlyCommands
from .pydeck import PydeckCommands
from .pyplot import PyplotCommands
from .status import StatusCommands
from .text import TextCommands
from .write import WriteCommands


class DeltaGenerator(
    BokehCommands,
    ChartCommands,
    EditorCommands,
    FormCommands,
    GraphvizCommands,
    GridCommands,
    HelpCommands,
    InputCommands,
    LayoutCommands,
    MapCommands,
    MediaCommands,
    NavigationCommands,
    PlotlyCommands,
    PydeckCommands,
    PyplotCommands,
    StatusCommands,
    TextCommands,
    WriteCommands,
):
    """A place in the page, with the commands that draw there."""
