"""`st.echo`: code that is shown and run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from .commands import choice
from .source import caller, with_block
from .text import TextCommands


@contextmanager
def echo(code_location: Literal["above", "below"] = "above") -> Iterator[None]:
    """Show the code of a `with` block, and run it.

    Parameters
    ----------
    code_location
        `"above"` or `"below"` what the code draws.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> with st.echo():
    ...     st.write("This line is shown too")
    """
    choice("code_location", code_location, ("above", "below"))
    frame = caller()
    code = with_block(frame) if frame is not None else ""
    if code_location == "above":
        TextCommands().code(code)
    yield
    if code_location == "below":
        TextCommands().code(code)
