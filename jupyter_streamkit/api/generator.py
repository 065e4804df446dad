"""DeltaGenerator: the handle that has every command as a method.

`st.sidebar`, what `st.container()` gives, what `st.text()` gives: all of them are one.
"""

from __future__ import annotations

from .text import TextCommands


class DeltaGenerator(
    TextCommands,
):
    """A place in the page, with the commands that draw there."""
