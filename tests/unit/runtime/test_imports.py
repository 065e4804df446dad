"""A stop during an import: libraries come whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SLOW = """
import time
begun = True
end = time.monotonic() + 1
while time.monotonic() < end:
    pass
whole = True
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module of somebody else's that takes a second to load."""
    (tmp_path / "slow_library.py").write_text(SLOW)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "slow_library", raising=False)
    return "slow_library"


def begun(name: str) -> bool:
    return hasattr(sys.modules.get(name), "begun")


def test_a_library_is_loaded_to_its_end(app: Callable[..., Any], library: str) -> None:
    page = app(f"import streamlit as st\nimport {library}\nst.text('after')\nwhile True: pass")
    page.session.rerun()
    page.until(lambda: begun(library))
    page.session.stop()
    page.settle(5)
    assert sys.modules[library].whole
    assert page.texts == []


def test_running_the_cell_again_waits_for_the_library(app: Callable[..., Any], library: str) -> None:
    source = f"import streamlit as st\nimport {library}\nst.text({library}.whole)"
    page = app(source)
    page.session.rerun()
    page.until(lambda: begun(library))
    module = sys.modules[library]
    page.session.replace(page.script(source))
    page.settle(5)
    assert page.errors == []
    assert sys.modules[library] is module, "it was begun twice"
    assert page.texts == ["True"]


def test_a_module_of_the_app_can_be_stopped(
    app: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "endless_part.py").write_text("begun = True\nwhile True: pass")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    page = app("import endless_part")
    page.session.rerun()
    page.until(lambda: begun("endless_part"))
    page.session.stop()
    page.settle(5)
