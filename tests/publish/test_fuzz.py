"""Ten thousand messages that no page of ours sends: nothing breaks, and nothing of the session changes.

They take the way of a viewer's messages: through the server's gate, over Jupyter's comms, into the models of a
session. Only kernel and sockets are missing: they would take an hour.
"""

from __future__ import annotations

import json
import logging
import struct
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import ipywidgets
import pytest
from comm import get_comm_manager
from comm.base_comm import BaseComm
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as some

import jupyter_streamkit as st
from jupyter_streamkit.publish import gate
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.widgets.app import App

SCRIPT = """
import datetime
import streamlit as st

day = datetime.date
st.slider("slider", 0, 9, 4, key="slider")
st.slider("range", 0, 9, (4, 5), key="range")
st.checkbox("checkbox", key="checkbox")
st.toggle("toggle", key="toggle")
st.text_input("text", max_chars=5, key="text_input")
st.text_area("area", max_chars=5, key="text_area")
st.number_input("number", 0, 10, 5, key="number_input")
st.selectbox("selectbox", ["a", "b"], key="selectbox")
st.radio("radio", ["a", "b"], key="radio")
st.multiselect("multiselect", ["a", "b", "c"], key="multiselect")
st.select_slider("select_slider", ["a", "b", "c"], key="select_slider")
st.pills("pills", ["a", "b"], key="pills")
st.segmented_control("segmented", ["a", "b"], key="segmented_control")
st.feedback("stars", key="feedback")
st.date_input("date", day(2020, 1, 1), min_value=day(2019, 1, 1), max_value=day(2021, 1, 1), key="date_input")
st.time_input("time", datetime.time(8), key="time_input")
st.color_picker("color", key="color_picker")
st.pagination(5, key="pagination")
st.button("button", key="button")
st.chat_input("chat", key="chat_input")
st.slider("disabled", 0, 9, 4, disabled=True, key="disabled")
with st.form("form"):
    st.text_input("inside", max_chars=5, key="inside")
    st.form_submit_button("go", key="go")
"""

DOORS = ["rerun", "stop", "clear_caches", "clear_console", "views"]
"""What a viewer may always ask for, whatever else the message says."""


class Silent(BaseComm):
    """A comm without a kernel: nobody hears what it says."""

    def publish_msg(self, *_: Any, **__: Any) -> None:
        pass


class Target:
    """A session that is shot at."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []
        self.root = App(lambda: None)
        self.session = Session(Script("target", SCRIPT, st.write), self.root, self.errors.append)
        self.root.begin(self.session)
        self.session.rerun()
        assert self.session.wait(20)
        self.nodes = self.root.get_state("tree")["tree"]["nodes"]
        self.models = {id: node["model"] for id, node in self.nodes.items() if "model" in node}
        self.before = self.picture()

    def picture(self) -> dict[str, Any]:
        """All that a message could change."""
        session = self.session
        values = {id: self.root._inputs[id].value for id in self.models}
        told = {"state": dict(session.state), "runs": session.runs, "browser": dict(session.browser)}
        return told | values | self.root.get_state("tree")["tree"]["nodes"]

    def changes(self) -> dict[str, Any]:
        """What is not as it was before."""
        now = self.picture()
        return {name: now.get(name) for name in now | self.before if now.get(name) != self.before.get(name)}


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    manager = get_comm_manager()
    manager.register_target("jupyter.widget.control", ipywidgets.Widget.handle_control_comm_opened)
    levels = {name: logging.getLogger(name).level for name in ("jupyter_streamkit", "Comm", "traitlets")}
    for name in levels:  # they tell of each message that they drop
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comm.create_comm", Silent)
        target = Target()
        yield target
        target.session.close()
        target.root.close()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


words = some.sampled_from(
    [
        "",
        "a",
        "value",
        "method",
        "update",
        "custom",
        "content",
        "state",
        "tree",
        "_view_name",
        "comm",
        "../..",
    ]
)
leaves = (
    some.none()
    | some.booleans()
    | some.integers(-(2**70), 2**70)
    | some.floats()
    | some.text(some.characters(), max_size=8)
    | words
)
anything = some.recursive(
    leaves,
    lambda inner: (
        some.lists(inner, max_size=3) | some.dictionaries(words | some.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)
inputs = some.integers(0, 22)
places = some.none() | anything | some.tuples(some.text(max_size=3), some.integers(1, 3))

# Values that almost fit.
near = some.one_of(
    some.lists(some.floats() | some.integers(-20, 20) | some.sampled_from(["a", "b", "d", None]), max_size=4),
    some.text(max_size=12),
    some.integers(-200, 200),
    some.floats(),
    some.dates().map(str),
    some.dates().map(lambda day: [str(day)]),
    some.times().map(str),
    some.sampled_from(["c", "#00000", "#gggggg", "24:00", "08:60", [True], [[4]], {"value": 4}]),
    anything,
)
values = some.fixed_dictionaries({"value": near}, optional={"at": some.none() | anything})
states = values | some.dictionaries(words | some.text(max_size=4), anything, max_size=3)
paths = anything | some.lists(some.lists(words | some.integers(-3, 3), max_size=3), max_size=3)
updates = some.tuples(
    inputs | some.just("root"),
    some.fixed_dictionaries(
        {"method": some.just("update"), "state": states}, optional={"buffer_paths": paths}
    ),
)
calls = some.fixed_dictionaries(
    {"method": some.sampled_from(["resync", "browser", "visit", "ask", "hand_over", "x"]) | anything},
    optional=dict.fromkeys(
        ["page", "search", "visit", "exact", "at", "ask", "node", "request", "url", "what", "seq"], anything
    )
    | {"at": places},
)
customs = some.tuples(
    inputs | some.just("root"),
    some.fixed_dictionaries({"method": some.just("custom"), "content": calls | anything}),
)
others = some.tuples(inputs | some.just("root") | some.just("nobody"), anything)
buffers = some.lists(some.binary(max_size=8), max_size=2)
messages = some.tuples(
    some.sampled_from(["comm_msg"] * 8 + ["comm_open", "comm_info_request", "execute_request"]),
    updates | updates | customs | others,
    buffers,
)


def fits(type: str, value: Any) -> bool:
    """Whether an input may have this value: then it is no case of ours."""
    return value is None or FITS[type](value)


def is_near(text: Any) -> bool:
    try:
        return date(2019, 1, 1) <= date.fromisoformat(text) <= date(2021, 1, 1)
    except (ValueError, TypeError):
        return False


def is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 5


def is_toggled(value: Any) -> bool:
    return isinstance(value, bool)


def is_choice(value: Any) -> bool:
    return value in ("a", "b")


def are_choices(value: Any) -> bool:
    return isinstance(value, list) and all(each in ("a", "b", "c") for each in value)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 100


FITS: dict[str, Callable[[Any], bool]] = {
    "slider": lambda value: isinstance(value, list) and all(map(is_number, value)),
    "checkbox": is_toggled,
    "toggle": is_toggled,
    "text_input": is_text,
    "text_area": is_text,
    "number_input": lambda value: is_number(value) and 0 <= value <= 10,
    "multiselect": are_choices,
    "select_slider": are_choices,
    "pills": is_choice,
    "segmented_control": is_choice,
    "selectbox": is_choice,
    "radio": is_choice,
    "feedback": is_count,
    "button": is_count,
    "form_submit_button": is_count,
    "pagination": is_count,
    "date_input": lambda value: isinstance(value, list) and all(map(is_near, value)),
    "time_input": lambda value: isinstance(value, str) and value[:2].isdigit(),
    "color_picker": lambda value: isinstance(value, str) and value.startswith("#") and len(value) > 6,
}


def is_ordinary(target: Target, place: Any, data: Any, buffers: list[bytes]) -> bool:
    """Whether a viewer's page could have sent it."""
    if not isinstance(data, dict):
        return False
    content = data.get("content")
    if place == "root":
        told = content if isinstance(content, dict) else {}
        return told.get("method") in DOORS or _is_visit(told) or told.get("method") == "browser"
    if place == "nobody":
        return False
    kind = target.nodes[list(target.models)[place % len(target.models)]]["type"]
    if kind == "chat_input":
        return isinstance(content, dict) and isinstance(content.get("what"), str | dict)
    state = data.get("state")
    # Buffers may be put into the state, where its paths say so.
    given = [state.get("value"), *buffers] if isinstance(state, dict) and "value" in state else []
    return any(fits(kind, each) for each in given)


def _is_visit(told: dict[str, Any]) -> bool:
    return told.get("method") == "visit" and isinstance(told.get("visit"), int)


def shoot(target: Target, type: str, place: Any, data: Any, buffers: list[bytes]) -> None:
    """Send a message as a viewer's browser would."""
    ids = [*target.models.values()]
    names = {"root": target.root.model_id, "nobody": "nobody"}
    comm = ids[place % len(ids)] if isinstance(place, int) else names[place]
    content = {"comm_id": comm, "data": data, "target_name": "jupyter.widget"}
    header = {"msg_id": "1", "msg_type": type}
    text = json.dumps(
        {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
    )
    try:
        channel, parts = gate.read(text, None)
        gate.check((channel, parts), ["jupyter.widget.control"])
    except gate.RefusedError:
        return
    message = {**parts, "buffers": [memoryview(each) for each in buffers]}
    manager = get_comm_manager()
    if type == "comm_msg":
        manager.comm_msg(None, "", message)  # type: ignore[arg-type]


# All share a session, so a failure cannot be told in fewer words than those that it came with.
PHASES = (Phase.explicit, Phase.generate)


@settings(
    max_examples=2_000, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck), database=None
)
@given(some.lists(messages, min_size=5, max_size=5))
def test_ten_thousand_messages_change_nothing(target: Target, shots: list[Any]) -> None:
    for type, (place, data), parts in shots:
        if not is_ordinary(target, place, data, parts):
            shoot(target, type, place, data, parts)
    assert target.session.wait(5)
    assert not target.errors
    assert not target.changes(), shots


@settings(max_examples=500, deadline=None)
@given(some.binary(max_size=200), some.sampled_from([gate.V1, None]))
def test_what_is_no_message_is_refused(data: bytes, protocol: str | None) -> None:
    with pytest.raises(gate.RefusedError):
        gate.check(gate.read(data, protocol), [])


@settings(max_examples=500, deadline=None)
@given(some.lists(some.integers(0, 2**64 - 1), max_size=12), some.binary(max_size=64))
def test_offsets_are_not_believed(offsets: list[int], rest: bytes) -> None:
    data = struct.pack(f"<{len(offsets)}Q", *offsets) + rest
    assume(len(data) > 8)
    with pytest.raises(gate.RefusedError):
        gate.check(gate.read(data, gate.V1), [])
