"""The bytes that charts send: read back as the browser reads them."""

from __future__ import annotations

import json
import math
import struct

import numpy as np
import pandas as pd

from jupyter_streamkit.api.columns import encode, encode_values


def decoded(blob):
    (size,) = struct.unpack_from("<I", blob.data)
    header = json.loads(blob.data[4 : 4 + size])
    body = blob.data[4 + size :]
    assert (4 + size) % 8 == 0
    columns = {}
    for column in header["columns"]:
        values = column.get("values")
        if "at" in column:
            numbers = np.frombuffer(body, "<" + column["type"], header["rows"], column["at"]).tolist()
            values = [values[n] if n >= 0 else None for n in numbers] if column["kind"] == "text" else numbers
        columns[column["name"]] = (column["kind"], values)
    return columns


def test_numbers_texts_and_times():
    frame = pd.DataFrame(
        {
            "i": [1, 2, 3],
            "f": [0.1, np.nan, np.inf],
            "s": ["p", None, "p"],
            "t": pd.to_datetime(["1970-01-01 00:00:01", None, "1970-01-02 00:00:00"]),
            "z": pd.to_datetime(["1970-01-01 01:00"] * 3).tz_localize("Europe/Paris"),
            "b": [True, False, True],
            "o": [{"a": 1}, [2], 3],
        }
    )
    columns = decoded(encode(frame))
    assert columns["i"] == ("number", [1, 2, 3])
    assert columns["f"][1][0] == 0.1
    assert all(math.isnan(value) for value in columns["f"][1][1:])
    assert columns["s"] == ("text", ["p", None, "p"])
    assert columns["t"][0] == "wall"
    assert [columns["t"][1][0], columns["t"][1][2]] == [1000, 86_400_000]
    assert columns["z"] == ("time", [0, 0, 0])
    assert columns["b"] == ("json", [True, False, True])
    assert columns["o"] == ("json", [{"a": 1}, [2], 3])


def test_equal_frames_are_equal_blobs():
    assert encode(pd.DataFrame({"a": [1]})) == encode(pd.DataFrame({"a": [1]}))
    assert encode(pd.DataFrame({"a": [1]})) != encode(pd.DataFrame({"a": [2]}))


def test_ten_thousand_numbers_are_small():
    assert len(encode(pd.DataFrame({"a": np.arange(10_000)})).data) < 41_000


def test_rows_that_are_json_stay_so():
    (size,) = struct.unpack_from("<I", encode_values([{"a": 1}]).data)
    assert json.loads(encode_values([{"a": 1}]).data[4 : 4 + size]) == {"values": [{"a": 1}]}
