"""Tests of apps without a browser: `from jupyter_streamkit.testing.v1 import AppTest`."""

from __future__ import annotations

from . import v1

__all__ = ["v1"]
