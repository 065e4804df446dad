"""Forms and fragments over the wire of a real kernel."""

from __future__ import annotations

from typing import Any

from kernels import Kernel, nodes, patch_of


def model_of(messages: list[Any], label: str) -> str:
    """The model of the input with a label."""
    return next(node["model"] for node in nodes(messages) if node["props"].get("label") == label)


def patches(messages: list[Any]) -> list[dict[str, Any]]:
    return [patch for each in messages if (patch := patch_of(each))]


def children_of(type: str, messages: list[Any]) -> list[str]:
    """The types of what stands in the first block of a type."""
    drawn: dict[str, dict[str, Any]] = {}
    for patch in patches(messages):
        drawn |= patch.get("put", {})
        for id, start, remove, ids in patch.get("splice", ()):
            if id in drawn:
                drawn[id]["children"][start : start + remove] = ids
    block = next(node for node in drawn.values() if node["type"] == type)
    return [drawn[id]["type"] for id in block["children"]]


PRINTING = """%%streamapp
import streamlit as st
@st.fragment
def part():
    x = st.slider("x")
    display(f"shown {x}")
    print(f"printed {x}")
part()
st.text("after")
"""


def test_what_a_fragment_displays_stands_in_its_area(kernel: Kernel) -> None:
    told = kernel.app(PRINTING)
    assert children_of("fragment", told) == ["slider", "text"]
    later = kernel.change(model_of(told, "x"), [4])
    (patch,) = patches(later)
    assert list(patch["set"].values()) == [{"body": "'shown 4'"}]
    assert "splice" not in patch


def write(kernel: Kernel, model: str, value: object) -> None:
    """Change the value of an input that runs nothing."""
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    kernel.client.shell_channel.send(kernel.client.session.msg("comm_msg", {"comm_id": model, "data": data}))


FORM = """%%streamapp
import streamlit as st
with st.form("f", clear_on_submit=True):
    x = st.text_input("x", "old")
    st.form_submit_button("Go")
st.text(x)
"""


def test_the_values_of_a_form_wait_in_the_kernel(kernel: Kernel) -> None:
    told = kernel.app(FORM)
    field, button = model_of(told, "x"), model_of(told, "Go")
    write(kernel, field, "new")
    later = kernel.change(button, 1)
    (patch,) = patches(later)
    assert list(patch["set"].values()) == [{"body": "new"}]
    values = [
        message["content"]["data"]["state"]["value"]
        for message in later
        if message["content"].get("comm_id") == field
        and "value" in message["content"]["data"].get("state", {})
    ]
    assert values == ["old"]
