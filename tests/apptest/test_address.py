"""Widgets, the session state and the page's address: as Streamlit's own tester has them, and as its page does."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jupyter_streamkit.testing.v1 import AppTest

BIND = 'key="k", bind="query-params"'

BOUND: dict[str, list[Any]] = {
    f'st.slider("x", 0, 100, 10, {BIND})': ["50", "10", "500", "-3", "abc", "", "5.5", ["3", "4"]],
    f'st.slider("x", {BIND})': ["7", "0", ["3", "4"]],
    f'st.slider("x", 0.0, 1.0, 0.5, {BIND})': ["0.25", "1", "2", "x", "nan"],
    f'st.slider("x", 0, 100, (10, 20), {BIND})': [["5", "7"], "5", ["5", "7", "9"], ["5", "x"], ""],
    f'st.slider("x", d.date(2024, 1, 1), d.date(2024, 12, 31), d.date(2024, 5, 1), {BIND})': [
        "2024-06-01",
        "2030-01-01",
        "x",
    ],
    f'st.slider("x", value=d.time(10), {BIND})': ["12:00", "12:00:30", "25:00"],
    f'st.slider("x", value=d.datetime(2024, 5, 1, 10), {BIND})': ["2024-05-02T12:00", "x"],
    f'st.select_slider("x", [1, 2, 3], format_func=lambda i: f"n{{i}}", {BIND})': ["n2", "2", "n1", ""],
    f'st.select_slider("x", ["a", "b", "c"], value=("a", "b"), {BIND})': [["b", "c"], ["c", "a"], "b"],
    f'st.selectbox("x", [1, 2, 3], format_func=lambda i: f"n{{i}}", {BIND})': ["n2", "2", "x", ""],
    f'st.selectbox("x", ["a", "b"], index=None, {BIND})': ["a", "", "x"],
    f'st.selectbox("x", ["a", "b"], accept_new_options=True, {BIND})': ["zz", "a", ""],
    f'st.multiselect("x", ["a", "b", "c", "d"], default=["a"], max_selections=2, {BIND})': [
        ["b", "c"],
        ["b", "b"],
        ["b", "c", "d"],
        ["b", "x"],
        "x",
        "",
        "a",
    ],
    f'st.multiselect("x", ["a"], accept_new_options=True, {BIND})': [["zz", "yy"], ["zz", "zz"], ""],
    f'st.radio("x", ["a", "b"], {BIND})': ["b", "a", "x", ""],
    f'st.radio("x", ["a", "b"], index=None, {BIND})': ["b", ""],
    f'st.checkbox("x", {BIND})': ["true", "false", "1", "yes", ""],
    f'st.toggle("x", True, {BIND})': ["false", "true", "0"],
    f'st.text_input("x", "hi", max_chars=5, {BIND})': ["yo", "a b&c=ü", "much too long", "", " "],
    f'st.text_input("x", None, {BIND})': ["yo", ""],
    f'st.text_area("x", {BIND})': ["a\nb", ""],
    f'st.number_input("x", 0, 10, 3, {BIND})': ["5", "11", "x", ""],
    f'st.number_input("x", 0.0, 10.0, 3.0, {BIND})': ["5.5", "5", "nan", "inf", "11"],
    f'st.number_input("x", 0, 10, None, {BIND})': ["5", "", "x"],
    f'st.date_input("x", d.date(2024, 5, 1), {BIND})': ["2024-06-01", "2024/06/01", "x", ""],
    f'st.date_input("x", None, {BIND})': ["2024-06-01", ""],
    f'st.date_input("x", (d.date(2024, 5, 1), d.date(2024, 5, 3)), {BIND})': [
        ["2024-06-01", "2024-06-03"],
        "2024-06-01",
        ["x", "2024-06-01"],
        "",
    ],
    f'st.datetime_input("x", d.datetime(2024, 5, 1, 10, 30), {BIND})': ["2024-05-02T12:00", "x", ""],
    f'st.time_input("x", d.time(10, 30), {BIND})': ["12:00", "12:00:30", "9:05", "x", ""],
    f'st.time_input("x", d.time(10, 30), step=10, {BIND})': ["12:00:30", "12:00"],
    f'st.time_input("x", None, {BIND})': ["12:00", ""],
    f'st.color_picker("x", "#ff0000", {BIND})': ["#00ff00", "00ff00", "#0f0", "red", ""],
    f'st.pills("x", ["a", "b"], {BIND})': ["a", "x", ""],
    f'st.pills("x", ["a", "b"], selection_mode="multi", default=["a"], {BIND})': [["a", "b"], "b", "x", ""],
    f'st.segmented_control("x", ["a", "b"], default="a", {BIND})': ["b", "x", ""],
    f'st.feedback("stars", {BIND})': ["2", "9", "x", ""],
    f"st.pagination(9, {BIND})": ["3", "1", "99", "x", "0"],
    f'[tab.open for tab in st.tabs(["A", "B"], {BIND})]': ["B", "A", "x", ""],
    f'st.expander("x", {BIND}).open': ["true", "false", "x"],
}


CASES = [(command, query) for command, queries in BOUND.items() for query in (None, *queries)]


@pytest.fixture(scope="module")
def theirs() -> Any:
    module = pytest.importorskip("streamlit.testing.v1", reason="Streamlit is what we compare with")
    logging.getLogger("streamlit").setLevel(logging.CRITICAL)
    return module.AppTest


def opened(tester: Any) -> list[tuple[Any, ...]]:
    """What widgets show on a page that is opened at an address, and what that address has for them afterwards."""
    own_keys = [command.replace('key="k"', f'key="k{number}"') for number, (command, _) in enumerate(CASES)]
    lines = [f"st.text(repr({command}))" for command in own_keys]
    app = tester.from_string("\n".join(["import streamlit as st, datetime as d", *lines]))
    for number, (_, query) in enumerate(CASES):
        if query is not None:
            app.query_params[f"k{number}"] = query
    app.run(timeout=60)
    assert not app.exception
    return [
        (*case, text.value, app.query_params.get(f"k{number}"))
        for number, (case, text) in enumerate(zip(CASES, app.text, strict=True))
    ]


def test_an_address_sets_bound_widgets_as_streamlit_does(theirs: Any) -> None:
    ours = opened(AppTest)
    assert ours == opened(theirs)


FLOW: dict[str, tuple[str, Any, list[Callable[[Any], Any]]]] = {
    "a script sets a bound widget": (
        f"""
def reset(): st.session_state.k = 42
v = st.slider("x", {BIND})
st.button("b", on_click=reset)
st.text(f"{{v}} {{st.query_params.get('k')}}")
""",
        "5",
        [lambda app: app.button[0].click().run()],
    ),
    "an address outdoes what the script began with": (
        f"""
st.session_state.setdefault("k", 5)
st.text(f'{{st.slider("x", {BIND})}} {{st.query_params.get("k")}}')
""",
        "7",
        [lambda app: app.run()],
    ),
    "before the widget is made the state has no value": (
        f"""
st.text("k" in st.session_state)
st.text(st.query_params.get("k"))
st.text(st.slider("x", {BIND}))
""",
        "7",
        [],
    ),
    "deleted from the state, it comes back from the address": (
        f"""
if st.button("b"): del st.session_state["k"]
st.text(st.slider("x", {BIND}))
""",
        "4",
        [lambda app: app.button[0].click().run()],
    ),
    "a key that is a number": ('st.text(st.checkbox("x", key=5, bind="query-params"))', None, []),
    "from_dict leaves others alone": (
        f"""
v = st.slider("x", {BIND})
st.query_params.from_dict({{"a": "1"}})
st.text(v)
""",
        "5",
        [],
    ),
}
for _scope in ("page", "session"):
    FLOW[f"hidden, it persists: {_scope}"] = (
        f"""
if st.checkbox("show", True): st.slider("x", key="k", persist_state="{_scope}")
else: st.session_state.setdefault("other", 1)
st.text((st.session_state.get("k"), "k" in st.session_state))
""",
        None,
        [
            lambda app: app.slider[0].set_value(3).run(),
            lambda app: app.checkbox[0].uncheck().run(),
            lambda app: app.run(),
            lambda app: app.checkbox[0].check().run(),
        ],
    )
FLOW["hidden, its value is set"] = (
    """
if st.checkbox("show", True): st.slider("x", key="k", persist_state="page")
else: st.session_state.k = 8
st.text(st.session_state.k)
""",
    None,
    [
        lambda app: app.slider[0].set_value(3).run(),
        lambda app: app.checkbox[0].uncheck().run(),
        lambda app: app.checkbox[0].check().run(),
    ],
)
FLOW["hidden, its value is taken away"] = (
    """
if st.checkbox("show", True): st.text(st.slider("x", key="k", persist_state="page"))
else: st.session_state.pop("k", None)
""",
    None,
    [
        lambda app: app.slider[0].set_value(3).run(),
        lambda app: app.checkbox[0].uncheck().run(),
        lambda app: app.checkbox[0].check().run(),
    ],
)
FLOW["hidden, its options change"] = (
    """
options = ["a", "b"] if st.checkbox("first", True) else ["a", "c"]
if st.checkbox("show", True): st.text(st.selectbox("x", options, key="k", persist_state="page"))
""",
    None,
    [
        lambda app: app.selectbox[0].set_value("b").run(),
        lambda app: app.checkbox[1].uncheck().run(),
        lambda app: app.checkbox[0].uncheck().run(),
        lambda app: app.checkbox[1].check().run(),
    ],
)


def seen(app: Any) -> tuple[Any, ...]:
    return (
        [text.value for text in app.text],
        [error.value for error in app.exception],
        [slider.value for slider in app.slider],
        app.session_state["k"] if "k" in app.session_state else None,  # noqa: SIM401  Streamlit's has no `get`
    )


def story(tester: Any, source: str, query: str | None, steps: list[Callable[[Any], Any]]) -> list[Any]:
    app = tester.from_string(f"import streamlit as st\n{source}")
    if query is not None:
        app.query_params["k"] = query
    states = [seen(app.run(timeout=20))]
    return [*states, *(seen(step(app)) for step in steps)]


@pytest.mark.parametrize("name", FLOW)
def test_as_streamlit_does(name: str, theirs: Any) -> None:
    assert story(AppTest, *FLOW[name]) == story(theirs, *FLOW[name])


SHARED = """
import streamlit as st
st.slider("A", key="session", persist_state="session")
st.slider("B", key="page", persist_state="page")
st.slider("C", key="bound", bind="query-params")
st.slider("D", key="none")
st.slider("E")
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(SHARED + 'st.slider("F", key="own", persist_state="session")')
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "two.py").write_text(SHARED)
    return tmp_path / "app.py"


def tour(tester: Any, script: Path) -> list[Any]:
    """What the sliders show on a tour of the pages."""

    def sliders() -> list[int]:
        assert not app.exception
        return [slider.value for slider in app.slider]

    def turn(value: int) -> list[int]:
        for slider in app.slider:
            slider.set_value(value)
        app.run()
        return sliders()

    app = tester.from_file(script).run(timeout=20)
    shown = [sliders(), turn(5)]
    app.switch_page("pages/two.py").run()
    shown += [sliders(), turn(7)]
    app.switch_page("app.py").run()
    return [*shown, sliders(), app.run() and sliders()]


def test_what_stays_on_other_pages(pages: Path, theirs: Any) -> None:
    ours = tour(AppTest, pages)
    assert ours[4] == [7, 0, 7, 0, 0, 5]
    # Streamlit's tester has no address that follows the widgets, so there the bound one begins anew.
    assert [shown[:2] + shown[3:] for shown in ours] == [
        shown[:2] + shown[3:] for shown in tour(theirs, pages)
    ]


# What Streamlit's page does and its tester, which has no browser, does not.


def app_of(source: str, **query: str) -> AppTest:
    app = AppTest.from_string(f"import streamlit as st\n{source}")
    app.query_params.update(query)
    return app.run()


def test_the_address_follows_a_widget() -> None:
    app = app_of(
        f"""
def note(): st.session_state.seen = (st.query_params.get("k"), st.session_state.k)
st.text(f'{{st.slider("x", 0, 9, 2, on_change=note, {BIND})}} {{st.query_params.to_dict()}}')
""",
        a="1",
        k="5",
        z="2",
    )
    app.slider[0].set_value(6).run()
    assert app.text[0].value == "6 {'a': '1', 'k': '6', 'z': '2'}"
    assert app.session_state.seen == ("6", 6)
    app.slider[0].set_value(2).run()
    assert dict(app.query_params) == {"a": "1", "z": "2"}


def test_widgets_follow_the_address_and_call_nothing() -> None:
    app = app_of(
        f"""
def note(): st.session_state.called = True
st.text(st.slider("x", 0, 9, 2, on_change=note, {BIND}))
"""
    )
    app.query_params["k"] = "7"
    assert app.run().text[0].value == "7"
    app.query_params["k"] = "no number"
    assert app.run().text[0].value == "2"
    app.query_params["k"] = "7"
    app.run()
    del app.query_params["k"]
    assert app.run().text[0].value == "2"
    assert "called" not in app.session_state
    assert dict(app.query_params) == {}


def test_a_hidden_widget_leaves_the_address_and_keeps_its_value() -> None:
    app = app_of(f'if st.checkbox("show", True): st.slider("x", {BIND})', k="3")
    app.checkbox[0].uncheck().run()
    assert (dict(app.query_params), app.session_state.k) == ({}, 3)
    app.checkbox[0].check().run()
    assert (dict(app.query_params), app.slider[0].value) == ({"k": "3"}, 3)


def test_what_waits_in_a_form_stands_in_the_address() -> None:
    app = app_of(
        f"""
with st.form("f"):
    word = st.text_input("x", {BIND})
    st.form_submit_button("Go")
other = st.checkbox("other")
st.text(f"{{word}} {{other}}")
"""
    )
    app.session.post(
        app.session.state._ids["k"], "new"
    )  # the browser hands it in before the form is submitted
    assert dict(app.query_params) == {"k": "new"}
    app.checkbox[0].check().run()
    assert (app.text[0].value, dict(app.query_params)) == ("True", {"k": "new"})
    app.button[0].click().run()
    assert app.text[0].value == "new True"


def test_a_form_that_is_cleared_clears_the_address() -> None:
    app = app_of(
        f"""
with st.form("f", clear_on_submit=True):
    word = st.text_input("x", {BIND})
    st.form_submit_button("Go")
st.text(word)
"""
    )
    app.text_input[0].input("new")
    app.button[0].click().run()
    assert (app.text[0].value, dict(app.query_params)) == ("new", {})


def test_a_change_that_runs_nothing_waits_for_the_next_run() -> None:
    app = app_of(
        f'st.text(st.checkbox("x", on_change="ignore", {BIND}))\n'
        '@st.fragment\ndef part():\n    st.text(("part", st.checkbox("y"), st.session_state.k))\npart()'
    )
    runs = app.session.runs
    app.session.post(app.session.state._ids["k"], True)
    assert app.session.wait(1)
    assert app.session.runs == runs
    assert (app.session_state.k, dict(app.query_params)) == (False, {"k": "true"})
    app.checkbox[1].check().run()
    assert app.text.values == ["False", "('part', True, True)"]  # the fragment ran, and the script did not
    assert app.run().text[0].value == "True"
    app.checkbox[0].uncheck().run()
    assert app.text[0].value == "False"


def test_a_widget_that_is_bound_no_longer_leaves_the_address() -> None:
    app = app_of(
        'bind = "query-params" if st.checkbox("b", True) else None\nst.slider("x", key="k", bind=bind)', k="3"
    )
    app.checkbox[0].uncheck().run()
    assert (app.slider[0].value, dict(app.query_params)) == (3, {})
    app.checkbox[0].check().run()
    assert (app.slider[0].value, dict(app.query_params)) == (3, {"k": "3"})


@pytest.mark.parametrize(
    "change",
    [
        "st.query_params.k = 1",
        "del st.query_params.k",
        "st.query_params.clear()",
        "st.query_params.update(k=1)",
        "st.query_params.from_dict({'k': '1'})",
    ],
)
def test_the_parameter_of_a_widget_is_the_widgets(change: str) -> None:
    app = app_of(f'st.slider("x", {BIND})\n{change}', k="5", other="1")
    assert "`st.session_state['k']`" in app.exception[0].message
    assert (app.slider[0].value, dict(app.query_params)) == (5, {"k": "5", "other": "1"})


def test_parameters_of_other_pages_are_free() -> None:
    app = app_of(
        f"""
def one(): st.slider("x", {BIND})
def two(): st.query_params.from_dict({{"k": "own"}})
st.navigation([one, two], position="hidden").run()
if st.button("go"): st.switch_page(st.Page(two))
""",
        k="5",
    )
    app.button[0].click().run()
    assert (app.exception.values, dict(app.query_params)) == ([], {"k": "own"})


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ('st.slider("x", bind="query-params")', 'key="name"'),
        ('st.expander("x", bind="query-params")', 'key="name"'),
        ('st.slider("x", key="k", bind="url")', "'query-params'"),
        ('st.slider("x", key="embed", bind="query-params")', "another key"),
        ('st.text_input("x", key="k", type="password", bind="query-params")', "password"),
        ('st.tabs(["a", "a"], key="k", bind="query-params")', "different"),
        ('st.slider("x", persist_state="page")', 'key="name"'),
        ('st.slider("x", key="k", persist_state="always")', "'session'"),
    ],
)
def test_what_is_refused(command: str, told: str, theirs: Any) -> None:
    assert told in app_of(command).exception[0].message
    app = theirs.from_string(f"import streamlit as st\n{command}").run(timeout=20)
    assert len(app.exception) == 1
