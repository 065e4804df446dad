"""Runs begin, end, fail and are stopped, as their viewer sees it."""

from __future__ import annotations

import re

import browsing
import pytest
from hosts import Host
from playwright.sync_api import Locator, expect

COUNTING = """
import streamlit as st
@st.cache_data
def kept():
    st.session_state.computed = st.session_state.get("computed", 0) + 1
kept()
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"run {st.session_state.runs}, computed {st.session_state.computed}")
"""
TIGHT = """
import streamlit as st
st.text("before")
again = st.button("again")
if not again:
    while True:
        pass
st.text("after")
"""
CALLING = """
import streamlit as st
st.text("before")
again = st.button("again")
shown = st.empty()
number = 0
while not again:
    number += 1
    shown.text(f"round {number}")
st.text("after")
"""
FAILING = """import streamlit as st
st.text("drawn before")
divisor = st.number_input("divisor", 0, 9, 0)
st.text(f"a tenth is {10 // divisor}")
"""
SLOW = """
import streamlit as st, os, time
value = st.slider("value", 0, 9, 0)
st.text(f"value {value}")
while value == 1 and not os.path.exists("NAME"):
    time.sleep(0.02)
for part in range(60 if value == 1 else 1):
    st.text(f"part {part} of {value}")
    time.sleep(0.5 if value == 1 else 0)
st.text("the end")
"""
PRESSING = """
import streamlit as st
def press():
    st.session_state.presses = st.session_state.get("presses", 0) + 1
if st.button("press", on_click=press):
    st.session_state.met = st.session_state.get("met", 0) + 1
st.text(f"called {st.session_state.get('presses', 0)}, met {st.session_state.get('met', 0)}")
"""
APPEARING = """
import streamlit as st, os, time
def wait(step):
    while not os.path.exists(f"{name}-{step}"):
        time.sleep(0.02)
name = "NAME"
with st.spinner("Spinning"):
    wait(1)
bar = st.progress(25, "A quarter")
wait(2)
bar.progress(75, "Three quarters")
wait(3)
with st.status("Working", expanded=True) as status:
    st.text("inside")
    wait(4)
    status.update(label="Worked", state="complete")
st.toast("Hurray")
wait(5)
st.text("the end")
"""


def press_key(host: Host, key: str) -> None:
    """Press a key in the app, outside of its inputs."""
    host.app.evaluate("app => app.focus()")
    host.page.keyboard.press(key)


def test_keys_and_menu(host: Host) -> None:
    app = host.show(COUNTING)
    expect(app.get_by_text("run 1, computed 1")).to_be_visible()
    press_key(host, "r")
    expect(app.get_by_text("run 2, computed 1")).to_be_visible()
    host.menu("Rerun")
    expect(app.get_by_text("run 3, computed 1")).to_be_visible()
    dialog = host.page.get_by_role("dialog", name="Clear caches")
    press_key(host, "c")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_have_count(0)
    press_key(host, "c")
    host.page.keyboard.press("Enter")
    expect(app.get_by_text("run 4, computed 2")).to_be_visible()
    host.menu("Clear cache")
    dialog.get_by_role("button", name="Clear caches").click()
    expect(app.get_by_text("run 5, computed 3")).to_be_visible()
    if not host.published:  # `c` and `r` are commands of the notebook too: they must not have been its
        assert host.page.evaluate(f"() => {browsing.PANEL}.content.widgets.length") == 1


@pytest.mark.parametrize("script", [TIGHT, CALLING], ids=["tight", "calling"])
def test_an_endless_loop_is_stopped_from_the_menu(host: Host, script: str) -> None:
    app = begin_endless(host, script)
    host.menu("Stop")
    is_stopped(host, app)


@pytest.mark.parametrize("script", [TIGHT, CALLING], ids=["tight", "calling"])
def test_an_endless_loop_is_stopped_by_the_interrupt_button(notebook: Host, script: str) -> None:
    app = begin_endless(notebook, script)
    notebook.page.evaluate("() => window.jupyterapp.commands.execute('notebook:interrupt-kernel')")
    is_stopped(notebook, app)


def begin_endless(host: Host, script: str) -> Locator:
    app = host.show(script)
    expect(app.get_by_text("before")).to_be_visible()
    expect(app).to_have_attribute("data-test-script-state", "running")
    return app


def is_stopped(host: Host, app: Locator) -> None:
    """What was drawn stays, and the app goes on with the next event."""
    host.settle()
    expect(app.get_by_text("before")).to_be_visible()
    expect(app.get_by_text("after")).to_have_count(0)
    expect(app.get_by_test_id("stException")).to_have_count(0)
    app.get_by_role("button", name="again").click()
    expect(app.get_by_text("after")).to_be_visible()


def test_an_exception_stands_in_its_place(host: Host) -> None:
    app = host.show(FAILING)
    shown = app.get_by_test_id("stException")
    expect(shown).to_contain_text("ZeroDivisionError")
    # The magic's own line is line 1 of the cell.
    expect(shown).to_contain_text(re.compile(r"Cell .*line 5"))
    expect(shown).to_contain_text('st.text(f"a tenth is {10 // divisor}")')
    expect(shown).not_to_contain_text("jupyter_streamkit/")
    expect(app.get_by_text("drawn before")).to_be_visible()
    app.get_by_test_id("stNumberInputStepUp").click()
    expect(app.get_by_text("a tenth is 10")).to_be_visible()
    expect(shown).to_have_count(0)


def test_a_syntax_error_points_at_its_line(host: Host) -> None:
    app = host.show("import streamlit as st\nst.text('fine')\nif True\n    st.text('never')\n")
    shown = app.get_by_test_id("stException")
    expect(shown).to_contain_text("SyntaxError")
    expect(shown).to_contain_text("line 4")
    expect(shown).to_contain_text("if True")


def test_a_slow_run_dims_what_is_old_and_gives_way(host: Host) -> None:
    gate = host.server.root / f"gate-{host.name}"
    app = host.show(SLOW.replace("NAME", str(gate)))
    old = app.get_by_test_id("stElementContainer").filter(has_text="part 0 of 0")
    expect(old).to_be_visible()
    host.settle()
    slider = app.get_by_role("slider", name="value")
    slider.press("ArrowRight")
    expect(app.get_by_text("value 1")).to_be_visible()
    expect(old).to_have_attribute("data-stale", "true")
    expect(old).not_to_have_css("opacity", "1")
    expect(app.get_by_test_id("stElementContainer").filter(has_text="value 1")).to_have_css("opacity", "1")
    gate.touch()
    expect(app.get_by_text("part 1 of 1")).to_be_visible()
    for _ in range(8):
        slider.press("ArrowRight")
    expect(app.get_by_text("part 0 of 9")).to_be_visible()
    host.settle()
    expect(app.get_by_text(re.compile("^part"))).to_have_count(1)
    expect(app.locator("[data-stale=true]")).to_have_count(0)


def test_no_press_is_lost(host: Host) -> None:
    app = host.show(PRESSING)
    host.settle()
    app.get_by_role("button", name="press").evaluate(
        "button => { for (let i = 0; i < 20; i++) button.click(); }"
    )
    expect(app.get_by_text("called 20, met 20")).to_be_visible()


def test_elements_appear_while_the_script_runs(host: Host) -> None:
    steps = host.server.root / f"steps-{host.name}"
    app = host.show(APPEARING.replace("NAME", str(steps)))

    def release(step: int) -> None:
        steps.with_name(f"{steps.name}-{step}").touch()

    expect(app.get_by_test_id("stSpinner")).to_contain_text("Spinning")
    release(1)
    expect(app.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "25")
    expect(app.get_by_test_id("stSpinner")).to_have_count(0)
    release(2)
    expect(app.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "75")
    release(3)
    expect(app.get_by_text("Working")).to_be_visible()
    expect(app.get_by_text("inside")).to_be_visible()
    release(4)
    expect(host.page.get_by_test_id("stToast")).to_contain_text("Hurray")
    expect(app.get_by_text("Worked")).to_be_visible()
    expect(app.get_by_text("the end")).to_have_count(0)
    release(5)
    expect(app.get_by_text("the end")).to_be_visible()
