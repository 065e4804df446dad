"""The changes of an editor: which of them count, and what they make of the data."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pyarrow as pa
import pytest

from jupyter_streamkit.api import column_config
from jupyter_streamkit.api.edit_column import EditColumn, edit_column
from jupyter_streamkit.api.frames import EditedTable, Shown, table
from jupyter_streamkit.snapshot.static import render
from jupyter_streamkit.snapshot.still import Still
from jupyter_streamkit.testing.v1 import AppTest


def column(values, config=None, name="a", **more) -> EditColumn:
    made = edit_column(name, pd.Series(values, **more), config or {}, disabled=False)
    assert made is not None
    return made


CASES = [
    (column([1]), [5, 5.0, None], [5.5, "5", True, float("nan"), [], {}]),
    (column([1], dtype="int8"), [127], [128, -129]),
    (column([1.5]), [5, 5.5], [float("inf"), "x"]),
    (column([True]), [False, None], [0, "false"]),
    (column(["x"]), ["", "y"], [1, ["x"]]),
    (column([1], column_config.NumberColumn(min_value=0, max_value=9)), [0, 9], [-1, 10]),
    (column(["x"], column_config.TextColumn(max_chars=2, validate="^[a-z]*$")), ["ab"], ["abc", "A"]),
    (column([1], column_config.NumberColumn(required=True)), [1], [None]),
    (column(["a", "b"], dtype="category"), ["a", None], ["c"]),
    (column([1, 2], column_config.SelectboxColumn(options=[1, 2])), [1], [True, 3, "1"]),
    (column([["a"]], column_config.MultiselectColumn(options=["a", "b"])), [["b"], []], [["c"], "a"]),
    (column([["a"]]), [["x", "y"]], ["x", [["nested"]]]),
    (
        column([dt.date(2020, 1, 1)], column_config.DateColumn(min_value=dt.date(2020, 1, 1))),
        ["2020-01-01"],
        ["2019-12-31", "today", 5],
    ),
    (column([dt.time(1, 2)]), ["03:04", "03:04:05"], ["25:00", 3]),
    (column(pd.to_datetime(["2020-01-01"])), ["2020-01-01T02:03:04"], ["x", 7]),
]


@pytest.mark.parametrize(("made", "fits", "wrong"), CASES)
def test_a_column_takes_what_fits(made, fits, wrong) -> None:
    assert [made.check(value) for value in fits] == fits
    for value in wrong:
        with pytest.raises(ValueError):
            made.check(value)


def test_a_point_of_time_is_in_the_zone_of_its_column() -> None:
    made = column(pd.to_datetime(["2020-01-01"]).tz_localize("Europe/Oslo"))
    assert made.read("2020-06-01T12:00:00") == pd.Timestamp("2020-06-01 12:00", tz="Europe/Oslo")
    assert made.read("2020-06-01T12:00:00Z") == pd.Timestamp("2020-06-01 14:00", tz="Europe/Oslo")


@pytest.mark.parametrize("values", [[{"a": 1}], [b"x"], [object()], pd.to_timedelta(["1h"]), [1j]])
def test_what_has_no_field_only_shows(values) -> None:
    assert edit_column("a", pd.Series(values), {}, disabled=False) is None


def editor(call: str) -> AppTest:
    head = "import dataclasses, pandas as pd, pyarrow as pa\n"
    head += "import streamlit as st\nfrom streamlit import column_config as cc\n"
    return AppTest.from_string(f"{head}st.session_state.out = {call}").run()


def changed(call: str, **state) -> AppTest:
    app = editor(call)
    app.session_state.k = state
    return app.run()


FRAME = "pd.DataFrame({'n': [1, 2], 's': ['x', 'y']})"


def test_what_does_not_fit_is_dropped_and_the_rest_counts() -> None:
    app = changed(
        f"st.data_editor({FRAME}, key='k', disabled=['s'])",
        edited_rows={0: {"n": "no", "s": "locked", "gone": 1}, 1: {"n": 7}, 9: {"n": 1}},
        added_rows=[{"n": 1}],
        deleted_rows=[0],
    )
    assert app.session_state.k == {"edited_rows": {1: {"n": 7}}, "added_rows": [], "deleted_rows": []}
    assert app.session_state.out["n"].tolist() == [1, 7]


@pytest.mark.parametrize(("mode", "added", "deleted"), [("add", 1, 0), ("delete", 0, 1), ("dynamic", 1, 1)])
def test_rows_come_and_go_as_the_script_allows(mode: str, added: int, deleted: int) -> None:
    call = f"st.data_editor({FRAME}, key='k', num_rows={mode!r})"
    app = changed(call, added_rows=[{"n": 3}], deleted_rows=[0, 5])
    assert (len(app.session_state.k.added_rows), len(app.session_state.k.deleted_rows)) == (added, deleted)
    assert app.data_editor(key="k").editing_mode == mode


def test_a_new_row_needs_its_label_and_what_is_required() -> None:
    call = (
        f"st.data_editor({FRAME}.set_index('s'), key='k', num_rows='dynamic',"
        "column_config={'n': cc.NumberColumn(required=True)})"
    )
    rows = [
        {"n": 4},
        {"_index": "z"},
        {"n": 5, "_index": "x"},
        {"n": 6, "_index": "w"},
        {"n": 7, "_index": "w"},
    ]
    app = changed(call, added_rows=rows)
    assert app.session_state.k.added_rows == [{"n": 6, "_index": "w"}]
    assert app.session_state.out.index.tolist() == ["x", "y", "w"]


def test_new_rows_have_the_default_of_a_locked_column() -> None:
    config = "{'n': cc.NumberColumn(default=5, disabled=True), 's': cc.SelectboxColumn(options=['x'], default='x')}"
    app = changed(
        f"st.data_editor({FRAME}, key='k', num_rows='dynamic', disabled=['s'], column_config={config})",
        edited_rows={0: {"n": 5}},
        added_rows=[{"n": 5, "s": "x"}, {"n": 6}],
    )
    assert app.session_state.k.edited_rows == {}
    assert app.session_state.k.added_rows == [{"n": 5, "s": "x"}, {}]
    assert [column.get("default") for column in app.data_editor[0].shown.props["columns"]] == [5, "x"]
    assert app.session_state.out["s"].tolist()[:3] == ["x", "y", "x"]


def test_a_locked_column_may_hold_what_its_type_cannot_edit() -> None:
    config = "{'s': cc.NumberColumn(disabled=True)}"
    assert not editor(f"st.data_editor({FRAME}, column_config={config})").exception


def test_a_disabled_editor_takes_nothing() -> None:
    app = changed(f"st.data_editor({FRAME}, key='k', disabled=True)", edited_rows={0: {"n": 5}})
    assert app.session_state.out["n"].tolist() == [1, 2]


PERSON = "dataclasses.make_dataclass('Person', ['name', 'age'])('Ada', 36)"


@pytest.mark.parametrize(
    ("data", "edited", "back"),
    [
        ("{}", {}, {}),
        ("{1: [1, 2], 2: [3, 4]}", {0: {"1": 9}}, {1: [9, 2], 2: [3, 4]}),
        ("{'a': 5, 'b': [3, 4]}", {0: {"b": 9}}, {"a": [5, 5], "b": [9, 4]}),
        ("{'a': range(2), 'b': (3, 4)}", {0: {"b": 9}}, {"a": [0, 1], "b": (9, 4)}),
        ("{'a': [1, 2], 'b': [3]}", {}, {"a": [1, 2], "b": [3]}),
        ("{'a': [1, 2], 'b': [3]}", {1: {"1": 4}}, {"a": [1, 2], "b": [3, 4]}),
        ("pa.array([1, 2])", {0: {"0": 9}}, pa.array([9, 2])),
        (f"[{PERSON}]", {0: {"age": 37}}, pd.DataFrame({"name": ["Ada"], "age": [37]})),
    ],
)
def test_data_of_all_kinds_come_back_whole(data: str, edited: dict, back: object) -> None:
    out = changed(f"st.data_editor({data}, key='k')", edited_rows=edited).session_state.out
    assert type(out) is type(back)
    assert out.equals(back) if hasattr(back, "equals") else out == back


def test_the_data_of_the_script_stays_as_it_is() -> None:
    app = changed(
        "st.data_editor(st.session_state.setdefault('mine', pd.DataFrame({'n': [1]})), key='k')",
        edited_rows={0: {"n": 5}},
    )
    assert (app.session_state.mine["n"].tolist(), app.session_state.out["n"].tolist()) == ([1], [5])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("st.data_editor(pd.DataFrame([[1, 2]], columns=['a', 'a']))", "a name of its own"),
        ("st.data_editor(pd.DataFrame({'a': ['x']}), column_config={'a': cc.DateColumn()})", "cannot edit"),
        ("st.data_editor(pd.DataFrame({'a': [1]}), num_rows='some')", "num_rows"),
    ],
)
def test_errors_say_what_to_write(call: str, words: str) -> None:
    assert words in editor(call).exception[0].message


def test_the_file_holds_what_was_edited() -> None:
    frame = pd.DataFrame({"n": [2, 1], "hidden": [0, 0]})
    source = EditedTable(table(frame, Shown((), (0,))), frame.assign(n=[5, 6]))
    assert source.answer({"what": "csv", "sort": 0})[1][0].decode("utf-8-sig").split() == ["n", "6", "5"]
    source.edited = pd.DataFrame({"n": [7, 8, 9], "hidden": 0})
    assert source.answer({"what": "csv"})[1][0].decode("utf-8-sig").split() == ["n", "7", "8", "9"]
    assert source.answer({"what": "rows", "start": 0, "stop": 2})[0]["columns"] == [[2, 1]]


def test_the_snapshot_shows_what_was_edited() -> None:
    frame = pd.DataFrame({"n": [1, 2]}, index=["x", "y"])
    first = table(frame, Shown((0,), (0,))).first
    columns = [{"name": "", "index": True, "kind": "text"}, {"name": "n", "kind": "integer"}]
    props = {"columns": columns, "page": first.name, "rows": 2}
    value = {"edited_rows": {"1": {"n": 5}}, "added_rows": [{"_index": "z"}], "deleted_rows": [0]}
    drawn = render(Still("data_editor", props, {}, value, {first.name: first.data}, None))
    assert re.findall(r"<td[^>]*>(?:<span[^>]*>)?(\w+)", drawn) == ["y", "5", "z", "None"]
