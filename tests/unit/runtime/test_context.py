"""`st.context`: what is known of the viewer, and when."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_streamkit.api.context import Context
from jupyter_streamkit.testing.v1 import AppTest, AppTestError

SCRIPT = """
import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
if st.checkbox("ask"):
    st.text((st.context.timezone, st.context.theme.type))
"""


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_string("""
import streamlit as st
st.session_state.out = eval(st.session_state.ask, {"c": st.context, "st": st})
""")


def ask(app: AppTest, expression: str) -> Any:
    app.session_state.ask = expression
    assert not app.run().exception
    return app.session_state.out


def test_headers(app: AppTest) -> None:
    app.session.browser["headers"] = [["Host", "here"], ["X-Twice", "1"], ["x-twice", "2"]]
    assert ask(app, 'c.headers["HOST"], c.headers["host"], "hOsT" in c.headers') == ("here", "here", True)
    assert ask(app, 'c.headers["X-Twice"], c.headers.get_all("x-twice")') == ("2", ["1", "2"])
    assert ask(app, "c.headers.to_dict()") == {"Host": "here", "X-Twice": "2"}
    assert ask(app, 'len(c.headers), c.headers.get("no"), c.headers.get_all("no")') == (2, None, [])


def test_cookies(app: AppTest) -> None:
    app.session.browser["headers"] = [["Cookie", 'a=1; b="two words"; bad name=3; c=x=y']]
    assert ask(app, "c.cookies.to_dict()") == {"a": "1", "b": "two words", "c": "x=y"}
    assert ask(app, 'c.cookies["a"], c.cookies.get("no")') == ("1", None)


@pytest.mark.parametrize(
    ("told", "url"),
    [
        (
            "http://localhost:8866/voila/render/app.ipynb?/map&x=1#part",
            "http://localhost:8866/voila/render/app.ipynb",
        ),
        ("https://apps.example/", "https://apps.example"),
        ("", None),
    ],
)
def test_url(app: AppTest, told: str, url: str | None) -> None:
    app.context["url"] = told
    assert ask(app, "c.url") == url


def test_facts_of_the_browser(app: AppTest) -> None:
    app.context.update(
        timezone="Europe/Berlin", timezone_offset=-60, locale="de-DE", theme="dark", is_embedded=True
    )
    assert ask(app, 'c.timezone, c.timezone_offset, c["locale"], c.is_embedded') == (
        "Europe/Berlin",
        -60,
        "de-DE",
        True,
    )
    assert ask(app, 'c.theme.type, c.theme["type"], dict(c.theme)') == ("dark", "dark", {"type": "dark"})
    assert dict(app.context)["theme"] == "dark"


def test_nothing_is_known_at_first(app: AppTest) -> None:
    assert ask(app, "c.url, c.timezone, c.theme.type, c.ip_address, len(c.headers), len(c.cookies)") == (
        None,
        None,
        None,
        None,
        0,
        0,
    )


def test_entries_are_told_and_cannot_be_set() -> None:
    context = Context()
    assert "url" in context
    assert "search" not in context
    with pytest.raises(KeyError, match="timezone_offset"):
        context["search"]
    with pytest.raises(AttributeError):
        context.url = "x"  # type: ignore[misc]


def test_what_a_tester_cannot_say(app: AppTest) -> None:
    with pytest.raises(AppTestError, match="'timezone'"):
        app.context["headers"] = {}
    with pytest.raises(AppTestError, match="str"):
        app.context["theme"] = {"type": "dark"}


def test_a_script_that_asked_too_early_runs_again() -> None:
    app = AppTest.from_string(SCRIPT).run()
    app.checkbox[0].check().run()
    assert app.text[0].value == "(None, None)"
    app.session.learn({"timezone": "Europe/Berlin", "theme": "dark", "locale": "de"})
    assert app.session.wait(5)
    assert (app.text[0].value, app.session_state.runs) == ("('Europe/Berlin', 'dark')", 3)
    app.session.learn({"theme": "light"})
    assert app.session.wait(5)
    assert app.session_state.runs == 3
    assert app.run().text[0].value == "('Europe/Berlin', 'light')"


def test_a_script_that_did_not_ask_or_guessed_right_runs_once() -> None:
    app = AppTest.from_string(SCRIPT).run()
    app.session.learn({"timezone": "Europe/Berlin"})
    assert app.session.wait(5)
    assert app.session_state.runs == 1
    app = AppTest.from_string("import streamlit as st\nst.text(st.context.locale)")
    app.context["locale"] = "de"
    app.run()
    app.session.learn({"locale": "de", "theme": "dark"})
    assert app.session.wait(5)
    assert app.session.runs == 1
