"""What quick charts make of tables: rows, types, titles, colours."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from jupyter_streamkit.api.quick_charts import HOVER_ROWS, quick_chart
from jupyter_streamkit.errors import StreamlitAPIException, StreamlitInvalidColorError

WIDE = pd.DataFrame({"a": [1, 2, 3], "b": [4.0, 5.0, 6.0]})
LONG = pd.DataFrame({"x": [1, 2, 1, 2], "y": [3, 4, 5, 6], "cat": list("uuvv"), "s": [1, 2, 3, 4]})


def drawn(kind, data, **arguments):
    arguments = {"x": None, "y": None} | arguments
    chart, frame = quick_chart(kind, data, **arguments)
    rows = chart.rows(frame)
    return rows, chart.spec(frame, rows)


def test_columns_of_a_wide_table_are_series():
    rows, spec = drawn("line", WIDE)
    assert rows.to_dict("list") == {
        "x": [0, 0, 1, 1, 2, 2],
        "y": [1, 4, 2, 5, 3, 6],
        "color": ["a", "b"] * 3,
    }
    assert spec["encoding"]["color"]["title"] == " "
    assert [entry["title"] for entry in spec["encoding"]["tooltip"]] == ["index", "value", "color"]


def test_a_long_table_is_taken_as_it_is():
    rows, spec = drawn("scatter", LONG, x="x", y="y", color="cat", size="s")
    assert rows.to_dict("list") == {
        "x": [1, 2, 1, 2],
        "y": [3, 4, 5, 6],
        "color": list("uuvv"),
        "size": [1, 2, 3, 4],
    }
    encoding = spec["encoding"]
    assert (encoding["x"]["title"], encoding["y"]["title"]) == ("x", "y")
    assert encoding["color"]["type"] == "nominal"


def test_new_data_has_the_same_specification():
    assert drawn("line", WIDE)[1] == drawn("line", WIDE * 2)[1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], "quantitative"),
        ([1.5, None], "quantitative"),
        (["p", "q"], "nominal"),
        ([True, False], "nominal"),
        ([dt.date(2020, 1, 1), dt.date(2020, 1, 2)], "temporal"),
        (pd.date_range("2020", periods=2), "temporal"),
        (pd.Categorical(["u", "v"], ["v", "u"], ordered=True), "ordinal"),
    ],
)
def test_the_kind_of_an_axis_is_that_of_its_values(values, expected):
    _, spec = drawn("line", pd.DataFrame({"x": values, "y": [1, 2]}), x="x", y="y")
    assert spec["encoding"]["x"]["type"] == expected


def test_bars_stand_on_names_unless_on_dates():
    assert drawn("bar", WIDE)[1]["encoding"]["x"]["type"] == "ordinal"
    dates = WIDE.set_index(pd.date_range("2020", periods=3))
    assert drawn("bar", dates)[1]["encoding"]["x"]["type"] == "temporal"


def test_horizontal_bars_change_the_axes():
    _, spec = drawn("bar", LONG, x="cat", y="y", horizontal=True, x_label="X")
    assert spec["encoding"]["y"]["field"] == "x"
    assert spec["encoding"]["y"]["title"] == "X"


def test_bars_are_sorted_by_a_column():
    _, spec = drawn("bar", LONG, x="cat", y="y", sort="-y")
    assert spec["encoding"]["x"]["sort"] == {"field": "sort", "order": "descending"}
    assert drawn("bar", LONG, x="cat", y="y", sort=False)[1]["encoding"]["x"]["sort"] is None


def test_unstacked_bars_stand_side_by_side():
    _, spec = drawn("bar", WIDE, stack=False)
    assert spec["encoding"]["xOffset"] == {"field": "color"}
    assert spec["encoding"]["y"]["stack"] is False


def test_colors_of_columns():
    _, spec = drawn("line", WIDE, color=["#f00", (0, 255, 0)])
    assert spec["encoding"]["color"]["scale"] == {"domain": ["a", "b"], "range": ["#f00", "#00ff00"]}
    assert drawn("line", WIDE, y="a", color="#f00")[1]["encoding"]["color"] == {"value": "#f00"}


def test_a_column_of_colors_is_taken_at_its_word():
    data = pd.DataFrame({"x": [1, 2], "y": [1, 2], "c": [(255, 0, 0), (0, 255, 0)]})
    rows, spec = drawn("scatter", data, x="x", y="y", color="c")
    assert rows["color"].tolist() == ["#ff0000", "#00ff00"]
    assert spec["encoding"]["color"]["scale"] is None


def test_rows_that_are_added_are_numbered_on():
    chart, _ = quick_chart("line", np.zeros((3, 1)), x=None, y=None)
    chart, more = chart.continued(pd.DataFrame({"0": [1, 2]}))
    assert chart.rows(more)["x"].tolist() == [3, 4]
    assert chart.continued(pd.DataFrame({"0": [1]}))[1].index.tolist() == [5]


def test_nothing_is_an_empty_chart_that_its_first_rows_decide():
    chart, frame = quick_chart("line", None, x=None, y=None)
    assert chart.rows(frame).empty
    _, rows, spec = chart.begun(WIDE)
    assert len(rows) == 6
    assert "color" in spec["encoding"]


def test_long_lines_have_no_layer_that_follows_the_mouse():
    assert "layer" in drawn("line", np.zeros(HOVER_ROWS))[1]
    assert "layer" not in drawn("line", np.zeros(HOVER_ROWS + 1))[1]


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"x": "nope"}, StreamlitAPIException, "no column `nope`. Its columns are: `a`, `b`"),
        ({"y": ["a", "nope"]}, StreamlitAPIException, "`nope`"),
        ({"color": ["#f00"]}, StreamlitInvalidColorError, "1 colours for the 2 columns"),
        ({"color": "nonsense"}, StreamlitInvalidColorError, "not a colour"),
        ({"size": "nope"}, StreamlitAPIException, "size"),
        ({"stack": "x"}, StreamlitAPIException, "stack"),
        ({"sort": "-zzz"}, StreamlitAPIException, "`zzz`"),
    ],
)
def test_wrong_arguments_say_what_to_write(arguments, error, words):
    with pytest.raises(error, match=words):
        drawn("bar", WIDE, **arguments)
