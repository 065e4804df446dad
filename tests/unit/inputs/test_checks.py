"""What a browser may send: the rest is refused, whoever writes it."""

from __future__ import annotations

import pytest

NAN, INF = float("nan"), float("inf")

CASES = [
    ("st.checkbox('L')", "checkbox", [True, False], [None, 1, "true", [True]]),
    ("st.radio('L', ['a', 'b'])", "radio", ["a", "b"], ["c", 0, ["a"], True]),
    ("st.selectbox('L', ['a', 'b'])", "selectbox", ["a"], ["c", 0, {"a": 1}]),
    ("st.selectbox('L', ['a'], accept_new_options=True)", "selectbox", ["new"], [5, "\ud800"]),
    (
        "st.multiselect('L', list('abc'), max_selections=2)",
        "multiselect",
        [[], ["a"], ["b", "a"]],
        [["a", "a"], ["a", "b", "c"], ["z"], "a", None, [1]],
    ),
    (
        "st.slider('L', 0, 10)",
        "slider",
        [[0], [10]],
        [[11], [-1], [1.5], [NAN], [True], 5, [], ["1"], [1, 2, 3]],
    ),
    ("st.slider('L', 0.0, 1.0, (0.2, 0.4))", "slider", [[0.1, 0.9]], [[0.1], [INF, 0.1], [0.1, 2], None]),
    ("st.select_slider('L', ['a', 'b'], value='b')", "select_slider", [["a"]], [["z"], "a", [0], ["a", "b"]]),
    ("st.number_input('L', 0, 10)", "number_input", [3, 3.0, None], [11, -1, 2.5, NAN, "3", True, [3]]),
    ("st.number_input('L', value=1)", "number_input", [2**53 - 1], [2**53, -(2**60)]),
    ("st.number_input('L', value=1.5)", "number_input", [1e300, 3], [INF, NAN]),
    ("st.text_input('L', max_chars=3)", "text_input", ["", "abc", None], ["abcd", 5, ["a"], "\ud800"]),
    ("st.text_area('L')", "text_area", ["a\nb"], [5, {}]),
    (
        "st.date_input('L', d.date(2020, 1, 5), d.date(2020, 1, 1), d.date(2020, 1, 9))",
        "date_input",
        [["2020-01-01"], []],
        [["2020-01-10"], ["x"], "2020-01-05", ["2020-01-02", "2020-01-03"], [5], None],
    ),
    ("st.date_input('L', [])", "date_input", [["2020-01-01", "2020-01-02"]], [["2020-01-02", "2020-01-01"]]),
    ("st.time_input('L')", "time_input", ["08:30", None], ["25:00", 5, "08:30+01:00"]),
    (
        "st.datetime_input('L', '2020-01-05', '2020-01-01', '2020-01-09')",
        "datetime_input",
        ["2020-01-09T23:59"],
        ["2020-01-10T00:00", "x", 5, "2020-01-05T00:00+00:00"],
    ),
    (
        "st.color_picker('L')",
        "color_picker",
        ["#fff", "#00FF00"],
        ["red", "#12345", None, "#ffffff;color:red", 5],
    ),
]


@pytest.mark.parametrize(("command", "type", "good", "bad"), CASES, ids=[case[0] for case in CASES])
def test_what_a_browser_may_send(
    viewer, command: str, type: str, good: list[object], bad: list[object]
) -> None:
    viewer.call(command)
    assert [value for value in good if viewer.refuses(type, value)] == []
    assert [value for value in bad if not viewer.refuses(type, value)] == []
