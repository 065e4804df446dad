"""What goes wrong in a test rather than in the app."""

from __future__ import annotations

from jupyter_streamkit.errors import Error


class AppTestError(Error, ValueError):
    """A test did what no viewer could do."""
