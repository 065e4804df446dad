"""Forms, fragments and dialogs, as their viewer uses them."""

from __future__ import annotations

import re

from hosts import Host
from playwright.sync_api import expect

COUNT = """
import streamlit as st
def count(name):
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return st.session_state[name]
"""
FORM = (
    COUNT
    + """
with st.form("f", clear_on_submit=True):
    word = st.text_input("Word", "old")
    level = st.slider("Level", 0, 9, 3)
    sent = st.form_submit_button("Send")
st.text(f"{word} {level} {sent}, run {count('runs')}")
with st.form("g"):
    st.text("no button")
"""
)
FRAGMENT = (
    COUNT
    + """
log = st.container()
@st.fragment
def part(i):
    level = st.slider(f"Level {i}", 0, 9, 3)
    st.text(f"part {i}: {level}, run {count(i)}")
    log.text(f"noted {i} {level}")
part(1)
part(2)
@st.fragment(run_every=0.2)
def clock():
    st.text("ticked enough" if count("ticks") > 4 else "ticking")
clock()
st.text(f"script, run {count('runs')}")
"""
)
DIALOG = (
    COUNT
    + """
def gone(): st.session_state.gone = True
@st.dialog("Your **vote**", icon=":material/star:", on_dismiss=gone)
def vote(item):
    why = st.text_input("Why")
    when = st.selectbox("When", ["now", "later", "never"])
    st.text(f"{item} {why} {when}")
    if st.button("Send"):
        st.session_state.vote = f"{item} {why} {when}"
        st.rerun()
@st.dialog("No way out", dismissible=False, position="right")
def hold():
    st.text("held")
    if st.button("Let go"):
        st.rerun()
if st.button("Tea"):
    vote("tea")
if st.button("Hold"):
    hold()
st.text(f"{st.session_state.get('vote')} {st.session_state.get('gone')}, run {count('runs')}")
"""
)


def test_a_form_waits_for_its_button(host: Host) -> None:
    app = host.show(FORM)
    expect(app.get_by_text("old 3 False, run 1")).to_be_visible()
    field = app.get_by_label("Word")
    field.fill("new")
    app.get_by_role("slider").focus()
    host.page.keyboard.press("ArrowRight")
    host.page.wait_for_timeout(300)
    expect(app.get_by_text("old 3 False, run 1")).to_be_visible()
    app.get_by_role("button", name="Send").click()
    expect(app.get_by_text("new 4 True, run 2")).to_be_visible()
    expect(field).to_have_value("old")
    field.fill("by Enter")
    field.press("Enter")
    expect(app.get_by_text("by Enter 3 True, run 3")).to_be_visible()
    expect(app.get_by_test_id("stForm").nth(1).get_by_role("alert")).to_contain_text("no submit button")
    expect(app.get_by_test_id("stForm").first.get_by_role("alert")).to_have_count(0)


def test_no_press_overtakes_what_was_typed_before_it(host: Host) -> None:
    app = host.show(FORM + "import time; time.sleep(0.12)")
    field = app.get_by_label("Word")
    for run in range(2, 8):
        field.fill(f"word {run}")
        field.press("Enter")
        expect(app.get_by_text(f"word {run} 3 True, run {run}")).to_be_visible()
        expect(field).to_have_value("old")


def test_a_fragment_runs_alone(host: Host) -> None:
    app = host.show(FRAGMENT)
    expect(app.get_by_text("script, run 1")).to_be_visible()
    app.get_by_role("slider").nth(1).focus()
    host.page.keyboard.press("ArrowRight")
    expect(app.get_by_text("part 2: 4, run 2")).to_be_visible()
    expect(app.get_by_role("slider").nth(1)).to_be_focused()
    expect(app.get_by_text(re.compile("^noted"))).to_have_text(["noted 1 3", "noted 2 3", "noted 2 4"])
    expect(app.get_by_text("part 1: 3, run 1")).to_be_visible()
    expect(app.get_by_text("ticked enough")).to_be_visible()
    expect(app.get_by_text("script, run 1")).to_be_visible()


def test_a_dialog_opens_and_closes(host: Host) -> None:
    app = host.show(DIALOG)
    dialog = host.page.get_by_test_id("stDialog")
    app.get_by_role("button", name="Tea").click()
    expect(dialog.get_by_role("heading", name="Your vote")).to_be_visible()
    dialog.get_by_label("Why").fill("warm")
    dialog.get_by_label("Why").press("Enter")
    expect(dialog.get_by_text("tea warm now")).to_be_visible()
    dialog.get_by_role("combobox").click()
    host.page.get_by_role("option", name="later").click()
    expect(dialog.get_by_text("tea warm later")).to_be_visible()
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_have_count(0)
    expect(app.get_by_text("tea warm later None, run 3")).to_be_visible()


def test_a_dialog_is_dismissed(host: Host) -> None:
    app = host.show(DIALOG)
    dialog = host.page.get_by_test_id("stDialog")
    tea = app.get_by_role("button", name="Tea")
    tea.click()
    expect(dialog).to_be_visible()
    host.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(app.get_by_text("None True, run 3")).to_be_visible()
    expect(tea).to_be_focused()
    tea.click()
    dialog.get_by_role("button", name="Close").click()
    expect(app.get_by_text("None True, run 5")).to_be_visible()
    app.get_by_role("button", name="Hold").click()
    expect(dialog.get_by_text("held")).to_be_visible()
    for _ in range(3):
        host.page.keyboard.press("Escape")
    expect(dialog.get_by_role("button", name="Close")).to_have_count(0)
    dialog.get_by_role("button", name="Let go").click()
    expect(dialog).to_have_count(0)
