"""Forms: values that come together with the press of a button."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitDuplicateElementKey,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidLayoutContextError,
    StreamlitValueAssignmentNotAllowedError,
)

FORM = """
import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
with st.form("f"{more}):
    x = st.text_input("x", "old", key="x")
    y = st.slider("y", key="y")
    pressed = st.form_submit_button("Go", key="go")
st.text(f"{{x}} {{y}} {{pressed}} {{st.session_state.runs}}")
st.button("other", key="other")
"""


def input_values(one: Any) -> list[Any]:
    """What the browser shows in the inputs x and y."""
    ids = {node.props.get("key"): id for id, node in one.browser.nodes.items()}
    return [one.browser.values[ids[key]] for key in ("x", "y")]


def test_nothing_runs_until_the_button_and_then_all_values_come(app: Any) -> None:
    one = app(FORM.format(more="")).run()
    one.send(x="new")
    one.send(y=5)
    assert one.texts == ["old 0 False 1"]
    one.send(other=True)
    assert one.texts == ["old 0 False 2"]
    one.send(go=True)
    assert one.texts == ["new 5 True 3"]
    one.send(other=True)
    assert one.texts == ["new 5 False 4"]


def test_clear_on_submit_gives_back_the_first_values_after_the_run(app: Any) -> None:
    one = app(FORM.format(more=", clear_on_submit=True")).run()
    one.send(x="new", y=5)
    one.send(go=True)
    assert one.texts == ["new 5 True 2"]
    assert input_values(one) == ["old", [0]]
    assert one.state["x"] == "old"
    one.send(other=True)
    assert one.texts == ["old 0 False 3"]


def test_clearing_waits_for_the_end_of_a_chain_of_runs(app: Any) -> None:
    one = app(FORM.format(more=", clear_on_submit=True") + "if pressed: st.rerun()\n").run()
    one.send(x="new")
    one.send(go=True)
    assert one.texts == ["new 0 False 3"]
    assert input_values(one) == ["old", [0]]


def test_a_value_of_the_script_takes_the_place_of_what_waits(app: Any) -> None:
    one = app(
        FORM.format(more="").replace(
            "with", "if st.session_state.runs == 2: st.session_state.x = 'set'\nwith"
        )
    )
    one.run().send(x="new")
    one.run()
    assert input_values(one)[0] == "set"
    one.send(go=True)
    assert one.texts == ["set 0 True 3"]


def test_the_callback_of_the_button_sees_the_values(app: Any) -> None:
    one = app("""
import streamlit as st
def note(): st.session_state.seen = st.session_state.x
with st.form("f"):
    st.text_input("x", key="x")
    st.form_submit_button("Go", key="go", on_click=note)
""").run()
    one.send(x="new")
    one.send(go=True)
    assert one.state["seen"] == "new"


def test_two_forms_wait_each_for_its_own_button(app: Any) -> None:
    one = app("""
import streamlit as st
for name in "ab":
    with st.form(name):
        st.text_input("x", key=f"x{name}")
        st.form_submit_button("Go", key=f"go{name}")
st.text(f"{st.session_state.xa} {st.session_state.xb}")
""").run()
    one.send(xa="1", xb="2")
    one.send(gob=True)
    assert one.texts == ["2"]
    one.send(goa=True)
    assert one.texts == ["1 2"]


def test_inputs_drawn_later_and_deep_inside_belong_to_the_form(app: Any) -> None:
    one = app("""
import streamlit as st
form = st.form("f")
x = form.columns(2)[1].expander("more").text_input("x", key="x")
st.text(x)
form.form_submit_button("Go", key="go")
""").run()
    one.send(x="new")
    assert one.texts == [""]
    one.send(go=True)
    assert one.texts == ["new"]


def test_a_form_in_a_fragment_runs_the_fragment(app: Any) -> None:
    one = app("""
import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
@st.fragment
def part():
    with st.form("f", clear_on_submit=True):
        x = st.text_input("x", key="x")
        st.form_submit_button("Go", key="go")
    st.text(x)
part()
st.text(st.session_state.runs)
""").run()
    one.send(x="new")
    one.send(go=True)
    assert one.texts == ["new", "1"]
    assert one.state["x"] == ""


def test_a_form_without_a_button_says_so(app: Any) -> None:
    one = app("""
import streamlit as st
with st.form("f"):
    if st.session_state.get("later"):
        st.form_submit_button()
""").run()
    (form,) = [shown for shown in one.browser.walk() if shown.type == "form"]
    assert form.props["missing_submit"] is True
    one.state["later"] = True
    one.run()
    assert "missing_submit" not in form.props


@pytest.mark.parametrize(
    ("inside", "error"),
    [
        ("st.button('b')", StreamlitInvalidLayoutContextError),
        ("st.download_button('b', 'text')", StreamlitInvalidLayoutContextError),
        ("st.form('g')", StreamlitInvalidLayoutContextError),
        ("st.columns(2)[0].form('g')", StreamlitInvalidLayoutContextError),
        ("st.slider('x', on_change=print)", StreamlitInvalidFormCallbackError),
        ("st.expander('x', on_change=print)", StreamlitInvalidFormCallbackError),
        ("st.form_submit_button(), st.form_submit_button()", StreamlitDuplicateElementKey),
    ],
)
def test_what_has_no_place_in_a_form(app: Any, inside: str, error: type[Exception]) -> None:
    one = app(f"import streamlit as st\nwith st.form('f'):\n    {inside}\n").run()
    assert [type(each) for each in one.errors] == [error]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("st.form_submit_button()", StreamlitAPIException),
        ("st.form('f'), st.form('f')", StreamlitDuplicateElementKey),
        ("st.session_state.f = 1; st.form('f')", StreamlitValueAssignmentNotAllowedError),
        ("st.form('')", StreamlitAPIException),
        ("st.form(None)", StreamlitAPIException),
        ("st.form('f', width='x')", StreamlitAPIException),
    ],
)
def test_errors(app: Any, source: str, error: type[Exception]) -> None:
    one = app(f"import streamlit as st\n{source}\n").run()
    assert len(one.errors) == 1
    assert isinstance(one.errors[0], error)


def test_the_key_of_a_form_is_no_key_of_an_input(app: Any) -> None:
    one = app("import streamlit as st\nst.slider('a', key='f')\nst.form('f')").run()
    assert not one.errors


def test_the_button_has_a_key_of_the_form_and_its_label(app: Any) -> None:
    one = app("""
import streamlit as st
with st.form("f"):
    st.form_submit_button("Go")
st.text(sorted(st.session_state))
""").run()
    assert one.texts == ["['FormSubmitter:f-Go']"]


def test_a_button_in_a_fragment_hands_in_the_form_around_it(app: Any) -> None:
    one = app("""
import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
@st.fragment
def part():
    y = st.text_input("y", "first", key="y")
    pressed = st.form_submit_button("Go", key="go")
    st.text(f"{st.session_state.x} {y} {pressed}")
with st.form("f", clear_on_submit=True):
    st.text_input("x", "old", key="x")
    part()
""").run()
    one.send(x="new", y="second")
    assert one.texts == ["old first False"]
    one.send(go=True)
    assert one.texts == ["new second True"]
    assert one.state["runs"] == 1
    assert (one.state["x"], one.state["y"]) == ("old", "first")
    ids = {node.props.get("key"): id for id, node in one.browser.nodes.items()}
    assert [one.browser.values[ids[key]] for key in ("x", "y")] == ["old", "first"]
