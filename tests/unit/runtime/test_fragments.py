"""Fragments: what runs again, what is drawn anew, and what stays as it is."""

from __future__ import annotations

import time
from typing import Any

import pytest

from jupyter_streamkit.errors import FragmentHandledException, StreamlitInvalidLayoutContextError

COUNT = """
import streamlit as st

def count(name):
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return st.session_state[name]
"""


def test_an_input_runs_its_fragment_and_nothing_else(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def part():
    x = st.slider("x", key="x")
    st.text(f"in {count('in')} {x}")
st.text(f"out {count('out')}")
part()
st.slider("y", key="y")
"""
    ).run()
    assert one.texts == ["out 1", "in 1 0"]
    one.send(x=5)
    assert one.texts == ["out 1", "in 2 5"]
    assert one.state["x"] == 5
    one.send(y=1)
    assert one.texts == ["out 2", "in 3 5"]


def test_each_call_is_a_fragment_with_its_own_arguments(app: Any) -> None:
    one = app(
        COUNT
        + """
factor = count("runs") * 10
@st.fragment
def part(i):
    x = st.slider("x", key=f"x{i}")
    st.text(f"{i}: {count(f'n{i}')} {x * factor}")
for i in range(3):
    part(i)
st.button("all", key="all")
"""
    ).run()
    one.send(x1=2)
    assert one.texts == ["0: 1 0", "1: 2 20", "2: 1 0"]
    one.send(all=True)
    assert one.texts == ["0: 2 0", "1: 3 40", "2: 2 0"]
    one.send(x2=1)
    assert one.texts == ["0: 2 0", "1: 3 40", "2: 3 20"]


def test_two_fragments_that_changed_run_together(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def part(i):
    x = st.slider("x", key=f"x{i}")
    st.text(f"{i}: {count(f'n{i}')} {x}")
for i in range(3):
    part(i)
"""
    ).run()
    ids = {key: one.widget(key).input.widget_id for key in ("x0", "x2")}
    runs = one.session.runs
    one.session.post_together([(ids["x2"], [7], False), (ids["x0"], [8], False)])
    one.settle()
    assert one.texts == ["0: 2 8", "1: 1 0", "2: 2 7"]
    assert one.session.runs == runs + 1


def test_nested(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def inner(name):
    st.slider("i", key="i")
    st.text(f"inner {name} {count('inner')}")
@st.fragment
def outer():
    o = st.slider("o", key="o")
    st.text(f"outer {count('outer')}")
    inner(o)
outer()
st.text(f"script {count('script')}")
"""
    ).run()
    one.send(i=1)
    assert one.texts == ["outer 1", "inner 0 2", "script 1"]
    one.send(o=4)
    assert one.texts == ["outer 2", "inner 4 3", "script 1"]
    one.send(i=2)
    assert one.texts == ["outer 2", "inner 4 4", "script 1"]
    assert one.state["i"] == 2


@pytest.mark.parametrize(
    "place",
    [
        "st.sidebar",
        "st.container()",
        "st.columns(2)[1]",
        "st.tabs(['a', 'b'])[1]",
        "st.expander('a')",
        "st.empty()",
    ],
)
def test_in_a_container(app: Any, place: str) -> None:
    one = app(
        COUNT
        + f"""
@st.fragment
def part():
    x = st.slider("x", key="x")
    st.text(f"in {{x}}")
with {place}:
    part()
st.text(f"out {{count('out')}}")
"""
    ).run()
    one.send(x=3)
    assert sorted(one.texts) == ["in 3", "out 1"]


def test_what_is_drawn_outside_comes_together_until_the_script_runs(app: Any) -> None:
    one = app(
        COUNT
        + """
outside = st.container()
slot = st.empty()
@st.fragment
def part():
    st.slider("x", key="x")
    n = count("n")
    outside.text(f"outside {n}")
    slot.text(f"slot {n}")
    st.sidebar.text(f"sidebar {n}")
part()
st.button("all", key="all")
"""
    ).run()
    one.send(x=1)
    one.send(x=2)
    assert one.texts == [
        "outside 1",
        "outside 2",
        "outside 3",
        "slot 3",
        "sidebar 1",
        "sidebar 2",
        "sidebar 3",
    ]
    one.send(all=True)
    assert one.texts == ["outside 4", "slot 4", "sidebar 4"]


@pytest.mark.parametrize("place", ["outside", "st.sidebar"])
def test_an_input_cannot_stand_outside(app: Any, place: str) -> None:
    one = app(f"""
import streamlit as st
outside = st.container()
@st.fragment
def part():
    {place}.slider("x", key="x")
part()
""").run()
    assert [type(error) for error in one.errors] == [StreamlitInvalidLayoutContextError]
    assert "container from outside" in str(one.errors[0])


def test_what_it_returns_counts_in_runs_of_the_script(app: Any) -> None:
    one = app("""
import streamlit as st
@st.fragment
def part():
    return st.slider("x", key="x")
st.text(part())
""").run()
    one.send(x=5)
    assert one.texts == ["0"]
    assert one.run().texts == ["5"]


def test_state_of_its_inputs_is_kept_by_the_rules_of_a_run(app: Any) -> None:
    one = app("""
import streamlit as st
@st.fragment
def part():
    if st.checkbox("show", True, key="show"):
        st.slider("x", key="x")
part()
st.slider("y", key="y")
""").run()
    one.send(x=5, y=6)
    one.send(show=False)
    assert "x" not in one.state
    assert one.state["y"] == 6
    one.send(show=True)
    assert one.state["x"] == 0


def test_a_callback_comes_before_the_run_of_the_fragment(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def part():
    st.button("b", key="b", on_click=lambda: st.session_state.update(said="yes"))
    st.text(st.session_state.get("said"))
part()
st.text(st.session_state.get("said"))
"""
    ).run()
    one.send(b=True)
    assert one.texts == ["yes", "None"]


def test_rerun_of_the_app_and_of_the_fragment(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def part():
    if st.button("app", key="app"):
        st.rerun()
    if st.button("part", key="part"):
        st.rerun(scope="fragment")
    st.text(f"in {count('in')}")
part()
st.text(f"out {count('out')}")
"""
    ).run()
    one.send(part=True)
    assert one.texts == ["in 2", "out 1"]
    one.send(app=True)
    assert one.texts == ["in 3", "out 2"]
    assert not one.errors


@pytest.mark.parametrize("where", ["st.rerun(scope='fragment')", "part()"])
def test_rerun_of_a_fragment_has_to_come_from_one_that_runs_alone(app: Any, where: str) -> None:
    one = app(f"""
import streamlit as st
@st.fragment
def part():
    st.rerun(scope="fragment")
{where}
""").run()
    assert [type(error) for error in one.errors] == [StreamlitInvalidLayoutContextError]


def test_callbacks_rerun_fragments_by_key(app: Any) -> None:
    one = app(
        COUNT
        + """
def part(i):
    @st.fragment(key=i)
    def draw():
        st.text(f"{i} {count(i)}")
    draw()
part("a"), part("b"), part("c")
st.text(f"out {count('out')}")
st.button("one", key="one", on_click=st.rerun, args=("a",))
st.button("two", key="two", on_click=st.rerun, args=(["a", "b"],))
st.button("none", key="none", on_click=st.rerun, args=("z",))
"""
    ).run()
    one.send(one=True)
    assert one.texts == ["a 2", "b 1", "c 1", "out 1"]
    one.send(two=True)
    assert one.texts == ["a 3", "b 2", "c 1", "out 1"]
    assert not one.errors
    one.send(none=True)
    assert "no fragment with the key 'z'" in str(one.errors[0])


def test_callbacks_in_a_fragment_may_ask_for_more_or_for_the_same(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def part():
    st.button("app", key="app", on_click=st.rerun)
    st.button("part", key="part", on_click=lambda: st.rerun(scope="fragment"))
    st.text(f"in {count('in')}")
part()
st.text(f"out {count('out')}")
"""
    ).run()
    one.send(part=True)
    assert one.texts == ["in 2", "out 1"]
    one.send(app=True)
    assert one.texts == ["in 3", "out 2"]


def test_a_run_by_itself_does_not_cut_the_last_one_short(app: Any) -> None:
    one = app(
        COUNT
        + """
import time
@st.fragment(run_every=0.01)
def part():
    for _ in range(5):
        time.sleep(0.01)
        st.empty()
    st.text(count("ended"))
part()
"""
    )
    one.session.rerun()
    one.until(lambda: one.state.get("ended", 0) >= 4)


def test_the_next_run_has_the_next_arguments(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def part(n):
    st.slider("x", key="x")
    st.text(f"called with {n}")
part(count("out"))
"""
    ).run()
    one.run().send(x=1)
    assert one.texts == ["called with 2"]


def test_an_exception_ends_the_fragment_and_in_a_full_run_the_script(app: Any) -> None:
    one = app("""
import streamlit as st
@st.fragment
def part(i):
    x = st.slider("x", key=f"x{i}")
    st.text(f"in {i}")
    1 / (5 - x)
part(1)
part(2)
st.text("after")
""").run()
    one.send(x1=5)
    assert one.texts == ["in 1", "in 2", "after"]
    assert [type(error) for error in one.errors] == [ZeroDivisionError]
    one.send(x2=1)
    assert one.texts == ["in 1", "in 2", "after"]
    one.errors.clear()
    assert one.run().texts == ["in 1"]
    assert [type(error) for error in one.errors] == [ZeroDivisionError]


def test_a_script_may_catch_what_ended_a_fragment(app: Any) -> None:
    one = app("""
import streamlit as st
from streamlit.errors import FragmentHandledException
@st.fragment
def part():
    1 / 0
try:
    part()
except FragmentHandledException as error:
    st.text(repr(error.args[0]))
""").run()
    assert one.texts == ["ZeroDivisionError('division by zero')"]
    assert not any(isinstance(error, FragmentHandledException) for error in one.errors)


def test_an_event_of_a_fragment_lets_the_script_end(app: Any) -> None:
    one = app(
        COUNT
        + """
import time
@st.fragment
def part():
    x = st.slider("x", key="x")
    st.text(f"in {count('in')} {x}")
part()
n = count("out")
for _ in range(10 if n > 1 else 0):
    time.sleep(0.02)
    st.empty()
st.text(f"out {n} {count('ends')}")
st.button("all", key="all")
"""
    ).run()
    one.post(all=True)
    one.until(lambda: one.state.get("out") == 2)
    one.post(x=4)
    one.settle()
    assert one.texts == ["in 3 4", "out 2 2"]


def test_its_own_event_cuts_a_slow_fragment_short(app: Any) -> None:
    one = app(
        COUNT
        + """
import time
@st.fragment
def part():
    x = st.slider("x", key="x")
    count("begun")
    for _ in range(100 if x == 1 else 0):
        time.sleep(0.02)
        st.empty()
    st.text(f"{x} {count('ended')}")
part()
"""
    ).run()
    one.post(x=1)
    one.until(lambda: one.state.get("begun") == 2)
    one.send(x=2)
    assert one.texts == ["2 2"]
    assert one.state["begun"] == 3


def test_a_full_run_replaces_a_fragment_that_waits(app: Any) -> None:
    one = app(
        COUNT
        + """
import time
@st.fragment
def part():
    st.slider("x", key="x")
    st.text(f"in {count('in')}")
part()
if count("out") == 2:
    time.sleep(0.2)
st.button("all", key="all")
"""
    ).run()
    one.post(all=True)
    one.until(lambda: one.state.get("out") == 2)
    one.post(x=3)
    one.session.rerun()
    one.settle()
    assert one.texts == ["in 3"]
    assert one.state["x"] == 3


def test_runs_by_itself_stop_with_their_argument_and_with_the_page(app: Any) -> None:
    one = app(
        COUNT
        + """
every = 0.02 if st.checkbox("on", True, key="on") else None
@st.fragment(run_every=every)
def part():
    st.text(f"in {count('in')}")
if st.checkbox("show", True, key="show"):
    part()
st.text(f"out {count('out')}")
"""
    ).run()
    one.until(lambda: one.state.get("in") >= 4)
    assert one.texts[-1] == "out 1"
    for off in ("on", "show"):
        one.send(**{off: False})
        stopped = one.state["in"]
        time.sleep(0.1)
        assert one.state["in"] == stopped
        one.send(**{off: True})
        one.until(lambda stopped=stopped: one.state["in"] > stopped + 2)
    one.session.close()
    stopped = one.state["in"]
    time.sleep(0.1)
    assert one.state["in"] == stopped


@pytest.mark.parametrize(
    ("every", "seconds"), [("'2s'", 2), ("timedelta(seconds=1)", 1), ("1.5", 1.5), ("'1h'", 3600)]
)
def test_intervals(app: Any, every: str, seconds: float) -> None:
    one = app(f"""
from datetime import timedelta
import streamlit as st
@st.fragment(run_every={every})
def part():
    st.slider("x", key="x")
part()
""").run()
    assert one.state.fragment(one.widget("x").input.widget_id).every == seconds


@pytest.mark.parametrize("arguments", ["run_every='soon'", "run_every=[1]", "key='app'", "key=''", "key=1.5"])
def test_arguments_that_are_not_accepted(app: Any, arguments: str) -> None:
    one = app(f"import streamlit as st\n@st.fragment({arguments})\ndef part(): ...\n").run()
    assert len(one.errors) == 1


def test_a_key_belongs_to_one_function(app: Any) -> None:
    one = app("""
import streamlit as st
@st.fragment(key="a")
def part(): st.text("a")
@st.fragment(key="a")
def other(): st.text("b")
part(), part(), st.slider("x", key="a"), other()
""").run()
    assert one.texts == ["a", "a"]
    assert "'a'" in str(one.errors[0])


def test_an_event_for_a_fragment_that_has_gone_runs_the_script(app: Any) -> None:
    one = app(
        COUNT
        + """
@st.fragment
def part():
    st.slider("x", key="x")
if count("out") == 1:
    part()
st.text(count("n"))
"""
    ).run()
    id = one.widget("x").input.widget_id
    one.run()
    one.session.post(id, [5])
    one.settle()
    assert one.texts == ["3"]


def test_it_works_without_an_app() -> None:
    import jupyter_streamkit as st

    assert st.fragment(lambda x: x + 1)(2) == 3


def quickest(app: Any, elements: int) -> float:
    """Seconds of the quickest of many runs of a fragment on a page of so many elements."""
    one = app(f"""
import streamlit as st
for i in range({elements}):
    st.checkbox(f"{{i}}")
@st.fragment
def part():
    x = st.slider("x", key="x")
    for i in range(9):
        st.text(f"{{i}} {{x}}")
part()
""").run(60)
    one.session.frontend = Silent()
    id = one.widget("x").input.widget_id
    times = []
    for value in range(1, 60):
        begun = time.perf_counter()
        one.session.post(id, [value])
        one.settle()
        times.append(time.perf_counter() - begun)
    return min(times)


class Silent:
    """A front end that takes no time: the tester's looks at the whole page."""

    def show(self, page: Any, patch: Any, state: Any) -> None: ...


def test_its_run_costs_the_same_on_every_page(app: Any) -> None:
    assert quickest(app, 2000) < 3 * quickest(app, 10)
