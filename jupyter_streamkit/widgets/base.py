"""What our models share: one lock around all trait access, and the name of the front end."""

from __future__ import annotations

import logging
import threading

from jupyter_streamkit._version import __version__

log = logging.getLogger("jupyter_streamkit")
MODULE = "jupyter_streamkit"
MODULE_VERSION = f"^{__version__}"
LOCK = threading.RLock()
"""Comm messages come on several threads at once, and ipywidgets does not expect that."""
