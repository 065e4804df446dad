"""Who writes is not disturbed: focus, caret and what is typed stay while the app goes on."""

from __future__ import annotations

from hosts import Host
from playwright.sync_api import Locator, expect

TICKING = """
import time
import streamlit as st
st.text_input("Name")
shown = st.empty()
for number in range(1000):
    shown.text(f"tick {number}")
    time.sleep(0.05)
"""
TWO = """
import streamlit as st
if st.slider("level", 0, 9) > 3:
    st.write("high")
name = st.text_input("Name")
st.text(f"Hello {name or 'nobody'}")
"""
CARET = "field => [document.activeElement === field, field.selectionStart, field.selectionEnd]"


def begin(app: Locator) -> Locator:
    """Type some letters, and put the caret between the second and the third."""
    field = app.get_by_role("textbox", name="Name")
    field.click()
    field.press_sequentially("Alan")
    field.press("Home")
    field.press("ArrowRight")
    field.press("ArrowRight")
    return field


def test_an_app_that_changes_by_itself(host: Host) -> None:
    app = host.show(TICKING)
    expect(app.get_by_text("tick")).to_be_visible()
    field = begin(app)
    before = app.get_by_text("tick").inner_text()
    expect(app.get_by_text("tick")).not_to_have_text(before)
    assert field.evaluate(CARET) == [True, 2, 2]
    field.press_sequentially("d")
    expect(field).to_have_value("Aldan")
    host.menu("Stop")
    host.settle()


def test_another_widget_runs_the_script(host: Host) -> None:
    app = host.show(TWO)
    host.settle()
    field = begin(app)
    field.evaluate("field => { field.marked = true; }")
    # What the keyboard focus cannot do at the same time: another widget changes while this one has it.
    slide(app)
    expect(app.get_by_text("high")).to_be_visible()
    host.settle()
    assert field.evaluate(CARET) == [True, 2, 2]
    assert field.evaluate("field => field.marked"), "the field was replaced"
    expect(field).to_have_value("Alan")
    expect(app.get_by_text("Hello nobody")).to_be_visible()
    field.press("Enter")
    expect(app.get_by_text("Hello Alan")).to_be_visible()
    assert field.evaluate(CARET) == [True, 2, 2]


def slide(app: Locator) -> None:
    """Press a key on the slider without giving it the focus."""
    app.get_by_role("slider", name="level").evaluate(
        "thumb => thumb.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }))"
    )


def test_the_edited_cell_keeps_what_is_typed(notebook: Host) -> None:
    app = notebook.show(TWO)
    notebook.settle()
    field = begin(app)
    notebook.edit(TWO + "st.text('edited')")
    expect(app.get_by_text("edited", exact=True)).to_be_visible()
    expect(field).to_have_value("Alan")
