"""DeltaGenerator: the handle that has every command as a method.

`st.sidebar`, what `st.container()` gives, what `st.text()` gives: all of them are one.
"""

from __future__ import annotations

from .charts import ChartCommands
from .map import MapCommands
from .media import MediaCommands
from .pyplot import PyplotCommands
from .text import TextCommands


class DeltaGenerator(
    ChartCommands,
    MapCommands,
    MediaCommands,
    PyplotCommands,
    TextCommands,
):
    """A place in the page, with the commands that draw there."""
