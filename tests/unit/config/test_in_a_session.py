"""What the options change in a running app."""

from __future__ import annotations

import pytest
from pages import drawn

from jupyter_streamkit import config as options

FAILING = 'raise ValueError("secret")'


@pytest.fixture(autouse=True)
def fresh(monkeypatch) -> None:
    """What a script sets does not outlast its test."""
    monkeypatch.setattr(options.config, "_set", {})


def test_the_look_is_told_and_follows_the_file(write) -> None:
    file = write("project", '[theme]\nprimaryColor = "red"\n[client]\ntoolbarMode = "viewer"')
    with drawn('st.text("x")') as page:
        assert "--st-primary-color: red" in page.root["theme"]["style"]
        assert page.root["toolbar"] == "viewer"
        file.unlink()
        page.rerun()
        assert (page.root.get("theme"), page.root["toolbar"]) == (None, "auto")


def test_an_app_without_options_is_told_none() -> None:
    with drawn('st.text("x")') as page:
        assert page.root.keys() & {"theme", "toolbar"} == set()


@pytest.mark.parametrize(
    ("details", "name", "message", "trace"),
    [
        ('"full"', "ValueError", "secret", True),
        ("true", "ValueError", "secret", True),
        ('"stacktrace"', "ValueError", "error", True),
        ("false", "ValueError", "error", True),
        ('"type"', "ValueError", "error", False),
        ('"none"', "error", "", False),
    ],
)
def test_viewers_see_as_much_of_an_error_as_they_shall(
    write, details: str, name: str, message: str, trace: bool
) -> None:
    write("project", f"client.showErrorDetails = {details}")
    with drawn(FAILING) as page:
        shown = page.one("exception").props
    assert name in shown["name"]
    assert message in shown.get("message", "")
    assert ("secret" in str(shown)) == (message == "secret" or trace)
    assert bool(shown.get("trace")) == trace


def test_what_is_wrong_with_the_options_is_never_hidden(write) -> None:
    file = write("project", 'client.showErrorDetails = "none"\nserver.port = "x"')
    with drawn('st.text("x")') as page:
        assert str(file) in page.one("exception").props["message_html"]
        file.unlink()
        assert page.rerun().texts == ["x"]


def test_scripts_ask_and_set() -> None:
    with drawn(
        'st.set_option("client.toolbarMode", "minimal")\nst.text(st.get_option("client.toolbarMode"))'
    ) as page:
        assert page.texts == ["minimal"]


def test_magic_can_be_switched_off(monkeypatch) -> None:
    monkeypatch.setenv("STREAMLIT_RUNNER_MAGIC_ENABLED", "false")
    with drawn('"said"\nst.text("x")') as page:
        assert page.all("markdown") == []
