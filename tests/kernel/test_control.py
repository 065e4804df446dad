"""A page that comes while a script runs asks for all widgets, and is answered."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from kernels import Kernel, finished

RUNNING = """%%streamapp
import time
import streamlit as st

if st.session_state.setdefault("runs", 0) < 2:
    st.session_state.runs += 1
    for i in range(100):
        st.slider("x", key=f"{st.session_state.runs} {i}")
        time.sleep(0.01)
    st.rerun()
"""

SLOW = """
import time
import ipywidgets

class Slow(ipywidgets.IntSlider):
    def get_state(self, *args, **kwargs):
        time.sleep(0.3)
        return super().get_state(*args, **kwargs)

slow = Slow()
"""

BROKEN = """
import ipywidgets

box = ipywidgets.HBox([ipywidgets.IntSlider()])
box.children[0].close()
"""


def test_while_a_script_makes_and_closes_inputs(kernel: Kernel) -> None:
    kernel.run(SLOW)
    kernel.run(RUNNING)
    for _ in range(4):
        assert "AppModel" in {state["model_name"] for state in ask(kernel).values()}
    kernel.until(finished)
    kernel.run("slow.close()")


def test_a_widget_whose_part_is_closed_keeps_the_others_from_nobody(kernel: Kernel) -> None:
    kernel.run(BROKEN)
    kernel.app("%%streamapp\nimport streamlit as st\nst.slider('x')")
    names = {state["model_name"] for state in ask(kernel).values()}
    assert names >= {"AppModel", "InputModel"}
    assert "HBoxModel" not in names
    kernel.run("box.close()")


def test_an_answer_tells_what_it_has_heard_of(kernel: Kernel) -> None:
    kernel.app("%%streamapp\nimport streamlit as st\nst.slider('x')")
    told = ask(kernel)
    (slider,) = (id for id, state in told.items() if state["model_name"] == "InputModel")
    assert "page" not in told[slider]["state"]["done"]
    kernel.send(slider, {"method": "update", "state": {"value": [7], "at": ["page", 1]}, "buffer_paths": []})
    state = ask(kernel)[slider]["state"]
    assert (state["value"], state["done"]["page"]) == ([7], 1)


def ask(kernel: Kernel) -> dict[str, Any]:
    """All widgets, as a page asks for them."""
    control = {"comm_id": uuid4().hex}
    session, channel = kernel.client.session, kernel.client.shell_channel
    opening = session.msg("comm_open", {**control, "target_name": "jupyter.widget.control", "data": {}})
    opening["metadata"]["version"] = "1.0.0"
    channel.send(opening)
    channel.send(session.msg("comm_msg", {**control, "data": {"method": "request_states"}}))
    answer = kernel.until(
        lambda each: each["msg_type"] == "comm_msg" and each["content"]["comm_id"] == control["comm_id"]
    )
    states: dict[str, Any] = answer["content"]["data"]["states"]
    return states
