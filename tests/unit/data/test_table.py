"""The rows that a browser asks for, what it may select, and the settings of columns."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from jupyter_streamkit.api import column_config
from jupyter_streamkit.api.column_settings import ColumnSettings
from jupyter_streamkit.api.frames import Shown, gather, spread, table
from jupyter_streamkit.api.looks import Looks
from jupyter_streamkit.api.metrics import delta_props, value_prop
from jupyter_streamkit.api.selection import Selection, selection_modes
from jupyter_streamkit.api.static_table import table_html
from jupyter_streamkit.errors import StreamlitAPIException, StreamlitIncompatibleParametersError

FRAME = pd.DataFrame({"n": [3, 1, 2], "s": ["Cat", "ant", None]})


def rows(source, **request):
    answer, _ = source.answer({"what": "rows", "start": 0, "stop": 100, **request})
    return answer


def whole(frame=FRAME, **settings):
    return table(frame, Shown((), tuple(range(frame.shape[1])), **settings))


def test_the_first_rows_travel_with_the_element():
    source = whole(pd.DataFrame({"a": range(1000)}))
    page = json.loads(source.first.data)
    assert (page["total"], page["columns"]) == (1000, [list(range(100))])


def test_sorting_keeps_what_is_missing_last():
    source = whole()
    assert rows(source, sort=1)["rows"] == [0, 1, 2]
    assert rows(source, sort=1, down=True)["rows"] == [1, 0, 2]
    assert rows(source, sort=0)["columns"] == [[1, 2, 3], ["ant", None, "Cat"]]


def test_a_search_finds_parts_of_any_column_whatever_the_case():
    source = whole()
    assert rows(source, search="C") == {"start": 0, "total": 1, "rows": [0], "columns": [[3], ["Cat"]]}
    assert rows(source, search="1")["rows"] == [1]
    assert rows(source, search="a", sort=0)["rows"] == [1, 0]


def test_values_without_an_order_are_sorted_by_their_text():
    source = whole(pd.DataFrame({"a": [{"b": 2}, {"b": 1}]}))
    assert rows(source, sort=0)["rows"] == [1, 0]


def test_a_hidden_column_never_leaves_the_kernel():
    source = table(FRAME, Shown((), (1,)))
    assert rows(source)["columns"] == [["Cat", "ant", None]]
    assert rows(source, search="3")["total"] == 0
    csv = source.answer({"what": "csv"})[1][0].decode("utf-8-sig")
    assert csv.splitlines()[0] == "s"


def test_a_table_is_a_snapshot():
    frame = FRAME.copy()
    source = whole(frame)
    frame.loc[0, "n"] = 99
    assert rows(source)["columns"][0] == [3, 1, 2]


def test_equal_content_is_one_table():
    kept = whole(FRAME.copy(deep=True))
    assert whole(FRAME.copy(deep=True)) is kept
    assert whole(FRAME.assign(n=[3, 1, 4])) is not kept


@pytest.mark.parametrize(
    "request_",
    [
        {"what": "secrets"},
        {"what": "rows", "start": -1, "stop": 5},
        {"what": "rows", "start": "0", "stop": 5},
        {"what": "rows", "start": 0, "stop": 5, "sort": 2},
        {"what": "rows", "start": 0, "stop": 5, "search": "x" * 2000},
        {"what": "places", "ranges": [[0, 10**12]]},
        {"what": "positions", "ranges": [[0, 3]] * 2},
    ],
)
def test_questions_without_sense_are_refused(request_):
    with pytest.raises(ValueError):
        whole().answer(request_)


def test_places_and_positions_go_both_ways():
    source = whole()
    order = {"sort": 0}
    assert source.answer({"what": "positions", "ranges": [[0, 1]], **order})[0] == {"ranges": [[1, 2]]}
    assert source.answer({"what": "places", "ranges": [[1, 2]], **order})[0] == {"ranges": [[0, 1]]}


def test_rows_are_ranges_on_the_wire():
    assert gather([5, 1, 2, 3]) == [[1, 4], [5, 6]]
    assert spread([[1, 4], [5, 6]], 10).tolist() == [1, 2, 3, 5]


def selection(*modes):
    return Selection(selection_modes(modes), 3, ("a", "b"))


def test_what_is_selected_is_read_by_attribute_and_item():
    state = selection("multi-row").decode({"rows": [[0, 2]], "columns": ["a"], "cells": [[1, "b"]]})
    assert state.selection.rows == state["selection"]["rows"] == [0, 1]
    assert state.selection.cells == [(1, "b")]


def test_a_default_keeps_what_the_table_has():
    given = {"selection": {"rows": [1, 9], "columns": ["a"], "cells": []}}
    assert selection("multi-row").default(given) == {"rows": [[1, 2]], "columns": [], "cells": []}
    assert selection("single-row-required").default(None)["rows"] == [[0, 1]]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"rows": [[0, 4]], "columns": [], "cells": []},
        {"rows": [[0, 2]], "columns": [], "cells": []},
        {"rows": [], "columns": ["zz"], "cells": []},
        {"rows": [], "columns": [], "cells": [[0, "zz"]]},
        {"rows": [], "columns": [], "cells": [], "more": 1},
    ],
)
def test_a_browser_may_not_select_what_is_not_offered(value):
    with pytest.raises(ValueError):
        selection("single-row", "single-cell").check(value)


def test_two_modes_for_rows_exclude_each_other():
    with pytest.raises(StreamlitIncompatibleParametersError, match="single-row"):
        selection_modes(["single-row", "multi-row"])


def test_settings_order_hide_and_name_columns():
    settings = ColumnSettings(FRAME, {"s": None, 0: "Number", "_index": {"hidden": True}}, None)
    shown = settings.shown(hide_index=False)
    assert (shown.levels, shown.columns) == ((), (0,))
    assert settings.props(shown, ["integer"]) == [{"name": "n", "title": "Number", "kind": "integer"}]
    assert ColumnSettings(FRAME, None, ["s", "zz", "n"]).shown(hide_index=True).columns == (1, 0)


def test_a_setting_of_a_wrong_type_says_what_to_write():
    with pytest.raises(StreamlitAPIException, match="NumberColumn"):
        ColumnSettings(FRAME, {"n": 5}, None)


def test_column_settings_are_plain_dictionaries():
    setting = column_config.SelectboxColumn("S", options=["a"], format_func=str.upper)
    assert setting["type_config"] == {"type": "selectbox", "options": [{"value": "a", "label": "A"}]}
    with pytest.raises(StreamlitAPIException, match="width"):
        column_config.TextColumn(width="huge")


def test_a_styler_gives_texts_and_colours():
    looks = Looks(FRAME.style.format({"n": "{:.1f}"}).highlight_max(subset=["n"]))
    assert looks.cell(0, 0) == ["3.0", {"background-color": "yellow"}, ""]
    page = rows(table(FRAME, Shown((), (0,)), looks), sort=0)
    assert [text for text, _, _ in page["looks"][0]] == ["1.0", "2.0", "3.0"]


def test_a_static_table_shows_markdown_and_no_script():
    frame = pd.DataFrame({"a": ["**b** <script>x</script>"]})
    html = table_html(frame, None, index=False, header=True)
    assert "<strong>b</strong>" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("delta", "color", "expected"),
    [
        (2, "normal", {"delta": 2, "arrow": "up", "color": "green"}),
        (" -3", "normal", {"delta": "-3", "arrow": "down", "color": "red"}),
        (4, "inverse", {"delta": 4, "arrow": "up", "color": "red"}),
        (0, "normal", {"delta": 0, "arrow": None, "color": "gray"}),
        (-4, "off", {"delta": -4, "arrow": "down", "color": "gray"}),
        (5, "blue", {"delta": 5, "arrow": "up", "color": "blue"}),
        (None, "normal", {"color": "gray"}),
    ],
)
def test_a_delta_has_direction_and_colour(delta, color, expected):
    assert delta_props(delta, color, "auto") == expected


def test_a_metric_takes_numbers_and_texts():
    assert [value_prop("value", value) for value in (np.int64(3), 1.5, "x", None)] == [3, 1.5, "x", None]
    with pytest.raises(StreamlitAPIException, match="list"):
        value_prop("value", [1])
