"""What becomes a DataFrame, and which values its cells are on the wire."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from jupyter_streamkit.api.cells import encode, kind, plain
from jupyter_streamkit.api.fingerprint import fingerprint
from jupyter_streamkit.api.tabular import has_header, has_index, to_frame
from jupyter_streamkit.errors import StreamlitDataframeConversionError


class Point(NamedTuple):
    x: int
    y: int


@dataclasses.dataclass
class City:
    name: str
    people: int


class Color(enum.Enum):
    RED = 1
    BLUE = 2


@pytest.mark.parametrize(
    ("data", "columns", "values"),
    [
        (None, [], []),
        ([1, 2], ["value"], [[1], [2]]),
        ({2, 1}, ["value"], [[1], [2]]),
        (range(2), ["value"], [[0], [1]]),
        ((i for i in range(2)), ["value"], [[0], [1]]),
        ([[1, 2], [3, 4]], [0, 1], [[1, 2], [3, 4]]),
        ([{"a": 1}, {"a": 2}], ["a"], [[1], [2]]),
        ({"a": [1, 2]}, ["a"], [[1], [2]]),
        ({"a": 1, "b": 2}, ["value"], [[1], [2]]),
        ({"r": {"x": 1}}, ["r"], [[1]]),
        (Counter("aab"), ["value"], [[2], [1]]),
        (City("Oslo", 7), ["value"], [["Oslo"], [7]]),
        ([City("Oslo", 7)], ["name", "people"], [["Oslo", 7]]),
        (Point(1, 2), ["value"], [[1], [2]]),
        (Color, ["value"], [[1], [2]]),
        (np.array([1, 2]), ["value"], [[1], [2]]),
        (np.ones((1, 2)), [0, 1], [[1, 1]]),
        (pd.Series([1], name="n"), ["n"], [[1]]),
        (pd.Index([1], name="n"), ["n"], [[1]]),
        (pd.DataFrame({"a": [1]}).style, ["a"], [[1]]),
        (pl.DataFrame({"a": [1]}), ["a"], [[1]]),
        (pl.DataFrame({"a": [1]}).lazy(), ["a"], [[1]]),
        (pl.Series("a", [1]), ["a"], [[1]]),
        (pa.table({"a": [1]}), ["a"], [[1]]),
    ],
)
def test_what_looks_like_a_table_becomes_a_frame(data, columns, values):
    frame = to_frame(data)
    assert list(frame.columns) == columns
    assert frame.to_numpy().tolist() == values


def test_a_frame_stays_itself():
    frame = pd.DataFrame({"a": [1]})
    assert to_frame(frame) is frame


@pytest.mark.parametrize("data", [5, "text", object(), np.ones((2, 2, 2))])
def test_the_rest_is_refused_with_a_way_out(data):
    with pytest.raises(StreamlitDataframeConversionError, match="Hand over a DataFrame"):
        to_frame(data)


@pytest.mark.parametrize(
    ("data", "index", "header"),
    [
        (pd.DataFrame({"a": [1]}), True, True),
        ([1, 2], False, False),
        ({"a": [1]}, False, True),
        ({"a": 1}, True, False),
        (np.ones(2), False, False),
        (pl.DataFrame({"a": [1]}), False, True),
    ],
)
def test_index_and_header_are_data_or_only_counts(data, index, header):
    frame = to_frame(data)
    assert (has_index(data, frame), has_header(data, frame)) == (index, header)


@pytest.mark.parametrize(
    ("values", "expected_kind", "expected"),
    [
        ([1, 2**60], "integer", [1, str(2**60)]),
        ([1.5, None], "number", [1.5, None]),
        ([np.inf], "number", ["inf"]),
        ([True, None], "boolean", [True, None]),
        (["a", None], "text", ["a", None]),
        ([pd.Timestamp("2024-01-02 03:04", tz="UTC")], "datetime", ["2024-01-02T03:04:00+00:00"]),
        ([pd.NaT, pd.Timestamp("2024-01-02")], "datetime", [None, "2024-01-02T00:00:00"]),
        ([dt.date(2024, 1, 2)], "date", ["2024-01-02"]),
        ([dt.time(3, 4)], "time", ["03:04:00"]),
        ([pd.Timedelta("1h")], "text", ["0 days 01:00:00"]),
        ([[1, "a", None]], "list", [[1, "a", None]]),
        ([{"a": 1}], "json", ['{"a": 1}']),
        ([Decimal("1.50")], "number", [1.5]),
        ([b"ab"], "text", ["ab"]),
        ([10**30], "integer", [str(10**30)]),
        ([1j], "text", ["1j"]),
        ([pd.Period("2024-01")], "text", ["2024-01"]),
        ([1, "a", None], "text", ["1", "a", None]),
        (pd.Categorical(["a", None]), "text", ["a", None]),
        (pd.array([1, None], dtype="Int64"), "integer", [1, None]),
    ],
)
def test_each_type_of_value_crosses_the_wire(values, expected_kind, expected):
    column = pd.Series(values)
    assert kind(column) == expected_kind
    encoded = encode(column.array, expected_kind)
    assert encoded == expected
    json.dumps(encoded, allow_nan=False)


def test_anything_is_json_in_the_end():
    told = plain({"a": {1}, 2: [float("nan"), np.int64(3), dt.date(2024, 1, 2)], "n": None})
    assert told == {"a": "{1}", "2": ["nan", 3, "2024-01-02"], "n": None}
    json.dumps(told, allow_nan=False)


FRAMES = {
    "floats": pd.DataFrame({"a": [1.0, 2.0]}),
    "texts": pd.DataFrame({"a": ["x", "y"]}),
    "objects": pd.DataFrame({"a": [[1], {"b": 2}]}),
    "category": pd.DataFrame({"a": pd.Categorical(["x", "y"])}),
    "zones": pd.DataFrame({"a": pd.date_range("2024", periods=2, tz="UTC")}),
    "levels": pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([(1, "a"), (1, "b")])),
    "nullable": pd.DataFrame({"a": pd.array([1, None], dtype="Int64")}),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_fingerprint_tells_content_and_nothing_else(frame):
    assert fingerprint(frame) == fingerprint(frame.copy(deep=True))
    assert fingerprint(frame) != fingerprint(frame.iloc[::-1])
    assert fingerprint(frame) != fingerprint(frame.rename(columns={"a": "b"}))


def test_a_change_in_place_is_noticed():
    frame = pd.DataFrame({"a": np.zeros(1_000_000)})
    before = fingerprint(frame)
    frame.loc[777_777, "a"] = 1e-300
    assert fingerprint(frame) != before
