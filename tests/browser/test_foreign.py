"""Widgets of the user's own stand in an app as they are."""

from __future__ import annotations

from hosts import Host
from playwright.sync_api import expect

SCRIPT = """
import ipywidgets
import streamlit as st

if "slider" not in st.session_state:
    st.session_state.slider = ipywidgets.IntSlider(3, 0, 10, description="foreign")
shown = st.checkbox("shown", True)
if shown:
    st.write(st.session_state.slider)
if st.button("read"):
    st.text(f"it is at {st.session_state.slider.value}")
"""


def test_a_foreign_widget_works_and_comes_back(host: Host) -> None:
    host.show(SCRIPT)
    app = host.app
    slider = app.locator(".widget-slider, .jupyter-widgets").get_by_role("slider")
    expect(slider).to_have_count(1)
    slider.press("ArrowRight")
    app.get_by_role("button", name="read").click()
    expect(app.get_by_text("it is at 4")).to_be_visible()
    app.get_by_role("checkbox", name="shown").uncheck(force=True)
    expect(slider).to_have_count(0)
    app.get_by_role("checkbox", name="shown").check(force=True)
    expect(slider).to_have_count(1)
    slider.press("ArrowRight")
    app.get_by_role("button", name="read").click()
    expect(app.get_by_text("it is at 5")).to_be_visible()
