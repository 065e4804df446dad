"""`st.session_state`, on its own and under widgets."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_streamkit.errors import (
    StreamlitAPIException,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitWidgetAlreadyInstantiatedError,
)

HEAD = "import streamlit as st\nstate = st.session_state\n"


def passes(app: Any, source: str) -> Any:
    one = app(HEAD + source).run()
    assert not one.errors, one.errors
    return one


def test_the_mapping(app: Any) -> None:
    passes(
        app,
        """
assert "a" not in state and len(state) == 0 and not list(state)
state.a = 1
state["b"] = 2
assert state["a"] == state.a == 1 and state.get("b") == 2 and state.get("c") is None
assert list(state) == list(state.keys()) == ["a", "b"]
assert list(state.items()) == [("a", 1), ("b", 2)] and list(state.values()) == [1, 2]
assert state.to_dict() == {"a": 1, "b": 2}
assert state.setdefault("a", 5) == 1 and state.setdefault("c", 5) == 5
state.update({"d": 4}, e=5)
assert state.pop("d") == 4 and state.pop("d", None) is None
del state.a
del state["b"]
assert "a" not in state and hasattr(state, "c") and not hasattr(state, "a")
state[1] = "number"
assert state["1"] == state[1] == "number"
state.clear()
assert len(state) == 0
""",
    )


@pytest.mark.parametrize(
    "line",
    ["state['absent']", "state.absent", "del state.absent", "del state['absent']", "state.absent += 1"],
)
def test_an_absent_key_says_how_to_give_it_a_value(app: Any, line: str) -> None:
    (error,) = app(HEAD + line).run().errors
    assert isinstance(error, (KeyError, AttributeError))
    assert "'absent'" in str(error)
    assert "not in st.session_state" in str(error)


def test_it_lasts_from_run_to_run(app: Any) -> None:
    one = passes(app, "state.n = state.get('n', 0) + 1\nst.text(state.n)")
    assert one.run().run().texts == ["3"]


def test_widgets_are_in_it_by_their_key(app: Any) -> None:
    one = passes(
        app, "before = state.get('name')\nst.text_input('Name', key='name')\nst.text((before, state.name))"
    )
    assert one.texts == ["(None, '')"]
    assert one.send(name="Ada").texts == ["('Ada', 'Ada')"]


def test_a_value_set_before_the_widget_is_its_value(app: Any) -> None:
    one = passes(app, "if 'x' not in state: state.x = 7\nst.text(st.slider('x', 0, 10, key='x'))")
    assert one.texts == ["7"]
    assert one.send(x=8).texts == ["8"]


def test_a_value_set_in_every_run_wins_and_the_browser_follows(app: Any) -> None:
    one = passes(app, "state.x = 7\nst.text(st.slider('x', 0, 10, key='x'))")
    assert one.send(x=8).texts == ["7"]
    assert list(one.browser.values.values()) == [[7]]


def test_a_value_that_does_not_fit_names_key_and_value(app: Any) -> None:
    one = app(HEAD + "if 'x' not in state: state.x = 70\nst.slider('x', 0, 10, key='x')").run()
    (error,) = one.errors
    assert isinstance(error, StreamlitAPIException)
    assert one.state["x"] == 70, "it stays, so that the next run fails as this one does"


def test_setting_after_the_widget_is_an_error(app: Any) -> None:
    (error,) = app(HEAD + "st.slider('x', 0, 10, key='x')\nstate.x = 5").run().errors
    assert isinstance(error, StreamlitWidgetAlreadyInstantiatedError)
    assert "callback" in str(error)


def test_between_runs_any_widget_may_be_set(app: Any) -> None:
    one = passes(app, "st.text(st.slider('x', 0, 10, key='x'))")
    one.state["x"] = 4
    assert one.run().texts == ["4"]
    assert list(one.browser.values.values()) == [[4]]


def test_buttons_cannot_be_set(app: Any) -> None:
    (error,) = app(HEAD + "state.go = True\nst.button('Go', key='go')").run().errors
    assert isinstance(error, StreamlitValueAssignmentNotAllowedError)


def test_deleting_a_widgets_value_gives_the_default_and_shows_it(app: Any) -> None:
    one = passes(
        app,
        "if st.button('Reset', key='reset'): del state.name\nst.text(st.text_input('Name', 'Ada', key='name'))",
    )
    assert one.send(name="Grace").texts == ["Grace"]
    assert one.send(reset=1).texts == ["Ada"]
    (name,) = [id for id, shown in one.browser.shown.items() if shown.type == "text_input"]
    assert one.browser.values[name] == "Ada"


def test_clear_and_rerun_begin_with_defaults(app: Any) -> None:
    one = passes(
        app,
        """
state.setdefault("n", 1)
st.text(st.text_input("Name", "Ada", key="name"))
if st.button("Clear", key="clear"):
    state.clear()
    st.rerun()
""",
    )
    one.send(name="Grace")
    assert one.send(clear=1).texts == ["Ada"]
    assert one.state["n"] == 1


def test_assigning_a_key_to_itself_keeps_it_while_the_widget_is_away(app: Any) -> None:
    one = passes(
        app,
        """
hide = st.checkbox("hide", key="hide")
if "name" in state: state.name = state.name
if not hide: st.text_input("Name", key="name")
""",
    )
    one.send(name="Ada")
    one.send(hide=True)
    assert one.state["name"] == "Ada"
    one.send(hide=False)
    assert one.state["name"] == "Ada"


def test_a_callback_may_set_other_widgets(app: Any) -> None:
    one = passes(
        app,
        """
def clear(): state.name = ""
st.text(st.text_input("Name", key="name"))
st.button("Clear", key="clear", on_click=clear)
""",
    )
    one.send(name="Ada")
    assert one.send(clear=1).texts == [""]


def test_sessions_share_nothing(app: Any) -> None:
    one, other = app(HEAD + "state.setdefault('n', 1)").run(), app(HEAD + "st.text('n' in state)").run()
    assert one.state["n"] == 1
    assert other.texts == ["False"]


def test_the_state_prints_as_a_dictionary(app: Any) -> None:
    assert passes(app, "state.a = 1\nst.text(repr(state))").texts == ["{'a': 1}"]
