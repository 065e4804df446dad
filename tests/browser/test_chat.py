"""A chat, a menu and choices in rows, with the keyboard and the mouse."""

from __future__ import annotations

from hosts import Host
from playwright.sync_api import expect

CHAT = """
import streamlit as st
said = st.session_state.setdefault("said", [])
if prompt := st.chat_input("Say something", max_chars=40):
    said.append(prompt)
for words in said:
    st.chat_message("user").text(words)
st.text(f"menu {st.menu_button('Export', ['CSV', 'Excel'])}")
st.text(f"days {st.pills('Days', ['Mon', 'Tue'], selection_mode='multi')}")
st.text(f"page {st.pagination(9)} stars {st.feedback('stars')}")
"""


def test_a_chat_by_keyboard(host: Host) -> None:
    app = host.show(CHAT)
    line = app.get_by_test_id("stBottom").get_by_test_id("stChatInputTextArea")
    send = app.get_by_test_id("stChatInputSubmitButton")
    expect(send).to_be_disabled()
    line.click()
    line.press_sequentially("cab rdd")
    expect(app.get_by_text("7/40")).to_be_visible()
    line.press("Enter")
    expect(app.get_by_test_id("stChatMessageContent")).to_have_text("cab rdd")
    expect(line).to_have_value("")
    expect(line).to_be_focused()
    line.press_sequentially("again")
    line.press("Shift+Enter")
    line.press_sequentially("and again")
    expect(line).to_have_value("again\nand again")
    send.click()
    expect(app.get_by_test_id("stChatMessage")).to_have_count(2)


def test_a_menu_and_choices(host: Host) -> None:
    app = host.show(CHAT)
    app.get_by_role("button", name="Export").press("ArrowDown")
    host.page.keyboard.press("ArrowDown")
    host.page.keyboard.press("Enter")
    expect(app.get_by_text("menu Excel")).to_be_visible()
    app.get_by_role("button", name="Tue").click()
    app.get_by_role("button", name="Mon").click()
    expect(app.get_by_text("days ['Tue', 'Mon']")).to_be_visible()
    app.get_by_role("button", name="Next page").click()
    app.get_by_role("radio", name="4 out of 5 stars").click()
    expect(app.get_by_text("page 2 stars 3")).to_be_visible()
    expect(app.get_by_text("menu None")).to_be_visible()
