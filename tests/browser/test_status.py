"""Messages, progress, exceptions and celebrations in a published page."""

from __future__ import annotations

import pytest
from browsing import open_published, write_notebook
from playwright.sync_api import Page, expect
from servers import Server


@pytest.fixture
def app(page: Page, voila: Server):
    """Publishes a script and opens it."""

    def publish(script: str) -> Page:
        write_notebook(voila.root / "status.ipynb", "%%streamapp status\nimport streamlit as st\n" + script)
        open_published(page, voila, "status.ipynb")
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
        return page

    return publish


def test_messages_and_progress(app) -> None:
    page = app("""
st.success("✅ ok")
st.error("bad", title="Title")
st.progress(40, "*forty*")
st.skeleton(50)
""")
    expect(page.get_by_test_id("stSkeleton")).to_be_visible()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_have_text("ok")
    expect(page.get_by_test_id("stAlertDynamicIcon")).to_have_text("✅")
    expect(page.get_by_test_id("stAlertContentError")).to_contain_text("Title")
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "40")


def test_a_spinner_counts_and_goes(app) -> None:
    page = app("""
import time
if st.button("go"):
    with st.spinner("Wait", show_time=True):
        time.sleep(2)
    st.text("done")
""")
    page.get_by_role("button", name="go").click()
    expect(page.get_by_test_id("stSpinner")).to_contain_text("seconds)")
    expect(page.get_by_test_id("stText")).to_have_text("done")
    expect(page.get_by_test_id("stSpinner")).to_have_count(0)


def test_a_status_changes_in_place(app) -> None:
    page = app("""
import time
if st.button("go"):
    with st.status("Working", expanded=True) as status:
        st.text("step")
        time.sleep(2)
        status.update(label="Ready", expanded=False)
""")
    page.get_by_role("button", name="go").click()
    expect(page.get_by_test_id("stExpanderIconSpinner")).to_be_visible()
    page.get_by_test_id("stExpander").evaluate("node => { node.marked = true; }")
    expect(page.get_by_test_id("stExpanderIconCheck")).to_be_visible()
    expect(page.get_by_test_id("stExpander")).to_contain_text("Ready")
    expect(page.get_by_test_id("stText")).to_be_hidden()
    assert page.get_by_test_id("stExpander").evaluate("node => node.marked")


def test_an_exception_shows_the_cells_own_line_and_the_page_goes_on(app) -> None:
    page = app("""
n = st.session_state.setdefault("n", 0)
def more(): st.session_state.n += 1
st.button("again", on_click=more)
st.text(f"run {n}")
if n == 0:
    raise ValueError("<b>first</b>")
""")
    trace = page.get_by_test_id("stExceptionTrace")
    expect(trace).to_contain_text('Cell "status", line 9')
    expect(page.get_by_test_id("stExceptionMessage")).to_have_text("ValueError: <b>first</b>")
    page.get_by_role("button", name="again").click()
    expect(page.get_by_test_id("stText")).to_have_text("run 1")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_toasts_outlast_reruns_and_are_played_again(app) -> None:
    page = app("""
if st.button("toast"):
    st.toast("Saved", icon="🎉", duration="long")
if st.button("party"):
    st.balloons()
st.button("nothing")
""")
    press = page.get_by_role("button", name="toast")
    press.click()
    toast = page.get_by_test_id("stToast")
    expect(toast).to_contain_text("Saved")
    page.get_by_role("button", name="nothing").click()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(toast).to_have_count(1)
    press.click()
    expect(toast).to_have_count(2)
    toast.first.get_by_role("button", name="Close").click()
    expect(toast).to_have_count(1)
    for _ in range(2):
        page.get_by_role("button", name="party").click()
        expect(page.get_by_test_id("stBalloons")).to_be_visible()
        expect(page.get_by_test_id("stBalloons")).to_have_count(0, timeout=10_000)
