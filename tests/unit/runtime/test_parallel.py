"""Fragments with `parallel=True`: threads beside the script and beside each other."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from jupyter_streamkit.errors import StreamlitDuplicateElementId, StreamlitInvalidLayoutContextError

HEAD = """
import threading, time
import streamlit as st

def count(name):
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return st.session_state[name]
"""


def test_the_script_goes_on_and_waits_at_its_end(app: Any) -> None:
    one = app(
        HEAD
        + """
begun, go = threading.Event(), threading.Event()
@st.fragment(parallel=True)
def part(name):
    begun.set()
    assert go.wait(10)
    st.text(name)
    return 5
st.session_state.results = [part("a"), part("b")]
assert begun.wait(10)
st.text("script")
go.set()
"""
    ).run()
    assert one.texts == ["a", "b", "script"]
    assert one.state["results"] == [None, None]
    assert not one.errors


def test_parallel_fragments_run_beside_each_other_and_do_not_mix(app: Any) -> None:
    one = app(
        HEAD
        + """
together = threading.Barrier(4)
@st.fragment(parallel=True)
def part(name):
    with st.container():
        for i in range(50):
            if i % 10 == 0: together.wait(10)
            st.text(f"{name}{i}")
for name in "abcd":
    with st.container(): part(name)
"""
    ).run()
    assert one.texts == [f"{name}{i}" for name in "abcd" for i in range(50)]


def test_an_exception_stays_in_its_area(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment(parallel=True)
def part(i):
    st.text(f"before {i}")
    if i == 1: 1 / 0
    st.text(i)
part(1)
part(2)
st.text("end")
"""
    ).run()
    assert one.texts == ["before 1", "before 2", "2", "end"]
    assert [type(error) for error in one.errors] == [ZeroDivisionError]
    assert one.browser.state == "idle"


def test_stop_in_one_ends_the_script(app: Any) -> None:
    one = app(
        HEAD
        + """
stopped = threading.Event()
@st.fragment(parallel=True)
def part():
    st.text("part")
    try: st.stop()
    finally: stopped.set()
part()
assert stopped.wait(10)
st.text("end")
"""
    ).run()
    assert one.texts == ["part"]


def test_rerun_in_one_runs_the_script_again(app: Any) -> None:
    one = app(
        HEAD
        + """
n = count("n")
@st.fragment(parallel=True)
def part():
    if n < 3: st.rerun()
    st.text("part")
part()
st.text(n)
"""
    ).run()
    assert one.texts == ["part", "3"]


def test_one_with_inputs_runs_by_itself(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment(parallel=True)
def part(name):
    x = st.slider("x", key=name)
    pressed = st.button("b", key=f"{name}b", on_click=count, args=("called",))
    st.text(f"{name} {x} {pressed} {count(f'n{name}')}")
part("a")
part("b")
st.text(f"script {count('script')}")
"""
    ).run()
    assert one.texts == ["a 0 False 1", "b 0 False 1", "script 1"]
    one.send(a=4)
    assert one.texts == ["a 4 False 2", "b 0 False 1", "script 1"]
    one.send(bb=True)
    assert one.texts == ["a 4 False 2", "b 0 True 2", "script 1"]
    assert one.state["called"] == 1
    assert one.state["bb"] is False
    one.run()
    assert one.texts == ["a 4 False 3", "b 0 False 3", "script 2"]
    assert one.browser.state == "idle"


def test_a_slow_one_holds_up_nobody(app: Any) -> None:
    gate = threading.Event()
    one = app(
        HEAD
        + """
@st.fragment(parallel=True)
def part(name):
    x = st.slider("x", key=name)
    st.text(f"{name} {x}")
    if (name, x) == ("slow", 1):
        st.session_state.gate.wait(10)
        st.text("slow end")
@st.fragment
def plain():
    st.text(f"plain {st.slider('x', key='plain')}")
part("slow")
part("quick")
plain()
"""
    )
    one.state["gate"] = gate
    one.run()
    one.post(slow=1)
    one.until(lambda: one.texts[0] == "slow 1")
    for x in range(1, 4):
        one.post(quick=x, plain=x)
        one.until(lambda: one.texts == ["slow 1", f"quick {x}", f"plain {x}"])  # noqa: B023
    assert one.browser.state == "running"
    assert one.session.running
    gate.set()
    one.settle()
    assert one.texts == ["slow 1", "slow end", "quick 3", "plain 3"]
    assert one.browser.state == "idle"


def test_two_that_repeat_do_so_beside_each_other(app: Any) -> None:
    gate = threading.Event()
    one = app(
        HEAD
        + """
@st.fragment(parallel=True, run_every=0.01)
def quick(): st.text(f"quick {count('quick')}")
@st.fragment(parallel=True, run_every=0.01)
def slow():
    st.text(f"slow {count('slow')}")
    if st.session_state.slow == 2: st.session_state.gate.wait(10)
quick()
slow()
"""
    )
    one.state["gate"] = gate
    one.session.rerun()
    one.until(lambda: one.state.get("slow") == 2)
    before = one.state["quick"]
    one.until(lambda: one.state["quick"] > before + 5)
    assert one.state["slow"] == 2
    gate.set()
    one.until(lambda: one.state["slow"] > 3)


def test_an_event_of_its_own_begins_it_anew(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment(parallel=True)
def part():
    x = st.slider("x", key="x")
    st.text(x)
    while x == 1:
        time.sleep(0.001)
        st.text("working")
part()
"""
    ).run()
    for _ in range(5):
        one.post(x=1)
        one.until(lambda: "working" in one.texts)
        assert one.send(x=2).texts == ["2"]
    assert not one.errors


def test_a_press_that_it_has_not_met_is_met_when_it_begins_anew(app: Any) -> None:
    gate = threading.Event()
    one = app(
        HEAD
        + """
state = st.session_state
@st.fragment(parallel=True)
def part():
    st.slider("x", key="x")
    if state.get("wait"): state.gate.wait(10)
    if st.button("b", key="b", on_click=count, args=("called",)): count("met")
    count("ends")
part()
"""
    )
    one.state["gate"] = gate
    one.run()
    one.state["wait"] = True
    one.post(b=True)
    one.until(lambda: one.state.get("called"))
    one.post(x=3)
    gate.set()
    one.settle()
    assert (one.state["called"], one.state["met"], one.state["x"]) == (1, 1, 3)


def test_a_full_run_replaces_those_that_run(app: Any) -> None:
    gate = threading.Event()
    one = app(
        HEAD
        + """
run = count("runs")
@st.fragment(parallel=True)
def part():
    x = st.slider("x", key="x")
    st.text(f"part of run {run} {x}")
    if (run, x) == (1, 1):
        st.session_state.gate.wait(10)
        st.text("never")
        st.session_state.never = True
part()
"""
    )
    one.state["gate"] = gate
    one.run()
    one.post(x=1)
    one.until(lambda: one.texts == ["part of run 1 1"])
    assert one.run().texts == ["part of run 2 1"]
    gate.set()
    one.until(lambda: not [each for each in threading.enumerate() if each.name.endswith("-parallel")])
    assert one.texts == ["part of run 2 1"]
    assert "never" not in one.state


@pytest.mark.parametrize(
    "loop", ["while True: pass", "while True: st.text('x')", "while True: time.sleep(0.01)"]
)
@pytest.mark.parametrize("alone", [True, False])
def test_a_stop_ends_them(app: Any, loop: str, alone: bool) -> None:
    one = app(
        HEAD
        + f"""
@st.fragment(parallel=True)
def part():
    if st.checkbox("on", {not alone}, key="on"):
        st.text("on")
        {loop}
part()
"""
    )
    one.session.rerun()
    if alone:
        one.settle()
        one.post(on=True)
    one.until(lambda: "on" in one.texts)
    one.session.stop()
    one.settle(5)
    assert one.browser.state == "idle"
    assert not one.errors


def test_an_event_interrupts_a_script_that_waits_for_them(app: Any) -> None:
    one = app(
        HEAD
        + """
x = st.slider("x", key="x")
@st.fragment(parallel=True)
def part():
    st.text(x)
    if x == 1: threading.Event().wait(1)
part()
"""
    ).run()
    one.post(x=1)
    one.until(lambda: one.texts == ["1"])
    before = time.monotonic()
    assert one.send(x=2).texts == ["2"]
    assert time.monotonic() - before < 0.9


@pytest.mark.parametrize("place", ["outside", "st.sidebar"])
def test_it_draws_in_its_own_area_only(app: Any, place: str) -> None:
    one = app(
        HEAD
        + f"""
outside = st.container()
@st.fragment(parallel=True)
def part():
    {place}.text("x")
part()
st.text("end")
"""
    ).run()
    assert [type(error) for error in one.errors] == [StreamlitInvalidLayoutContextError]
    assert "parallel=True" in str(one.errors[0])
    assert one.texts == ["end"]


def test_dialogs_open_from_its_inputs_only(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.dialog("Title")
def ask(): st.text("dialog")
@st.fragment(parallel=True)
def part():
    st.toast("toast")
    if st.button("open", key="open") or "now" in st.session_state: ask()
part()
"""
    ).run()
    assert one.send(open=True).texts == ["dialog"]
    assert not one.errors
    one.state["now"] = True
    one.run()
    assert [type(error) for error in one.errors] == [StreamlitInvalidLayoutContextError]


def test_equal_inputs_are_told_apart(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment(parallel=True)
def part(): st.button("x")
part()
part()
"""
    ).run()
    errors = [type(error) for error in one.errors]
    assert errors in ([], [StreamlitDuplicateElementId])


def test_coroutines_run_in_parallel_too(app: Any) -> None:
    one = app(
        HEAD
        + """
import asyncio
@st.fragment(parallel=True)
async def part(name):
    x = st.slider("x", key=name)
    await asyncio.sleep(0.001)
    st.text(f"{name} {x}")
    if x == 1: await asyncio.sleep(30)
part("a")
part("b")
"""
    ).run()
    assert one.texts == ["a 0", "b 0"]
    one.post(a=1)
    one.until(lambda: one.texts == ["a 1", "b 0"])
    assert one.send(a=2).texts == ["a 2", "b 0"]
    one.post(a=1)
    one.until(lambda: one.texts == ["a 1", "b 0"])
    one.session.stop()
    one.settle(5)


def test_nested(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment(parallel=True)
def inner():
    st.text(f"inner {st.slider('i', key='i')} {count('inner')}")
@st.fragment(parallel=True)
def outer():
    inner()
    st.text(f"outer {st.slider('o', key='o')} {count('outer')}")
outer()
"""
    ).run()
    assert one.texts == ["inner 0 1", "outer 0 1"]
    assert one.send(i=2).texts == ["inner 2 2", "outer 0 1"]
    assert one.send(o=3).texts == ["inner 2 3", "outer 3 2"]


def test_many_events_on_many_at_once(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment(parallel=True)
def part(i):
    x = st.slider("x", 0, 1000, key=f"x{i}")
    time.sleep(0.001)
    if st.button("b", key=f"b{i}", on_click=count, args=(f"called{i}",)): count(f"met{i}")
    st.text(f"{i} {x}")
for i in range(4): part(i)
"""
    ).run()

    def work(i: int) -> None:
        for n in range(1, 41):
            one.post(**{f"x{i}": n})
            if n % 4 == 0:
                one.post(**{f"b{i}": True})
            time.sleep(0.002)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    one.settle(30)
    assert one.texts == [f"{i} 40" for i in range(4)]
    assert [one.state[f"called{i}"] for i in range(4)] == [10] * 4
    assert [one.state[f"met{i}"] for i in range(4)] == [10] * 4
    assert not one.errors
