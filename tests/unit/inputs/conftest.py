from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import jupyter_streamkit as st
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session

HEAD = """
import datetime as d, enum, io
import numpy as np, pandas as pd
import streamlit as st
"""


class Viewer:
    """Runs scripts in one session, and does what a browser would do."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        self.session = Session(Script("inputs", "", st.text), self, self.errors.append)

    def show(self, page: Any, patch: Any, state: str) -> None:
        self.page = page

    def run(self, source: str) -> Any:
        """Run a script (of an edited cell, the state stays); returns what it stored as `out`."""
        self.errors.clear()
        self.session.replace(Script("inputs", HEAD + source, st.text))
        return self._result()

    def call(self, command: str) -> Any:
        """The value of one command."""
        return self.run(f"st.session_state.out = {command}")

    def error(self, command: str) -> BaseException:
        """What one command raises."""
        with pytest.raises(Exception) as caught:
            self.call(command)
        return caught.value

    def node(self, type: str) -> Any:
        return next(entry.node for entry in self.page.entries.values() if entry.node.type == type)

    def send(self, type: str, value: Any) -> Any:
        """The browser sends a value, which must pass the input's check."""
        input = self.node(type).input
        self.errors.clear()
        self.session.post(input.widget_id, input.check(value), input.trigger)
        return self._result()

    def refuses(self, type: str, value: Any) -> bool:
        try:
            self.node(type).input.check(value)
        except ValueError:
            return True
        return False

    def _result(self) -> Any:
        assert self.session.wait(10)
        if self.errors:
            raise self.errors[0]
        return self.session.state.get("out")


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    viewer = Viewer()
    yield viewer
    viewer.session.close()
