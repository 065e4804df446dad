"""Coroutines: top-level `await`, async callbacks, async fragments, and what ends them."""

from __future__ import annotations

import asyncio
import gc
import textwrap
import threading
import time
from typing import Any

import pytest

HEAD = "import asyncio, time\nimport streamlit as st\n"


def test_a_script_awaits(app: Any) -> None:
    one = app(
        HEAD
        + """
async def numbers():
    for i in range(3):
        await asyncio.sleep(0)
        yield i
class Place:
    async def __aenter__(self): st.text("enter")
    async def __aexit__(self, *error): st.text("exit")
await asyncio.sleep(0)
async for i in numbers(): st.text(i)
async with Place(): st.text("inside")
st.text([i async for i in numbers()])
"""
    ).run()
    assert one.texts == ["0", "1", "2", "enter", "inside", "exit", "[0, 1, 2]"]
    assert one.browser.state == "idle"


def test_an_exception_of_a_script_that_awaits_is_shown(app: Any) -> None:
    one = app(HEAD + "st.text('above')\nawait asyncio.sleep(0)\n1 / 0").run()
    assert one.texts == ["above"]
    assert [type(error) for error in one.errors] == [ZeroDivisionError]


def test_tasks_draw_where_they_were_started(app: Any) -> None:
    one = app(
        HEAD
        + """
async def work(name, delay):
    for i in range(2):
        await asyncio.sleep(delay)
        st.text(f"{name}{i}")
left, right = st.columns(2)
with left: a = asyncio.create_task(work("a", 0.003))
with right: b = asyncio.create_task(work("b", 0.002))
with st.container():
    await asyncio.gather(work("c", 0.001), work("d", 0.004))
    await a
    await b
"""
    ).run()
    assert one.texts[:4] == ["a0", "a1", "b0", "b1"]
    assert sorted(one.texts[4:]) == ["c0", "c1", "d0", "d1"]


def test_a_run_lasts_until_its_tasks_have_ended(app: Any) -> None:
    one = app(
        HEAD
        + """
async def later():
    await asyncio.sleep(0.02)
    st.text("later")
    1 / 0
asyncio.create_task(later())
await asyncio.sleep(0)
st.text("last line")
"""
    ).run()
    assert one.texts == ["last line", "later"]
    assert [type(error) for error in one.errors] == [ZeroDivisionError]


@pytest.mark.parametrize(
    "wait",
    [
        "await asyncio.sleep(30)",
        "await asyncio.gather(asyncio.sleep(30), asyncio.sleep(30))",
        "asyncio.create_task(asyncio.sleep(30))\nawait asyncio.sleep(0)",
        "async def main():\n    st.text('in')\n    await asyncio.sleep(30)\nasyncio.run(main())",
        "try:\n    await asyncio.sleep(30)\nexcept Exception:\n    st.text('caught')",
    ],
)
@pytest.mark.parametrize("end", ["event", "stop", "replace"])
def test_what_awaits_ends_at_once(app: Any, wait: str, end: str) -> None:
    head = "x = st.slider('x', key='x')\nst.text(x)\nif x == 1:\n"
    one = app(HEAD + head + textwrap.indent(wait, "    ")).run()
    one.post(x=1)
    one.until(lambda: "1" in one.texts)
    before = time.monotonic()
    if end == "event":
        assert one.send(x=2).texts == ["2"]
    elif end == "stop":
        one.session.stop()
        assert one.settle().texts[0] == "1"
    else:
        one.session.replace(one.script("import streamlit as st\nst.text('new')"))
        assert one.settle().texts == ["new"]
    assert time.monotonic() - before < 5
    assert not one.errors
    assert one.browser.state == "idle"


def test_what_awaits_may_put_things_right_when_it_is_interrupted(app: Any) -> None:
    one = app(
        HEAD
        + """
x = st.slider('x', key='x')
st.text(x)
if x == 1:
    try:
        await asyncio.sleep(30)
    finally:
        await asyncio.sleep(0)
        st.session_state.closed = True
"""
    ).run()
    one.post(x=1)
    one.until(lambda: "1" in one.texts)
    one.send(x=2)
    assert one.state["closed"]


def test_a_coroutine_that_computes_can_be_stopped(app: Any) -> None:
    one = app(HEAD + "st.text('first')\nawait asyncio.sleep(0)\nwhile True: pass")
    for _ in range(3):
        one.session.rerun()
        one.until(lambda: one.texts == ["first"])
        one.session.stop()
        one.settle(5)
    one.session.replace(one.script(HEAD + "await asyncio.sleep(0.001)\nst.text('new')"))
    assert one.settle().texts == ["new"]


@pytest.mark.parametrize(
    "where", ["st.stop()", "await asyncio.create_task(deep())", "asyncio.create_task(deep())"]
)
def test_stop_ends_the_run_at_any_depth(app: Any, where: str) -> None:
    one = app(
        HEAD
        + f"""
async def deep():
    try: st.stop()
    except Exception: st.text("caught")
st.text("above")
with st.container():
    {where}
    await asyncio.sleep(30)
st.text("below")
"""
    ).run()
    assert one.texts == ["above"]
    assert not one.errors


def test_tasks_in_which_a_run_was_ended_are_no_news(app: Any, caplog: pytest.LogCaptureFixture) -> None:
    """When Python collects them, it says of others that their exceptions were never looked at."""
    end = "async def end(): st.stop()\n"
    app(HEAD + end + "asyncio.create_task(end())\nawait asyncio.sleep(30)").run()
    fail = "async def fail(): 1 / 0\n"
    app(HEAD + fail + "asyncio.create_task(fail())\nawait asyncio.sleep(0.01)\nst.stop()").run()
    gc.collect()
    told = [record for record in caplog.records if record.name == "asyncio"]
    assert [type(record.exc_info[1]) for record in told if record.exc_info] == [ZeroDivisionError]


def test_rerun_in_a_task_runs_again(app: Any) -> None:
    one = app(
        HEAD
        + """
st.session_state.runs = st.session_state.get("runs", 0) + 1
async def again():
    await asyncio.sleep(0)
    st.rerun()
if st.session_state.runs < 3:
    await asyncio.gather(again(), asyncio.sleep(30))
st.text(st.session_state.runs)
"""
    ).run()
    assert one.texts == ["3"]


def test_asyncio_run_works_in_a_plain_script(app: Any) -> None:
    one = app(
        HEAD
        + """
async def main():
    await asyncio.sleep(0)
    st.text("drawn")
    return 5
with st.container(key="box"):
    st.text(asyncio.run(main()))
"""
    ).run()
    assert one.texts == ["drawn", "5"]
    (box,) = [shown for shown in one.browser.walk() if shown.props.get("key") == "box"]
    assert len(box.children) == 2


def test_one_loop_a_session_in_its_thread(app: Any) -> None:
    one = (
        app(
            HEAD
            + """
import threading
seen = st.session_state.setdefault("seen", [])
await asyncio.sleep(0)
seen.append((asyncio.get_running_loop(), threading.get_ident()))
"""
        )
        .run()
        .run()
    )
    (first, thread), (second, _) = one.state["seen"]
    assert first is second
    assert thread != threading.get_ident()
    one.session.close()
    one.until(first.is_closed)


def test_a_plain_script_makes_no_loop(app: Any) -> None:
    one = app(HEAD + "st.text('x')").run()
    assert one.session.loop._loop is None
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()


# Callbacks.


def test_an_async_callback_runs_before_the_script(app: Any) -> None:
    one = app(
        HEAD
        + """
async def pressed(word):
    await asyncio.sleep(0.001)
    st.session_state.said = word
st.button("Go", key="go", on_click=pressed, args=("hello",))
async def changed():
    await asyncio.sleep(0.001)
    st.session_state.name = st.session_state.name.upper()
st.text_input("Name", key="name", on_change=changed)
st.text(st.session_state.get("said"))
"""
    ).run()
    assert one.send(go=True).texts == ["hello"]
    assert one.send(name="ada").state["name"] == "ADA"


def test_an_exception_in_an_async_callback_is_shown_instead_of_the_script(app: Any) -> None:
    one = app(
        HEAD
        + """
async def pressed():
    await asyncio.sleep(0)
    1 / 0
st.button("Go", key="go", on_click=pressed)
st.text("script")
"""
    ).run()
    assert one.send(go=True).texts == []
    assert [type(error) for error in one.errors] == [ZeroDivisionError]


def test_an_event_lets_an_async_callback_end(app: Any) -> None:
    one = app(
        HEAD
        + """
async def pressed():
    st.session_state.began = True
    await asyncio.sleep(0.05)
    st.session_state.n = st.session_state.get("n", 0) + 1
st.button("Go", key="go", on_click=pressed)
st.slider("x", key="x")
"""
    ).run()
    one.post(go=True)
    one.until(lambda: "began" in one.state)
    one.send(x=3)
    assert (one.state["n"], one.state["x"]) == (1, 3)


@pytest.mark.parametrize("what", ["st.rerun()", "st.stop()"])
def test_rerun_and_stop_in_an_async_callback(app: Any, what: str) -> None:
    one = app(
        HEAD
        + f"""
async def pressed():
    await asyncio.sleep(0)
    {what}
st.button("Go", key="go", on_click=pressed)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text("script")
"""
    ).run()
    one.send(go=True)
    assert one.texts == (["script"] if "rerun" in what else [])
    assert one.state["runs"] == (2 if "rerun" in what else 1)
    assert not one.errors


# Fragments and dialogs.


PART = """
@st.fragment
async def part(name="x"):
    x = st.slider(name, key=name)
    await asyncio.sleep(0.001)
    st.session_state[f"n{name}"] = st.session_state.get(f"n{name}", 0) + 1
    st.text(f"{name} {x} {st.session_state[f'n{name}']}")
    return x
"""


@pytest.mark.parametrize(
    ("call", "last"),
    [
        ("part()", "end"),
        ("st.session_state.got = await part()", "end"),
        ("st.session_state.got = asyncio.run(part())", "end"),
        ("async def main(): st.session_state.got = await part()\nasyncio.run(main())", "end"),
        ("part()\nawait asyncio.sleep(0)", "end"),
    ],
)
def test_an_async_fragment_runs_by_itself(app: Any, call: str, last: str) -> None:
    one = app(HEAD + PART + call + "\nst.text('end')").run()
    assert one.texts == ["x 0 1", last]
    assert one.state.get("got", 0) == 0
    assert one.send(x=4).texts == ["x 4 2", last]
    assert not one.errors


def test_async_fragments_beside_each_other_keep_to_their_areas(app: Any) -> None:
    one = app(HEAD + PART + "await asyncio.gather(*[part(name) for name in 'abc'])").run()
    assert one.texts == ["a 0 1", "b 0 1", "c 0 1"]
    assert one.send(b=2).texts == ["a 0 1", "b 2 2", "c 0 1"]


def test_an_exception_in_an_async_fragment_stays_in_its_area(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment
async def part():
    if st.checkbox("fail", key="fail"):
        await asyncio.sleep(0)
        1 / 0
    st.text("in")
part()
st.text("out")
"""
    ).run()
    assert one.send(fail=True).texts == ["out"]
    assert [type(error) for error in one.errors] == [ZeroDivisionError]
    assert one.send(fail=False).texts == ["in", "out"]


@pytest.mark.parametrize("what", ["st.rerun()", "st.rerun(scope='fragment')", "st.stop()"])
def test_flow_in_an_async_fragment(app: Any, what: str) -> None:
    one = app(
        HEAD
        + f"""
state = st.session_state
state.out = state.get("out", 0) + 1
@st.fragment
async def part():
    state.inside = state.get("inside", 0) + 1
    pressed = st.button("Go", key="go")
    await asyncio.sleep(0)
    if pressed:
        {what}
    st.text("in")
part()
"""
    ).run()
    one.send(go=True)
    assert (one.state["out"], one.state["inside"], one.texts) == {
        "st.rerun()": (2, 3, ["in"]),
        "st.rerun(scope='fragment')": (1, 3, ["in"]),
        "st.stop()": (1, 2, []),
    }[what]


def test_an_event_of_its_own_interrupts_an_async_fragment(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.fragment
async def part():
    x = st.slider("x", key="x")
    st.text(x)
    if x == 1: await asyncio.sleep(30)
part()
"""
    ).run()
    one.post(x=1)
    one.until(lambda: one.texts == ["1"])
    assert one.send(x=2).texts == ["2"]


def test_an_async_dialog(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.dialog("Name")
async def ask():
    name = st.text_input("Name", key="name")
    await asyncio.sleep(0)
    st.text(f"hello {name}")
    if name == "done": st.rerun()
if st.button("Ask", key="ask"): ask()
"""
    ).run()
    assert one.send(ask=True).texts == ["hello"]
    assert one.send(name="Ada").texts == ["hello Ada"]
    assert one.send(name="done").texts == []


def test_cached_coroutines_record_what_they_draw_and_nothing_else(app: Any) -> None:
    one = app(
        HEAD
        + """
@st.cache_data
async def load(n):
    await asyncio.sleep(0.01)
    st.text(f"loaded {n}")
    await asyncio.sleep(0.01)
    return n
async def other():
    for _ in range(5):
        await asyncio.sleep(0.005)
        st.text("other")
with st.container(key="a"): a = asyncio.create_task(load(1))
with st.container(key="b"): b = asyncio.create_task(other())
st.text(await a)
await b
"""
    ).run()
    assert one.texts == ["loaded 1", *["other"] * 5, "1"]
    assert one.run().texts == ["loaded 1", *["other"] * 5, "1"]


# Pages.


@pytest.mark.parametrize("entry", ["", "await asyncio.sleep(0)\n"])
def test_a_page_awaits(app: Any, entry: str, tmp_path: Any) -> None:
    page = tmp_path / "page.py"
    page.write_text("import asyncio\nimport streamlit as st\nawait asyncio.sleep(0.001)\nst.text('page')")
    one = app(HEAD + entry + f"st.navigation([st.Page({str(page)!r})]).run()").run()
    assert one.texts == ["page"]
    assert not one.errors


STREAM = (
    HEAD
    + """
async def words():
    for word in ("one ", "two"):
        await asyncio.sleep(0)
        yield word
"""
)


@pytest.mark.parametrize(
    "script",
    [
        "st.text(st.write_stream(words()))",
        "st.text(await st.write_stream(words))",
        "await asyncio.sleep(0)\nst.text(await st.write_stream(words()))",
        "async def main(): return await st.write_stream(words())\nst.text(asyncio.run(main()))",
    ],
)
def test_async_streams_are_written(app: Any, script: str) -> None:
    one = app(STREAM + script).run()
    assert one.texts == ["one two"]
