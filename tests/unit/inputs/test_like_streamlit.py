"""The same lines under Streamlit's own AppTest and here: the same values, and errors for the same lines."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

testing = pytest.importorskip("streamlit.testing.v1", reason="Streamlit is not installed")

LINES = [line for line in (Path(__file__).parent / "lines.txt").read_text().splitlines() if line.strip()]
HEAD = "import datetime as d, enum, io\nimport numpy as np, pandas as pd\nimport streamlit as st\n"


def script() -> str:
    """All lines, each with a label and a key of its own.

    A line is a command, or a value of the session state and a command: `5 ;; st.slider(...)`.
    """
    source = [HEAD, "out = st.session_state.out = {}"]
    for number, line in enumerate(LINES):
        value, _, command = line.rpartition(" ;; ")
        named = command.replace("'L'", f"'L{number}'").replace("key='k'", f"key='k{number}'")
        state = f"st.session_state.k{number} = {value}; " if value else ""
        source += ["try:", f"    {state}out[{number}] = {named}", "except Exception as error:"]
        source += [f"    out[{number}] = 'failed'"]
    return "\n".join(source)


@pytest.fixture(scope="module")
def theirs() -> Any:
    logging.disable(logging.CRITICAL)
    app = testing.AppTest.from_string(script()).run(timeout=120)
    logging.disable(logging.NOTSET)
    return app.session_state["out"]


@pytest.fixture
def ours(viewer: Any) -> Any:
    return viewer.run(script())


def test_the_same_values_and_the_same_refusals(theirs: dict[int, Any], ours: dict[int, Any]) -> None:
    different = {
        line: (ours[number], theirs[number])
        for number, line in enumerate(LINES)
        if ours[number] != theirs[number] or not alike(ours[number], theirs[number])
    }
    assert different == {}


def alike(one: object, other: object) -> bool:
    """Of one type; what Streamlit hands back as the script wrote it may be a float of Python's own here."""
    return isinstance(one, (type(other), float))
