"""What tells of long work is seen at once, also in a rerun, of which nothing else is shown yet."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from jupyter_streamkit.runtime import session


@pytest.mark.parametrize(
    ("command", "type"),
    [
        ("with st.spinner('Wait', show_time=True): gate.wait(10)", "spinner"),
        ("with st.status('Loading'): gate.wait(10)", "status"),
        ("st.progress(10, 'Loading')\ngate.wait(10)", "progress"),
        ("st.toast('Loading')\ngate.wait(10)", "toast"),
        ("st.empty().progress(10)\ngate.wait(10)", "progress"),
        ("@st.cache_data\ndef load(): gate.wait(10)\nload()", "spinner"),
    ],
)
def test_it_does_not_wait_for_the_rest(app: Any, command: str, type: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(session, "PATIENCE", 60)  # nothing else of the rerun is shown
    monkeypatch.setattr(session, "SILENCE", 60)
    gate = threading.Event()
    one = app(
        "import streamlit as st\ngate = st.session_state.gate\nst.text('above')\n"
        f"if st.session_state.get('slow'):\n    {command.replace(chr(10), chr(10) + '    ')}"
    )
    one.state["gate"] = gate
    one.run()
    one.state["slow"] = True
    one.session.rerun()
    one.until(lambda: type in [shown.type for shown in one.browser.walk()])
    assert one.browser.state == "running"
    gate.set()
    one.settle()


def test_elements_keep_their_identity_over_it(app: Any) -> None:
    one = app("""
import streamlit as st
n = st.session_state.n = st.session_state.get("n", 0) + 1
st.text("same")
for i in range(3): st.text(f"{i} {n}")
with st.spinner("Wait"): pass
st.slider("x")
st.text(f"last {n}")
""").run()
    before = [id for id, node in one.browser.nodes.items() if node.type in ("text", "slider")]
    one.run()
    assert [id for id, node in one.browser.nodes.items() if node.type in ("text", "slider")] == before


def test_a_status_tells_how_it_ended(app: Any) -> None:
    one = app("""
import streamlit as st
with st.status("Loading") as status:
    st.text("inside")
    status.update(label="Done", state="complete", expanded=True)
with st.status("Working"): pass
try:
    with st.status("Failing"): 1 / 0
except ZeroDivisionError: pass
bar = st.progress(0)
for i in range(101): bar.progress(i, f"{i}")
""").run()
    shown = [(each.type, each.props.get("state"), each.props.get("value")) for each in one.browser.walk()]
    states = [state for type, state, _ in shown if type == "status"]
    assert states == ["complete", "complete", "error"]
    assert [value for type, _, value in shown if type == "progress"] == [100]
