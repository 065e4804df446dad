"""Progress, messages, exceptions, toasts."""

from __future__ import annotations

import pytest
from pages import drawn


def test_progress_moves_in_place() -> None:
    with drawn("""
        bar = st.progress(0, "start")
        for value in (0.5, 100, 25):
            bar.progress(value)
    """) as page:
        assert page.one("progress").props == {"value": 25, "width": "stretch"}


@pytest.mark.parametrize("value", ["101", "-1", "1.5", "'x'", "None"])
def test_progress_has_bounds(value: str) -> None:
    with drawn(f"st.progress({value})") as page:
        assert "st.progress" in page.one("exception").props["message_html"]


def test_messages_take_the_icon_that_the_text_begins_with() -> None:
    with drawn("""
        st.success("✅ ok")
        st.info(":material/info: x", title="*T*")
        st.warning("✅ w", icon="")
        st.error("e", icon="🚨")
        st.info("Ünicode")
    """) as page:
        alerts = [each.props for each in page.all("alert")]
    shown = [(alert["kind"], alert.get("icon"), alert["html"]) for alert in alerts]
    assert alerts[1]["title_html"] == "<em>T</em>"
    assert shown == [
        ("success", "✅", "<p>ok</p>"),
        ("info", ":material/info:", "<p>x</p>"),
        ("warning", None, "<p>✅ w</p>"),
        ("error", "🚨", "<p>e</p>"),
        ("info", None, "<p>Ünicode</p>"),
    ]


def test_a_spinner_goes_and_what_was_drawn_inside_stays() -> None:
    with drawn("""
        with st.sidebar:
            with st.spinner("*Wait*", show_time=True):
                st.text("inside")
        place = st.container()
        with place.spinner():
            st.text("beside")
    """) as page:
        assert not page.all("spinner")
        assert page.texts == ["beside", "inside"]


def test_a_status_tells_how_it_ended() -> None:
    with drawn("""
        with st.status("One") as one:
            st.text("in one")
            one.update(label="First", expanded=True)
            with one.container():
                st.text("deeper")
        try:
            with st.status("Two"):
                1 / 0
        except ZeroDivisionError:
            pass
        three = st.status("Three", type="compact")
        three.text("in three")
    """) as page:
        shown = [(each.props["label_html"], each.props["state"]) for each in page.all("status")]
        assert shown == [("First", "complete"), ("Two", "error"), ("Three", "running")]
        assert page.all("status")[0].props["expanded"] is True
        assert page.below(page.all("status")[0]) == ["text", "block", "text"]
        assert page.texts == ["in one", "deeper", "in three"]


def test_changes_of_a_status_reach_a_page_that_was_shown_before() -> None:
    with drawn("""
        import time
        status = st.status("One")
        time.sleep(0.2)
        status.update(label="Two", state="complete")
        st.set_page_config(page_title="late")
    """) as page:
        assert page.one("status").props["label_html"] == "Two"
        assert page.root["page_title"] == "late"


def test_an_exception_shows_the_scripts_own_lines() -> None:
    with drawn("""
        import json
        def load():
            return json.loads("{")
        load()
    """) as page:
        props = page.one("exception").props
    assert props["name"] == "JSONDecodeError"
    lines = props["trace"].splitlines()
    assert lines[0] == '  Cell "test", line 6, in <module>'
    assert lines[1] == "    load()"
    assert 'return json.loads("{")' in props["trace"]
    assert "json/decoder.py" in props["trace"]
    assert "jupyter_streamkit" not in props["trace"]
    assert not props["trace"].rstrip().endswith(props["message"])


def test_errors_of_our_own_are_markdown_without_our_frames() -> None:
    with drawn("st.columns(0)") as page:
        props = page.one("exception").props
    assert "<code>" in props["message_html"]
    assert props["trace"].count("Cell ") == 1
    assert "jupyter_streamkit" not in props["trace"]


def test_causes_and_groups_are_shown() -> None:
    with drawn("""
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise ValueError("outer") from error
    """) as page:
        assert "ZeroDivisionError: division by zero" in page.one("exception").props["trace"]
        assert "direct cause" in page.one("exception").props["trace"]
    with drawn("raise ExceptionGroup('many', [ValueError('a'), KeyError('b')])") as page:
        assert "ValueError: a" in page.one("exception").props["trace"]


def test_a_syntax_error_points_at_its_line() -> None:
    with drawn("st.text('never')\nx = (1 +\ny = 2\n") as page:
        props = page.one("exception").props
        assert not page.texts
    assert props["name"] == "SyntaxError"
    assert 'Cell "test", line 3' in props["trace"]
    assert "^" in props["trace"]


def test_what_was_drawn_before_an_error_stays() -> None:
    with drawn("st.text('before')\nraise KeyError('k')\nst.text('after')") as page:
        assert page.texts == ["before"]
        assert page.one("exception").props["message"] == "'k'"


def test_toasts_are_played_again_and_change_in_place() -> None:
    with drawn("""
        toast = st.toast("*one*", icon="🎉", duration="long")
        toast.toast("two")
        st.toast("three", duration="infinite")
        st.balloons()
        st.snow()
    """) as page:
        before = [shown.props for shown in page.all("toast")]
        assert [props["html"] for props in before] == ["<p>two</p>", "<p>three</p>"]
        assert before[0]["duration"] == 4
        assert "duration" not in before[1]
        assert {shown.id for shown in page.all("toast")} == set(page.browser.shown["event"].children or ())
        nonces = {props["nonce"] for props in before}
        ids = [shown.id for shown in page.all("toast")]
        page.rerun()
        assert [shown.id for shown in page.all("toast")] == ids
        assert not nonces & {shown.props["nonce"] for shown in page.all("toast")}
        assert page.one("balloons").props["nonce"] != page.one("snow").props["nonce"]


@pytest.mark.parametrize("arguments", ["''", "'x', duration=0", "'x', duration='ever'"])
def test_toasts_are_checked(arguments: str) -> None:
    with drawn(f"st.toast({arguments})") as page:
        assert page.all("exception")


def test_a_skeleton_gives_way() -> None:
    with drawn("""
        place = st.skeleton(100)
        kept = st.skeleton("stretch", width=50)
        with st.skeleton():
            st.text("beside")
        place.text("instead")
    """) as page:
        assert page.one("skeleton").props == {"height": "stretch", "width": 50}
        assert page.texts == ["instead", "beside"]
