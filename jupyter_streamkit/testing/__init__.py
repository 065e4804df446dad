"""Tests of apps without a browser: `from jupyter_streamkit.testing.v1 import AppTest`.

`python -m jupyter_streamkit.testing tests/` runs pytest on tests that were written for Streamlit's
`AppTest`, unchanged; `pytest --streamkit tests/` does the same.
"""

from __future__ import annotations

import importlib
from types import ModuleType

__all__ = ["v1"]


def __getattr__(name: str) -> ModuleType:
    """Load `v1` when it is asked for: pytest imports this package wherever it is installed."""
    if name == "v1":
        return importlib.import_module(".v1", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
