"""Jupyter's side: the `%%streamapp` magic, and what it takes to run apps in a kernel."""

from __future__ import annotations

from typing import Any


def load_ipython_extension(ipython: Any) -> None:
    """Register `%%streamapp`; this is what `%load_ext jupyter_streamkit` calls."""
    from .magic import StreamappMagics

    ipython.register_magics(StreamappMagics(ipython))
