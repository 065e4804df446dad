"""Dialogs: how they open, run again, and close."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from jupyter_streamkit.errors import StreamlitInvalidLayoutContextError

VOTE = """
import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
@st.dialog("Vote"{more})
def vote(item):
    reason = st.text_input("Why", key="why")
    st.text(f"{{item}} {{reason}}")
    if st.button("Send", key="send"):
        st.session_state.vote = (item, reason)
        st.rerun()
if st.button("A", key="a"):
    vote("a")
st.text(f"{{st.session_state.get('vote')}} {{st.session_state.runs}}")
"""


def dialogs(one: Any) -> list[Any]:
    return [shown for shown in one.browser.walk() if shown.type == "dialog"]


def test_it_opens_runs_by_itself_and_closes_with_the_script(app: Any) -> None:
    one = app(VOTE.format(more="")).run()
    one.send(a=True)
    (shown,) = dialogs(one)
    assert one.browser.shown["event"].children == [shown.id]
    assert shown.props["title_html"] == "Vote"
    assert one.texts == ["None 2", "a"]
    one.send(why="because")
    assert one.texts == ["None 2", "a because"]
    one.send(send=True)
    assert one.texts == ["('a', 'because') 3"]
    assert dialogs(one) == []


def test_opened_again_it_says_so(app: Any) -> None:
    one = app(VOTE.format(more="")).run()
    one.send(a=True)
    first = dict(dialogs(one)[0].props)
    one.send(why="because")
    assert dialogs(one)[0].props == first
    one.send(a=True)
    assert dialogs(one)[0].props["opened"] != first["opened"]


def test_dismissing_it_runs_the_script_where_wanted(app: Any) -> None:
    one = app(VOTE.format(more=', on_dismiss="rerun"')).run()
    one.send(a=True)
    node = one.browser.nodes[dialogs(one)[0].id]
    one.session.post(node.input.widget_id, 1, True)
    one.settle()
    assert one.texts == ["None 3"]
    assert dialogs(one) == []


def test_a_function_is_called_when_it_is_dismissed(app: Any) -> None:
    one = app(VOTE.format(more=', on_dismiss=lambda: st.session_state.update(vote="none")')).run()
    one.send(a=True)
    node = one.browser.nodes[dialogs(one)[0].id]
    one.session.post(node.input.widget_id, 1, True)
    one.settle()
    assert one.texts == ["none 3"]


def test_without_on_dismiss_the_kernel_does_not_hear_of_it(app: Any) -> None:
    one = app(VOTE.format(more="")).run()
    one.send(a=True)
    assert one.browser.nodes[dialogs(one)[0].id].input is None


def test_one_that_a_fragment_opened_goes_with_the_next_run_of_the_fragment(app: Any) -> None:
    one = app("""
import streamlit as st
@st.dialog("D")
def ask():
    st.text("in the dialog")
@st.fragment
def part():
    if st.button("b", key="b"):
        ask()
    st.slider("x", key="x")
part()
""").run()
    one.send(b=True)
    assert one.texts == ["in the dialog"]
    one.send(b=True)
    assert one.texts == ["in the dialog"]
    one.send(x=1)
    assert one.texts == []
    assert dialogs(one) == []


@pytest.mark.parametrize("script", ["first(), second()", "outer()"])
def test_one_is_open_at_most(app: Any, script: str) -> None:
    one = app(f"""
import streamlit as st
@st.dialog("1")
def first(): st.text("first")
@st.dialog("2")
def second(): st.text("second")
@st.dialog("3")
def outer(): second()
{script}
""").run()
    assert [type(error) for error in one.errors] == [StreamlitInvalidLayoutContextError]
    assert len(dialogs(one)) == 1


def test_a_form_in_a_dialog(app: Any) -> None:
    one = app("""
import streamlit as st
@st.dialog("D")
def ask():
    with st.form("f"):
        x = st.text_input("x", key="x")
        if st.form_submit_button("Go", key="go"):
            st.session_state.said = x
            st.rerun()
if "said" not in st.session_state:
    ask()
else:
    st.text(st.session_state.said)
""").run()
    one.send(x="new")
    one.send(go=True)
    assert one.texts == ["new"]
    assert dialogs(one) == []


def test_an_exception_stays_in_it(app: Any) -> None:
    one = app("""
import streamlit as st
@st.dialog("D")
def ask():
    if st.button("b", key="b"):
        1 / 0
ask()
st.text("page")
""").run()
    one.send(b=True)
    assert one.texts == ["page"]
    assert [type(error) for error in one.errors] == [ZeroDivisionError]


@pytest.mark.parametrize(
    "arguments",
    [
        "''",
        "",
        "'D', width='huge'",
        "'D', width=-1",
        "'D', position='top'",
        "'D', on_dismiss='x'",
        "'D', icon='nothing'",
    ],
)
def test_arguments_that_are_not_accepted(app: Any, arguments: str) -> None:
    one = app(f"import streamlit as st\n@st.dialog({arguments})\ndef ask(): ...\n").run()
    assert len(one.errors) == 1


@pytest.mark.parametrize("how", ["if pressed: st.rerun()", "pass"])
def test_a_dialog_that_a_rerun_closes_goes_before_the_script_runs(app: Any, how: str) -> None:
    gate = threading.Event()
    one = app(f"""
import streamlit as st
@st.dialog("Title")
def ask():
    pressed = st.button("done", key="done", on_click={"None" if "rerun" in how else "st.rerun"})
    {how}
if st.session_state.get("slow"): st.session_state.gate.wait(10)
if st.button("ask", key="ask"): ask()
st.session_state.slow = "ask" in st.session_state and st.session_state.ask
""")
    one.state["gate"] = gate
    one.run()
    one.send(ask=True)
    assert "dialog" in [shown.type for shown in one.browser.walk()]
    one.post(done=True)
    one.until(lambda: "dialog" not in [shown.type for shown in one.browser.walk()])
    assert one.browser.state == "running"
    gate.set()
    one.settle()
    assert not one.errors
