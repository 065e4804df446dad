"""Threads of a script, with the run handed on as people do it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

HEAD = """
import threading, time
from concurrent.futures import ThreadPoolExecutor
import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
"""


def test_outside_an_app_there_is_no_run() -> None:
    from jupyter_streamkit.runtime.scriptrunner import get_script_run_ctx

    assert get_script_run_ctx() is None


@pytest.mark.parametrize(
    "start",
    [
        "thread = add_script_run_ctx(threading.Thread(target=work)); thread.start()",
        "thread = threading.Thread(target=work); add_script_run_ctx(thread, get_script_run_ctx()); thread.start()",
        "thread = threading.Thread(target=late, args=(get_script_run_ctx(),)); thread.start()",
        "thread = threading.Thread(target=waiting); thread.start(); add_script_run_ctx(thread); go.set()",
    ],
)
def test_a_thread_draws(app: Any, start: str) -> None:
    one = app(
        HEAD
        + f"""
go = threading.Event()
def work():
    st.text("from a thread")
    st.session_state.seen = get_script_run_ctx() is not None
def late(ctx):
    add_script_run_ctx(threading.current_thread(), ctx)
    work()
def waiting():
    go.wait(10)
    work()
{start}
thread.join()
st.text("end")
"""
    ).run()
    assert one.texts == ["from a thread", "end"]
    assert one.state["seen"]


def test_a_pool_of_threads_draws_where_the_script_stands(app: Any) -> None:
    one = app(
        HEAD
        + """
ctx = get_script_run_ctx()
def work(name):
    add_script_run_ctx(ctx=ctx)
    with st.container(): st.text(name)
    return name
with ThreadPoolExecutor(3) as pool:
    names = list(pool.map(work, "abc"))
def drawn(name): st.text(name)
with st.container(key="box"), ThreadPoolExecutor(1) as pool:
    pool.submit(time.sleep, 0)
    for thread in pool._threads: add_script_run_ctx(thread)
    pool.submit(drawn, "in the box").result()
st.text(names)
"""
    ).run()
    assert sorted(one.texts[:3]) == ["a", "b", "c"]
    assert one.texts[3:] == ["in the box", "['a', 'b', 'c']"]
    (box,) = [shown for shown in one.browser.walk() if shown.props.get("key") == "box"]
    assert box.children


def test_a_thread_that_was_given_nothing_is_told_what_to_do(app: Any) -> None:
    one = app(
        HEAD
        + """
def work():
    try: st.text("x")
    except Exception as error: st_errors.append(str(error))
st_errors = st.session_state.errors = []
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""
    ).run()
    assert "%%streamapp" in one.state["errors"][0]


@pytest.mark.parametrize("give", ["add_script_run_ctx(thread)", "pass"])
def test_a_thread_that_outlives_its_run_ends_quietly(app: Any, give: str, capsys: Any) -> None:
    one = app(
        HEAD
        + f"""
ctx = get_script_run_ctx()
def tick():
    add_script_run_ctx(threading.current_thread(), ctx)
    while True:
        time.sleep(0.002)
        slot.text("tick")
slot = st.empty()
if "started" not in st.session_state:
    st.session_state.started = True
    thread = threading.Thread(target=tick, name="ticker", daemon=True)
    {give}
    thread.start()
"""
    ).run()
    one.until(lambda: one.texts)
    one.run()
    one.until(lambda: all(thread.name != "ticker" for thread in threading.enumerate()))
    assert "Traceback" not in capsys.readouterr().err
    assert one.texts == []
