"""What an input gives, from its first value to what the browser sends."""

from __future__ import annotations

import datetime as dt

import pytest

from jupyter_streamkit import errors
from jupyter_streamkit.testing.v1 import AppTest


def test_the_types_of_numbers(viewer) -> None:
    assert viewer.call("st.slider('L', 0, 10, 3)") == 3
    assert type(viewer.send("slider", [4])) is int
    assert type(viewer.call("st.slider('M', 0.0, 10.0, 3.0)")) is float
    value = viewer.send("slider", [4])
    assert (value, type(value)) == (4.0, float)
    viewer.call("st.number_input('L', 0, 10)")
    assert type(viewer.send("number_input", 7)) is int


def test_dates_and_zones(viewer) -> None:
    viewer.call("st.slider('L', d.date(2020, 1, 1), d.date(2020, 3, 1))")
    day = dt.datetime(2020, 2, 1, tzinfo=dt.UTC)
    assert viewer.send("slider", [int(day.timestamp() * 1_000_000)]) == dt.date(2020, 2, 1)
    command = "st.slider('L', d.datetime(2020, 1, 1, tzinfo=d.UTC), d.datetime(2020, 3, 1, tzinfo=d.UTC))"
    assert viewer.call(command) == dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert viewer.send("slider", [int(day.timestamp() * 1_000_000)]) == day


def test_options_keep_their_place_when_they_change(viewer) -> None:
    viewer.call("st.selectbox('L', ['a', 'b', 'c'], key='k')")
    assert viewer.send("selectbox", "b") == "b"
    assert viewer.call("st.selectbox('L', ['c', 'b'], key='k')") == "b"
    assert viewer.call("st.selectbox('L', ['c', 'a'], index=1, key='k')") == "a"


def test_choices_that_are_gone_leave_the_others(viewer) -> None:
    viewer.call("st.multiselect('L', ['a', 'b', 'c'], key='k')")
    assert viewer.send("multiselect", ["c", "b"]) == ["c", "b"]
    assert viewer.call("st.multiselect('L', ['b', 'd'], key='k')") == ["b"]


def test_an_enum_defined_anew_by_every_run(viewer) -> None:
    source = (
        "class Size(enum.Enum):\n    S = 1\n    L = 2\n"
        "st.session_state.out = st.selectbox('L', Size, key='k') is Size.L\n"
        "st.session_state.again = st.session_state.k"
    )
    assert viewer.run(source) is False
    assert viewer.send("selectbox", "Size.L") is True
    assert viewer.run(source.replace("Size, key", "Size, key").replace("is Size.L", "== Size.L")) is True


def test_options_with_the_same_words_are_told_apart(viewer) -> None:
    command = "st.selectbox('L', [{'id': 1}, {'id': 2}], index=1, format_func=lambda item: 'same')"
    assert viewer.call(command) == {"id": 2}
    first, second = viewer.node("selectbox").props["names"]
    assert viewer.send("selectbox", first) == {"id": 1}
    assert viewer.send("selectbox", second) == {"id": 2}


def test_changing_what_was_chosen_does_not_change_the_options(viewer) -> None:
    source = "options = [['a']]\nst.radio('L', options).append('b')\nst.session_state.out = options"
    assert viewer.run(source) == [["a"]]


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ("pd.DataFrame({'a': [7, 8], 'b': [1, 2]})", 7),
        ("pd.Series([7, 8])", 7),
        ("pd.Index(['x'])", "x"),
        ("np.array([[7, 8], [9, 10]])", 7),
        ("{'k': 1}", "k"),
        ("range(7, 9)", 7),
        ("(each for each in 'xy')", "x"),
    ],
)
def test_options_of_any_kind(viewer, options: str, first: object) -> None:
    value = viewer.call(f"st.radio('L', {options})")
    assert (value, type(value)) == (first, type(first))


def test_bounds_under_a_key_make_a_new_slider(viewer) -> None:
    viewer.call("st.slider('L', 0, 10, 5, key='k')")
    viewer.send("slider", [7])
    assert viewer.call("st.slider('M', 0, 10, 1, key='k', help='h')") == 7
    assert viewer.call("st.slider('L', 0, 9, 5, key='k')") == 5


def test_a_number_beyond_its_new_bounds_begins_again(viewer) -> None:
    viewer.call("st.number_input('L', 0, 10, 5, key='k')")
    assert viewer.send("number_input", 7) == 7
    assert viewer.call("st.number_input('L', 0, 8, 5, key='k')") == 7
    assert viewer.call("st.number_input('L', 0, 6, 5, key='k')") == 5


def test_a_date_beyond_its_new_bounds_begins_again(viewer) -> None:
    viewer.call("st.date_input('L', d.date(2020, 1, 5), key='k')")
    assert viewer.send("date_input", ["2020-01-09"]) == dt.date(2020, 1, 9)
    assert viewer.call(
        "st.date_input('L', d.date(2020, 1, 5), max_value=d.date(2020, 1, 7), key='k')"
    ) == dt.date(2020, 1, 5)


def test_a_range_of_dates_while_it_is_chosen(viewer) -> None:
    viewer.call("st.date_input('L', [])")
    assert viewer.send("date_input", ["2020-01-09"]) == (dt.date(2020, 1, 9),)
    assert viewer.send("date_input", ["2020-01-09", "2020-01-10"]) == (
        dt.date(2020, 1, 9),
        dt.date(2020, 1, 10),
    )


def test_a_value_that_persists(viewer) -> None:
    source = "if not st.checkbox('Hide', key='h'):\n    st.text_input('L', key='k', persist_state='session')"
    viewer.run(source)
    viewer.send("text_input", "kept")
    viewer.send("checkbox", True)
    assert viewer.session.state["k"] == "kept"
    viewer.send("checkbox", False)
    assert viewer.session.state["k"] == "kept"


def test_callbacks_have_the_arguments_of_their_run(viewer) -> None:
    source = (
        "n = st.session_state.setdefault('n', 0)\n"
        "def note(n, more=0):\n    st.session_state.out = (n, more, st.session_state.k)\n    st.session_state.n += 1\n"
        "st.slider('L', 0, 10, key='k', on_change=note, args=(n,), kwargs={'more': 5})"
    )
    viewer.run(source)
    assert viewer.send("slider", [3]) == (0, 5, 3)
    assert viewer.send("slider", [4]) == (1, 5, 4)


def test_a_button_is_pressed_for_one_run(viewer) -> None:
    source = "st.session_state.out = st.button('Go', key='b')\nst.text_input('T')"
    assert viewer.run(source) is False
    assert viewer.send("button", 1) is True
    assert viewer.send("text_input", "x") is False


def test_the_state_says_that_a_slider_is_a_range(viewer) -> None:
    source = "st.session_state.setdefault('k', (2, 3))\nst.session_state.out = st.slider('L', 0, 10, key='k')"
    assert viewer.run(source) == (2, 3)
    assert viewer.send("slider", [4, 5]) == (4, 5)


def test_a_link_that_runs_code_is_refused(viewer) -> None:
    assert isinstance(
        viewer.error("st.link_button('L', ' JavaScript:alert(1)')"), errors.StreamlitInvalidURLError
    )


def test_files_to_download(viewer) -> None:
    viewer.call("st.download_button('L', io.StringIO('text'), 'data.csv')")
    node = viewer.node("download_button")
    assert (node.blobs[0].data, node.props["mime"]) == (b"text", "text/csv")
    viewer.call("st.download_button('L', lambda: b'late')")
    told, _ = viewer.node("download_button").source.answer({"open": True})
    assert told["size"] == 4


@pytest.mark.parametrize(
    ("command", "first"),
    [
        ("number_input('x', 0, 5, 2)", 2),
        ("time_input('x', datetime.time(1))", dt.time(1)),
        ("selectbox('x', ['a', 'b'])", "a"),
        ("radio('x', ['a', 'b'])", "a"),
        ("text_input('x', 'y')", "y"),
        ("segmented_control('x', ['a'], default='a')", None),
        ("number_input('x', value=None)", None),
    ],
)
def test_an_emptied_input_has_its_first_value_again_where_there_is_one(command: str, first: object) -> None:
    app = AppTest.from_string(
        f"import datetime\nimport streamlit as st\nst.{command}", default_timeout=60
    ).run()
    getattr(app, command.partition("(")[0])[0].set_value(None).run()
    assert getattr(app, command.partition("(")[0])[0].value == first
