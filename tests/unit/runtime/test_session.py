"""Runs, reruns, callbacks, events during a run, stopping."""

from __future__ import annotations

import gc
import linecache
import sys
import threading
import time
import weakref
from typing import Any

import pytest

from jupyter_streamkit.errors import (
    NoSessionContext,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
)
from jupyter_streamkit.runtime import session as module

HEAD = "import streamlit as st\n"


def test_a_run_draws_the_page(app: Any) -> None:
    assert app(HEAD + "st.text('hello')").run().texts == ["hello"]


def test_commands_outside_an_app_say_what_to_do() -> None:
    import jupyter_streamkit as st

    with pytest.raises(NoSessionContext, match="%%streamapp"):
        st.text("nobody sees this")


def test_the_last_patch_of_a_run_is_idle_and_nothing_follows(app: Any) -> None:
    one = app(HEAD + "st.text('hello')").run()
    assert one.browser.state == "idle"
    count = len(one.browser.patches)
    time.sleep(0.1)
    assert len(one.browser.patches) == count


def test_a_quick_rerun_is_one_patch(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 60.0)  # quick for a machine that does other things too
    one = app(HEAD + "for i in range(300): st.text(i)\nst.text(st.session_state.get('n', 0))").run()
    for number in range(20):
        one.state["n"] = number
        count = len(one.browser.patches)
        one.run()
        assert len(one.browser.patches) == count + 1


def test_a_slow_run_shows_itself_as_it_goes_on(app: Any) -> None:
    one = app(HEAD + "import time\nst.text('first')\ntime.sleep(0.5)\nst.text('second')")
    one.session.rerun()
    one.until(lambda: one.texts == ["first"])
    assert one.browser.state == "running"
    assert one.settle().texts == ["first", "second"]


def test_what_the_last_run_left_stays_during_a_slow_run(app: Any) -> None:
    one = app(
        HEAD
        + "import time\nst.text('first')\nif st.session_state.get('slow'): time.sleep(0.4)\nst.text('second')"
    )
    one.run()
    one.state["slow"] = True
    one.session.rerun()
    one.until(lambda: one.browser.fresh)
    assert one.texts == ["first", "second"]
    assert one.browser.fresh["main"] == 1
    one.settle()
    assert not one.browser.fresh


# Callbacks.


def test_a_callback_runs_before_the_script_and_sees_the_new_value(app: Any) -> None:
    one = app(
        HEAD
        + """
log = st.session_state.setdefault("log", [])
def changed(*args, **kwargs): log.append((st.session_state.name, args, kwargs))
st.text_input("Name", key="name", on_change=changed, args=(1, 2), kwargs={"three": 3})
log.append("script")
"""
    ).run()
    one.send(name="Ada")
    assert one.state["log"] == ["script", ("Ada", (1, 2), {"three": 3}), "script"]


def test_arguments_are_bound_when_the_widget_is_made(app: Any) -> None:
    one = app(
        HEAD
        + """
n = st.session_state["n"] = st.session_state.get("n", 0) + 1
def pressed(number): st.session_state.seen = number
st.button("Go", key="go", on_click=pressed, args=(n,))
"""
    ).run()
    one.send(go=1)
    assert one.state["seen"] == 1


def test_an_unchanged_value_calls_nobody(app: Any) -> None:
    one = app(
        HEAD
        + """
def changed(): st.session_state.called = True
st.text_input("Name", "Ada", key="name", on_change=changed)
"""
    ).run()
    one.send(name="Ada")
    assert "called" not in one.state


def test_all_values_are_there_before_the_first_callback(app: Any) -> None:
    one = app(
        HEAD
        + """
def changed(): st.session_state.other = st.session_state.b
st.text_input("a", key="a", on_change=changed)
st.text_input("b", key="b")
"""
    ).run()
    a, b = one.widget("a").input.widget_id, one.widget("b").input.widget_id
    one.session.post_together([(a, "A", False), (b, "B", False)])
    assert one.settle().state["other"] == "B"


def test_a_callback_may_set_its_own_widget(app: Any) -> None:
    one = app(
        HEAD
        + """
def changed(): st.session_state.name = ""
st.text(repr(st.text_input("Name", key="name", on_change=changed)))
"""
    ).run()
    one.send(name="Ada")
    assert one.texts == ["''"]
    assert list(one.browser.values.values()) == [""]


def test_an_exception_in_a_callback_is_shown_instead_of_the_script(app: Any) -> None:
    one = app(
        HEAD
        + """
def a(): 1 / 0
def b(): st.session_state.second = True
st.checkbox("a", key="a", on_change=a)
st.checkbox("b", key="b", on_change=b)
st.text("script")
"""
    ).run()
    one.session.post_together([(one.widget(key).input.widget_id, True, False) for key in "ab"])
    one.settle()
    assert isinstance(one.errors[0], ZeroDivisionError)
    assert one.texts == []
    assert "second" not in one.state
    assert one.state["a"] is True
    assert one.state["b"] is True
    assert one.run().texts == ["script"]


def test_rerun_in_a_callback_does_nothing_more(app: Any) -> None:
    one = app(
        HEAD
        + """
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.checkbox("a", key="a", on_change=st.rerun)
"""
    ).run()
    one.send(a=True)
    assert one.state["runs"] == 2
    assert not one.errors


def test_stop_in_a_callback_leaves_an_empty_page(app: Any) -> None:
    one = app(HEAD + "st.checkbox('a', key='a', on_change=st.stop)\nst.text('script')").run()
    assert one.send(a=True).texts == []
    assert one.state["a"] is True


def test_a_callback_draws_above_the_script(app: Any) -> None:
    one = app(
        HEAD
        + """
def changed():
    st.text("callback")
    with st.sidebar: st.text("side")
st.checkbox("a", key="a", on_change=changed)
st.text("script")
"""
    ).run()
    assert one.send(a=True).texts == ["callback", "script", "side"]


# Buttons.


def test_a_button_is_pressed_for_one_run(app: Any) -> None:
    one = app(HEAD + "st.text(st.button('Go', key='go'))").run()
    assert one.texts == ["False"]
    assert one.send(go=1).texts == ["True"]
    assert one.state["go"] is False
    assert one.run().texts == ["False"]


def test_no_press_is_lost(app: Any) -> None:
    one = app(
        HEAD
        + """
import time
state = st.session_state
state.setdefault("called", 0); state.setdefault("met", 0)
def pressed(): state.called += 1
st.text("before")
time.sleep(0.001)
if st.button("Go", key="go", on_click=pressed): state.met += 1
st.text("after")
st.slider("x", key="x")
time.sleep(0.001)
st.text("end")
"""
    ).run()
    go, x = one.widget("go").input.widget_id, one.widget("x").input.widget_id

    def hammer() -> None:
        for _ in range(100):
            one.session.post(go, 1, True)
            time.sleep(0.0007)

    def drag() -> None:
        for number in range(100):
            one.session.post(x, [number], False)
            time.sleep(0.0005)

    threads = [
        threading.Thread(target=hammer),
        threading.Thread(target=hammer),
        threading.Thread(target=drag),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.settle(30)
    assert (one.state["called"], one.state["met"]) == (200, 200)
    assert one.state["x"] == 99


def test_a_rerun_that_the_script_asks_for_finds_no_button_pressed(app: Any) -> None:
    one = app(
        HEAD
        + """
state = st.session_state
state["runs"] = state.get("runs", 0) + 1
def pressed(): state["called"] = state.get("called", 0) + 1
if state.get("again"):
    state["again"] = False
    st.rerun()
if st.button("Go", key="go", on_click=pressed): state["met"] = state.get("met", 0) + 1
"""
    ).run()
    one.state["again"] = True
    go = one.widget("go").input.widget_id
    one.session.post_together([(go, 1, True), (go, 2, True)])
    one.settle()
    assert (one.state["called"], one.state["met"]) == (2, 1)


@pytest.mark.parametrize("scope", ["", "scope='fragment'"])
def test_nor_does_one_that_a_callback_asks_for(app: Any, scope: str) -> None:
    one = app(
        HEAD
        + f"""
@st.fragment
def part():
    st.text(st.button("Go", key="go", on_click=lambda: st.rerun({scope})))
part()
"""
    ).run()
    one.send(go=True)
    assert one.texts == ["False"]


# Events during a run.


def test_an_event_ends_the_run_at_the_next_command_and_the_last_value_wins(app: Any) -> None:
    one = app(
        HEAD
        + """
import time
x = st.slider("x", key="x")
seen = st.session_state.setdefault("seen", [])
seen.append(x)
if x:
    for _ in range(200):
        time.sleep(0.005)
        st.text("working")
        if x == 9: break
st.session_state.done = x
"""
    ).run()
    for number in range(1, 10):
        one.post(x=number)
        time.sleep(0.01)
    one.settle()
    assert one.state["seen"][-1] == 9
    assert one.state["done"] == 9
    assert one.browser.state == "idle"


def test_values_of_several_widgets_during_a_run_come_together(app: Any) -> None:
    one = app(
        HEAD
        + """
import time
a, b = st.text_input("a", key="a"), st.text_input("b", key="b")
st.session_state.setdefault("seen", []).append((a, b))
if a == "slow":
    while True:
        time.sleep(0.01)
        st.text("tick")
"""
    ).run()
    one.post(a="slow")
    one.until(lambda: ("slow", "") in one.state["seen"])
    a, b = one.widget("a").input.widget_id, one.widget("b").input.widget_id
    one.session.post_together([(a, "A", False), (b, "B", False)])
    one.settle()
    assert one.state["seen"] == [("", ""), ("slow", ""), ("A", "B")]


# Stopping.


@pytest.mark.parametrize(
    "loop",
    [
        "while True: pass",
        "while True: st.text('x')",
        "import time\nwhile True: time.sleep(0.01)",
        "while True:\n    try: st.text('x')\n    except Exception: pass",
        "def f():\n    while True: sum(range(10))\nf()",
    ],
)
def test_an_infinite_loop_can_be_stopped(app: Any, loop: str) -> None:
    one = app(HEAD + "st.text('first')\n" + loop)
    one.session.rerun()
    one.until(lambda: one.texts)
    one.session.stop()
    assert one.settle(5).texts[0] == "first"
    assert one.browser.state == "idle"
    assert not one.errors


def test_a_stop_at_any_moment_stops(app: Any) -> None:
    one = app(HEAD + "while True: st.text('x')")
    for number in range(60):
        one.session.rerun()
        time.sleep(number % 5 / 1000)
        one.session.stop()
        one.settle(2)
        assert one.session._queue.acquire(timeout=1)
        one.session._queue.release()


def test_a_stopped_app_goes_on_with_the_next_event(app: Any) -> None:
    one = app(HEAD + "n = st.slider('n', key='n')\nst.text(n)\nwhile n == 1: pass").run()
    one.post(n=1)
    time.sleep(0.05)
    one.session.stop()
    one.settle(2)
    assert one.send(n=2).texts == ["2"]


def test_a_profiler_or_debugger_works_in_a_script(app: Any) -> None:
    source = """
import cProfile, sys, threading
if st.session_state.setdefault("runs", 0):
    profile = cProfile.Profile()
    profile.runcall(lambda: [str(number) for number in range(100)])
    sys.settrace(lambda *about: None)
    sum(map(len, map(str, range(100))))
    sys.settrace(None)
st.session_state.runs += 1
"""
    one = app(HEAD + source).run().run()
    one.session.rerun()
    one.session.stop()
    one.settle()
    runs = one.state["runs"]
    assert one.run().state["runs"] == runs + 1


def test_stopping_while_nothing_runs_does_nothing(app: Any) -> None:
    one = app(HEAD + "st.text('x')").run()
    one.session.stop()
    assert one.run().texts == ["x"]


@pytest.mark.parametrize("guard", ["Exception", "(ValueError, Exception)"])
def test_stop_and_rerun_pass_through_handlers(app: Any, guard: str) -> None:
    one = app(
        HEAD
        + f"""
def deep(n):
    if n:
        try: deep(n - 1)
        except {guard}: st.text("caught")
        return
    if "again" in st.session_state: st.stop()
    st.session_state.again = True
    st.rerun()
st.text("above")
with st.container():
    deep(20)
st.text("below")
"""
    ).run()
    assert one.texts == ["above"]
    assert not one.errors


DEEP = {
    "a bare except": "try: END\nexcept: pass\nst.text('never')",
    "a with block": "with st.container(), st.expander('x'):\n    st.text('a')\n    END",
    "a status": "with st.status('x'):\n    st.text('a')\n    END",
    "a spinner": "with st.spinner('x'): END",
    "a comprehension": "[st.text('a') if i < 1 else END for i in range(5)]",
    "a generator": "def numbers():\n    yield 1\n    END\nlist(numbers())",
    "a finally": "try: 1 / 0\nfinally: END",
    "cache_data": "@st.cache_data\ndef load(n): END\nload(st.session_state.n)",
    "cache_resource": "@st.cache_resource\ndef load(n): END\nload(st.session_state.n)",
    "a lambda": "(lambda: END)()",
}


# As in Streamlit, a bare `except` swallows a rerun, and no stop.
ENDS = [(place, end) for place in DEEP for end in ("st.stop()", "st.rerun()")]
ENDS.remove(("a bare except", "st.rerun()"))


@pytest.mark.parametrize(("place", "end"), ENDS)
def test_stop_and_rerun_at_any_depth(app: Any, place: str, end: str) -> None:
    ending = end if "stop" in end else "st.rerun() if st.session_state.n < 3 else st.stop()"
    one = app(
        HEAD
        + "st.session_state.n = st.session_state.get('n', 0) + 1\n"
        + DEEP[place].replace("END", f"({ending})")
        + "\nst.text('never')"
    ).run()
    assert one.texts in ([], ["a"])
    assert one.state["n"] == (1 if "stop" in end else 3)
    assert not one.errors


def test_st_stop_keeps_what_has_been_drawn_and_state_of_widgets_below(app: Any) -> None:
    one = app(
        HEAD
        + """
st.text("above")
if st.checkbox("stop", key="stop"): st.stop()
st.text(st.text_input("Name", key="name"))
"""
    ).run()
    one.send(name="Ada")
    assert one.send(stop=True).texts == ["above"]
    assert one.send(stop=False).texts == ["above", "Ada"]


def test_an_exception_keeps_what_has_been_drawn_and_state_of_widgets_below(app: Any) -> None:
    one = app(
        HEAD
        + """
st.text("above")
if st.checkbox("fail", key="fail"): 1 / 0
st.text(st.text_input("Name", key="name"))
"""
    ).run()
    one.send(name="Ada")
    assert one.send(fail=True).texts == ["above"]
    assert isinstance(one.errors[0], ZeroDivisionError)
    assert one.send(fail=False).texts == ["above", "Ada"]


def test_a_widget_that_a_full_run_did_not_call_loses_its_state(app: Any) -> None:
    one = app(
        HEAD
        + """
if not st.checkbox("hide", key="hide"): st.text(st.text_input("Name", key="name"))
"""
    ).run()
    one.send(name="Ada")
    one.send(hide=True)
    assert "name" not in one.state
    assert one.send(hide=False).texts == [""]


# Identity.


def test_two_equal_widgets_name_both_lines_and_the_cure(app: Any) -> None:
    one = app(HEAD + "st.button('Go')\n\nst.button('Go')").run()
    assert isinstance(one.errors[0], StreamlitDuplicateElementId)
    message = str(one.errors[0])
    assert "line 2" in message
    assert "line 4" in message
    assert "key=" in message


def test_a_key_used_twice_names_both_lines_and_the_cure(app: Any) -> None:
    one = app(HEAD + "st.button('Go', key='k')\nst.checkbox('Box', key='k')").run()
    assert isinstance(one.errors[0], StreamlitDuplicateElementKey)
    message = str(one.errors[0])
    assert "line 2" in message
    assert "line 3" in message
    assert "'k_2'" in message


def test_bounds_make_a_new_widget_and_labels_under_a_key_do_not(app: Any) -> None:
    one = app(
        HEAD
        + """
big = st.checkbox("big", key="big")
st.text(st.slider("x", 0, 100 if big else 10, 3, key="x"))
st.text(st.text_input(f"Name {big}", key="name"))
"""
    ).run()
    one.send(x=7)
    one.send(name="Ada")
    assert one.texts == ["7", "Ada"]
    assert one.send(big=True).texts == ["3", "Ada"]


def test_without_a_key_other_arguments_make_another_widget(app: Any) -> None:
    one = app(HEAD + "big = st.checkbox('big', key='big')\nst.text(st.text_input(f'Name {big}'))").run()
    (name,) = [node.input.widget_id for node in one.browser.nodes.values() if node.type == "text_input"]
    one.session.post(name, "Ada")
    assert one.settle().texts == ["Ada"]
    assert one.send(big=True).texts == [""]


# Threads.


def test_a_thread_of_the_script_draws_in_its_app(app: Any) -> None:
    one = app(
        HEAD
        + """
import threading
with st.container(key="box"):
    thread = st.add_script_run_ctx(threading.Thread(target=st.text, args=("from a thread",)))
    thread.start()
    thread.join()
"""
    ).run()
    assert one.texts == ["from a thread"]
    (box,) = [shown for shown in one.browser.walk() if shown.props.get("key") == "box"]
    assert box.children


def test_a_thread_draws_after_the_run_and_ends_with_the_next(app: Any, capsys: Any) -> None:
    one = app(
        HEAD
        + """
import threading, time
def tick():
    for i in range(2000):
        time.sleep(0.005)
        slot.text(i)
slot = st.empty()
if "started" not in st.session_state:
    st.session_state.started = True
    st.add_script_run_ctx(threading.Thread(target=tick, name="ticker")).start()
"""
    ).run()
    one.until(lambda: one.texts)
    assert one.browser.state == "idle"
    one.run()
    one.until(lambda: all(thread.name != "ticker" for thread in threading.enumerate()))
    assert "Traceback" not in capsys.readouterr().err


# Beginning anew, going on, ending.


def test_another_script_keeps_the_state(app: Any) -> None:
    one = app(HEAD + "st.session_state.kept = 1\nst.text(st.text_input('Name', key='name'))").run()
    one.send(name="Ada")
    one.session.replace(one.script(HEAD + "st.text('new')\nst.text(st.text_input('Name', key='name'))"))
    assert one.settle().texts == ["new", "Ada"]
    assert one.state["kept"] == 1


def test_another_script_stops_the_one_that_runs(app: Any) -> None:
    one = app(HEAD + "while True: pass")
    one.session.rerun()
    time.sleep(0.03)
    one.session.replace(one.script(HEAD + "st.text('new')"))
    assert one.settle(2).texts == ["new"]


def test_reset_forgets_state_and_shows_defaults(app: Any) -> None:
    one = app(
        HEAD + "st.session_state.setdefault('runs', 0)\nst.text(st.text_input('Name', 'Ada', key='name'))"
    ).run()
    one.state["runs"] = 5
    one.send(name="Grace")
    one.session.reset()
    one.settle()
    assert one.state["runs"] == 0
    assert one.texts == ["Ada"]
    assert list(one.browser.values.values()) == ["Ada"]


def test_reset_stops_what_runs(app: Any) -> None:
    one = app(
        HEAD + "if not st.session_state.get('fast'):\n    st.session_state.fast = 1\n    while True: pass"
    )
    one.session.rerun()
    time.sleep(0.03)
    one.session.reset()
    time.sleep(0.03)
    one.session.stop()
    one.settle(2)


@pytest.mark.parametrize("loop", ["", "while True: pass", "while True: st.text('x')"])
def test_close_leaves_nothing(app: Any, loop: str) -> None:
    one = app(HEAD + "st.text('x')\n" + loop, name="closing")
    one.session.rerun()
    time.sleep(0.02)
    one.session.close()
    one.until(lambda: all(thread.name != "streamkit-closing" for thread in threading.enumerate()))
    assert "streamapp_closing" not in sys.modules
    assert "<streamapp closing>" not in linecache.cache
    count = len(one.browser.patches)
    one.session.rerun()
    time.sleep(0.05)
    assert len(one.browser.patches) == count


def test_a_closed_session_can_be_collected(app: Any) -> None:
    from .conftest import App

    one = App(HEAD + "st.text('x')").run()
    one.session.close()
    one.settle()
    gone = weakref.ref(one.session)
    del one
    deadline = time.monotonic() + 5
    while gone() is not None and time.monotonic() < deadline:
        gc.collect()
        time.sleep(0.01)
    assert gone() is None
