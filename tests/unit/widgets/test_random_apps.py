"""Random apps, random events: what stands in the browser is what a run from scratch with the same state shows.

The browser is played at its end of the wire: it knows what comms have brought, and nothing else.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from comm.base_comm import BaseComm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import jupyter_streamkit as st
from jupyter_streamkit.runtime.script import Script
from jupyter_streamkit.runtime.session import Session
from jupyter_streamkit.widgets.app import App

INPUTS = {
    "slider": ("st.slider({0!r}, 0, 9, key={0!r})", [[0], [4], [9]]),
    "checkbox": ("st.checkbox({0!r}, key={0!r})", [True, False]),
    "text_input": ("st.text_input({0!r}, key={0!r})", ["", "a", "b c"]),
    "pills": ("st.pills({0!r}, ['a', 'b'], key={0!r})", [None, "a", "b"]),
    "multiselect": ("st.multiselect({0!r}, ['a', 'b', 'c'], key={0!r})", [[], ["b"], ["c", "a"]]),
    "pagination": ("st.pagination(5, key={0!r})", [1, 3, 5]),
}
UPPER = "st.text_input({0!r}, key={0!r}, on_change=upper, args=[{0!r}])"
"""The script sets the value that the viewer put in."""
BLOCKS = ["container", "columns", "if", "unless", "fragment", "form", "empty"]

leaves = some.sampled_from([*INPUTS, "upper", "text"])
parts = some.recursive(
    leaves,
    lambda inner: some.tuples(some.sampled_from(BLOCKS), some.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)
apps = some.lists(parts, min_size=1, max_size=4)
events = some.lists(some.tuples(some.integers(0, 30), some.integers(0, 2), some.booleans()), max_size=10)


class Source:
    """The script of an app, from its parts."""

    def __init__(self, parts: list[Any]) -> None:
        self.numbers = itertools.count(1)
        self.lines = ["import streamlit as st", "def upper(key):"]
        self.lines += ["    st.session_state[key] = st.session_state[key].upper()"]
        self.add_all(parts, "", in_form=False)

    def add_all(self, parts: list[Any], indent: str, *, in_form: bool) -> None:
        for part in parts:
            self.add(part, indent, in_form=in_form)

    def add(self, part: Any, indent: str, *, in_form: bool) -> None:
        number = next(self.numbers)
        if isinstance(part, str):
            self.leaf("text_input" if in_form and part == "upper" else part, f"{part}{number}", indent)
            return
        kind, inner = part
        if kind == "form" and in_form:
            kind = "container"
        head, end = self.block(kind, number)
        self.lines += [indent + line for line in head]
        self.add_all(inner, indent + "    ", in_form=in_form or kind == "form")
        self.lines += [indent + line for line in end]

    def leaf(self, kind: str, key: str, indent: str) -> None:
        command = UPPER if kind == "upper" else INPUTS.get(kind, ("{0!r}",))[0]
        self.lines.append(f"{indent}st.text({command.format(key)})")

    @staticmethod
    def block(kind: str, number: int) -> tuple[list[str], list[str]]:
        key = f"{kind}{number}"
        return {
            "container": (["with st.container():"], []),
            "columns": (["with st.columns(2)[1]:"], []),
            "if": ([f"if st.checkbox({key!r}, True, key={key!r}):"], []),
            "unless": ([f"if st.slider({key!r}, 0, 9, 4, key={key!r}) > 3:"], []),
            "fragment": (["@st.fragment", f"def {key}():"], [f"{key}()"]),
            "form": ([f"with st.form({key!r}):"], [f"    st.form_submit_button('Go', key='go{number}')"]),
            "empty": (["with st.empty().container():"], []),
        }[kind]


class Wire(BaseComm):
    """A comm whose other end is the `Tab` of the test: there is no kernel to carry its messages."""

    tab: Tab

    def publish_msg(self, msg_type: str, data: Any = None, *_: Any, **__: Any) -> None:
        self.tab.receive(self, msg_type, copy.deepcopy(data))


class Tab:
    """What the browser knows: models, by their id, and the page."""

    def __init__(self, source: str) -> None:
        self.comms: dict[str, Wire] = {}
        self.models: dict[str, dict[str, Any]] = {}
        Wire.tab = self
        self.errors: list[BaseException] = []
        self.root = App(lambda: None)
        self.session = Session(Script("random", source, st.write), self.root, self.errors.append)
        self.root.begin(self.session)
        self.nodes: dict[str, Any] = self.models[self.root.model_id]["tree"]["nodes"]

    def receive(self, comm: Wire, kind: str, data: Any) -> None:
        if kind == "comm_open":
            self.comms[comm.comm_id] = comm
            self.models[comm.comm_id] = data["state"]
        elif kind == "comm_close":
            del self.models[comm.comm_id]
        elif data["method"] == "update":
            self.models[comm.comm_id] |= data["state"]
        elif data["content"]["method"] == "patch":
            self.patch(data["content"])

    def patch(self, patch: dict[str, Any]) -> None:
        self.nodes |= patch.get("put", {})
        for id, changes in patch.get("set", {}).items():
            props = self.nodes[id]["props"] | changes
            self.nodes[id]["props"] = {name: value for name, value in props.items() if value is not None}
        for id, start, remove, ids in patch.get("splice", ()):
            self.nodes[id]["children"][start : start + remove] = ids
        for id in patch.get("drop", ()):
            del self.nodes[id]

    def put(self, id: str, value: Any) -> None:
        """The viewer changes an input, or presses a button."""
        model = self.nodes[id]["model"]
        self.models[model]["value"] = value
        state = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        self.comms[model].handle_msg({"content": {"comm_id": model, "data": state}, "buffers": []})

    def press(self, id: str) -> None:
        self.put(id, (self.models[self.nodes[id]["model"]]["value"] or 0) + 1)

    def inputs(self) -> list[str]:
        return [id for id in self.walk("root") if "model" in self.nodes[id]]

    def walk(self, id: str) -> Iterator[str]:
        yield id
        for child in self.nodes[id].get("children", ()):
            yield from self.walk(child)

    def picture(self, id: str = "root") -> Any:
        """What one sees, without the names that tell one session from another."""
        node = self.nodes[id]
        value = self.models[node["model"]]["value"] if "model" in node and not self.is_button(id) else None
        return node["type"], node["props"], value, [self.picture(child) for child in node.get("children", ())]

    def is_button(self, id: str) -> bool:
        return bool(self.nodes[id]["type"] == "form_submit_button")

    def settle(self) -> None:
        assert self.session.wait(20), "the run does not end"
        assert not self.errors, self.errors

    def close(self) -> None:
        self.session.close()
        self.root.close()


@pytest.fixture
def comms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comm.create_comm", Wire)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(apps, events)
def test_the_browser_shows_what_a_run_from_scratch_shows(
    comms: None, parts: list[Any], events: list[Any]
) -> None:
    source = "\n".join(Source(parts).lines)
    tab = Tab(source)
    tab.session.rerun()
    tab.settle()
    for which, what, wait in events:
        if inputs := tab.inputs():
            act(tab, inputs[which % len(inputs)], what)
        if wait:
            tab.settle()
    tab.settle()
    for id in filter(tab.is_button, tab.inputs()):  # what waits in forms is handed in
        tab.press(id)
    tab.settle()
    assert tab.nodes == tab.root.get_state("tree")["tree"]["nodes"]
    compare(tab, source)


def act(tab: Tab, id: str, what: int) -> None:
    kind = tab.nodes[id]["type"]
    if tab.is_button(id):
        tab.press(id)
    else:
        choices = INPUTS[kind][1]
        tab.put(id, choices[what % len(choices)])


def compare(tab: Tab, source: str) -> None:
    shown, state = tab.picture(), dict(tab.session.state)
    tab.close()
    fresh = Tab(source)
    for key, value in state.items():
        if not key.startswith("go"):
            fresh.session.state[key] = value
    fresh.session.rerun()
    fresh.settle()
    assert shown == fresh.picture(), source
    assert state == dict(fresh.session.state), source
    fresh.close()
