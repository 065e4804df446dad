"""What goes on beside the script: coroutines, parallel fragments, and runs that come by themselves."""

from __future__ import annotations

import time
from pathlib import Path

from hosts import Host
from playwright.sync_api import expect

AWAITING = """
import asyncio
import streamlit as st
async def pressed(): st.session_state.said = "pressed"
st.button("Press", on_click=pressed)
level = st.slider("Level", 0, 9)
st.text(f"level {level}, {st.session_state.get('said')}")
if level == 1:
    with st.spinner("Waiting"): await asyncio.sleep(600)
@st.fragment
async def part():
    step = st.slider("Step", 0, 9)
    await asyncio.sleep(0)
    st.text(f"step {step}")
await part()
"""
BESIDE = """
import threading
import streamlit as st
gate = st.session_state.setdefault("gate", threading.Event())
@st.fragment(parallel=True)
def part(name):
    level = st.slider(name, 0, 9)
    st.text(f"{name} {level}")
    if (name, level) == ("Slow", 1): gate.wait(600)
    st.text(f"{name} {level} done")
part("Slow")
part("Quick")
@st.fragment
def opener():
    if st.button("Open"): gate.set()
opener()
"""
REPEATING = """
import streamlit as st
@st.fragment(run_every=0.05)
def part():
    with open({file!r}, "a") as file: file.write("x")
    st.text("repeating")
part()
"""


def test_an_event_interrupts_what_awaits(host: Host) -> None:
    app = host.show(AWAITING)
    expect(app.get_by_text("step 0")).to_be_visible()
    app.get_by_role("slider").first.focus()
    host.page.keyboard.press("ArrowRight")
    expect(app.get_by_text("Waiting")).to_be_visible()
    host.page.keyboard.press("ArrowRight")
    expect(app.get_by_text("level 2, None")).to_be_visible()
    expect(app.get_by_text("Waiting")).to_have_count(0)
    app.get_by_role("slider").nth(1).focus()
    host.page.keyboard.press("ArrowRight")
    expect(app.get_by_text("step 1")).to_be_visible()
    app.get_by_role("button", name="Press").click()
    expect(app.get_by_text("level 2, pressed")).to_be_visible()
    host.settle()


def test_a_slow_fragment_holds_up_nobody(host: Host) -> None:
    app = host.show(BESIDE)
    expect(app.get_by_text("Quick 0 done")).to_be_visible()
    app.get_by_role("slider").first.focus()
    host.page.keyboard.press("ArrowRight")
    expect(app.get_by_text("Slow 1", exact=True)).to_be_visible()
    app.get_by_role("slider").nth(1).focus()
    host.page.keyboard.press("ArrowRight")
    expect(app.get_by_text("Quick 1 done")).to_be_visible()
    expect(app.get_by_text("Slow 1 done")).to_have_count(0)
    app.get_by_role("button", name="Open").click()
    expect(app.get_by_text("Slow 1 done")).to_be_visible()
    host.settle()


def test_what_repeats_rests_when_its_output_is_cleared(notebook: Host, tmp_path: Path) -> None:
    file = tmp_path / "ticks"
    app = notebook.show(REPEATING.format(file=str(file)))
    expect(app.get_by_text("repeating")).to_be_visible()
    notebook.page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    expect(app).to_have_count(0)
    sizes = [0]
    while file.stat().st_size != sizes[-1]:
        assert len(sizes) < 20, "it goes on"
        sizes.append(file.stat().st_size)
        time.sleep(0.3)
