"""Forms and fragments over the wire of a real kernel."""

from __future__ import annotations

import time
from typing import Any

from kernels import Kernel, nodes, patch_of, root


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


BESIDE = """%%streamapp
import streamlit as st, threading, time
import matplotlib.pyplot as plt
together = threading.Barrier(2)
@st.fragment(parallel=True)
def part(name):
    x = st.slider(name)
    together.wait(10) if not x else None
    for i in range(3):
        display(f"{name} {i} {x}")
        time.sleep(0.002)
    if name == "b":
        figure, axes = plt.subplots()
        axes.plot([1, x])
        plt.show()
for name in "ab":
    part(name)
"""


def test_what_two_parallel_fragments_display_stays_in_their_areas(kernel: Kernel) -> None:
    told = kernel.app(BESIDE)
    drawn = {id: node for patch in patches(told) for id, node in patch.get("put", {}).items()}
    for patch in patches(told):
        for id, start, remove, ids in patch.get("splice", ()):
            if id in drawn:
                drawn[id]["children"][start : start + remove] = ids
    areas = [node["children"] for node in drawn.values() if node["type"] == "fragment"]
    bodies = [
        [drawn[id]["props"].get("body") for id in area if drawn[id]["type"] == "text"] for area in areas
    ]
    assert sorted(bodies) == [[f"'{name} {i} 0'" for i in range(3)] for name in "ab"]
    assert sorted(drawn[area[-1]]["type"] for area in areas) == ["image", "text"]
    later = patches(kernel.change(model_of(told, "b"), [4]))
    changed = [props for patch in later for props in patch.get("set", {}).values() if "body" in props]
    assert changed == [{"body": f"'b {i} 4'"} for i in range(3)]
    assert kernel.evaluate("__import__('matplotlib.pyplot').pyplot.get_fignums()") == "[]"


REPEATING = """%%streamapp repeating
import streamlit as st
ticks = st.session_state.setdefault("ticks", [])
@st.fragment(run_every=0.02)
def part():
    ticks.append(1)
part()
"""
TICKS = "len(get_ipython().find_line_magic('streamapp').__self__.apps.by_name['repeating'].session.state['ticks'])"


def test_what_repeats_rests_while_nobody_looks(kernel: Kernel) -> None:
    model = root(kernel.app(REPEATING))

    def ticks() -> int:
        return int(kernel.evaluate(TICKS))

    def views(page: str, count: int) -> None:
        content = {"method": "views", "page": page, "count": count}
        data = {"method": "custom", "content": content}
        message = kernel.client.session.msg("comm_msg", {"comm_id": model, "data": data})
        kernel.client.shell_channel.send(message)

    views("one", 1)
    views("two", 2)
    views("two", 0)
    while ticks() < 3:
        pass
    views("one", 0)
    now = -1
    while now != (now := ticks()):
        time.sleep(0.2)
    views("two", 1)
    while ticks() == now:
        pass
