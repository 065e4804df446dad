"""What a server gives to its viewers, at most."""

from __future__ import annotations

import sys

from traitlets import Int
from traitlets.config import Configurable

FILES = 65_536
"""How many files a server may open, where the system lets it: each viewer takes about twenty."""


class StreamkitLimits(Configurable):
    """Limits for the viewers of published apps; 0 is no limit.

    Examples
    --------
    ``voila --template=streamkit --StreamkitLimits.max_sessions=50 apps``, or in ``voila.json``::

        {"StreamkitLimits": {"max_sessions": 50, "session_memory": 500, "idle_seconds": 3600}}
    """

    max_sessions = Int(
        0,
        min=0,
        help="""How many viewers are served at a time. One more sees a page that says so, and that tries again
        every few seconds.""",
    ).tag(config=True)

    session_memory = Int(
        0,
        min=0,
        help="""Megabytes that a viewer's session may take for itself, beyond what sessions share. What goes
        beyond raises MemoryError in the app. Linux only.""",
    ).tag(config=True)

    idle_seconds = Int(
        0,
        min=0,
        help="""Seconds without a rerun or any other activity after which a session ends, though its page is
        still open. Sessions whose page has gone end anyway.""",
    ).tag(config=True)

    @property
    def session_bytes(self) -> int:
        """`session_memory` in bytes."""
        return int(self.session_memory) * 1_000_000


def allow_many_files() -> None:
    """Let this process open more files than the 1024 that are usual. Forked kernels keep the usual number."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = FILES if hard == resource.RLIM_INFINITY else min(hard, FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
