"""Whatever a viewer does, in whatever order: the page is that of a run from scratch with the same state."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

APP = """
import streamlit as st

def x(key):
    return st.slider(key, 0, 9, key=key)

def inner(i):
    if x("deep") > 4:
        st.text(f"inner {i} {x('more')}")

@st.fragment
def part(i):
    st.text(f"part {i} {x(f'part{i}')}")
    if i and st.checkbox("open", key="open"):
        st.fragment(inner)(i)

slot = st.empty()
with st.form("form"):
    st.text(f"form {x('a')} {x('b')}")
    st.form_submit_button("Go", key="go")
cols = st.columns(2)
for i in range(2):
    with cols[i]:
        part(i)
st.text(f"{x('top')} {st.session_state.a}")
"""
KEYS = ["deep", "more", "part0", "part1", "open", "a", "b", "go", "top"]
events = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 9)), min_size=1, max_size=3), st.booleans()
    ),
    max_size=8,
)


def picture(app: Any, id: str = "root") -> Any:
    """What the browser shows, without what tells one session from another."""
    shown = app.browser.shown[id]
    children = None if shown.children is None else [picture(app, child) for child in shown.children]
    return shown.type, sorted(shown.props.items()), app.browser.values.get(id), children


def tree(node: Any) -> Any:
    """The same of the kernel's side."""
    children = None if node.children is None else [tree(child) for child in node.children]
    return node.type, sorted(node.props.items()), children


def bare(told: Any) -> Any:
    type, props, _, children = told
    return type, props, None if children is None else [bare(child) for child in children]


APPS = {
    "plain": APP,
    "parallel": APP.replace("@st.fragment", "@st.fragment(parallel=True)"),
    "async": APP.replace("def part(i):", "async def part(i):\n    await asyncio.sleep(0)").replace(
        "import streamlit", "import asyncio, streamlit"
    ),
}


@pytest.mark.parametrize("kind", APPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events)
def test_random_events(app: Any, kind: str, events: list[Any]) -> None:
    one = app(APPS[kind]).run()
    for changes, wait in events:
        for key, value in changes:
            if key in one.state or key == "go":
                post(one, key, value)
        if wait:
            one.settle()
            assert bare(picture(one)) == tree(one.session.page.root)
    one.settle()
    assert not one.errors
    assert bare(picture(one)) == tree(one.session.page.root)
    shown = picture(one)
    fresh = app(APPS[kind])
    for key, value in one.state.items():
        if key != "go":
            fresh.state[key] = value
    fresh.run()
    assert bare(shown) == bare(picture(fresh))
    assert dict(fresh.state) == dict(one.state)
    one.session.close()
    fresh.session.close()


def post(app: Any, key: str, value: int) -> None:
    """As the browser would: nothing, if the input is not there any more."""
    nodes = [node for node in app.browser.nodes.values() if node.input and node.props.get("key") == key]
    if nodes:
        wire = {"go": 1, "open": value > 4}.get(key, [value])
        app.session.post(nodes[0].input.widget_id, wire, key == "go")
