from __future__ import annotations

import subprocess
import sys
import textwrap
import threading

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import polars as pl
import pydantic
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from jupyter_streamkit.caching.hashing import MANY_ITEMS, MANY_ROWS, UnhashableError, digest

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)


def typed(value):
    """Like repr, it tells 1 from True; unlike it, -0.0 needs no care: repr has it."""
    return repr(value)


@hypothesis_settings(max_examples=50)
@given(PLAIN, PLAIN)
def test_two_plain_values_have_one_digest_only_when_they_are_the_same(one, other):
    assert (digest(one) == digest(other)) == (typed(one) == typed(other))


@pytest.mark.parametrize("items", [[1.5], [7], ["text"], [2**70], [1, "a"]])
def test_long_lists_are_compared_item_by_item(items):
    long = items * MANY_ITEMS
    assert digest(long) == digest(list(long))
    assert digest(long) != digest([*long[:-1], "other"])
    assert digest(long) != digest(tuple(long))


def test_where_texts_end_matters():
    assert digest(["ab"] + ["c"] * MANY_ITEMS) != digest(["a"] + ["bc"] + ["c"] * (MANY_ITEMS - 1))


def test_a_digest_is_the_same_in_another_process():
    program = textwrap.dedent("""
        import datetime, numpy, pandas
        from jupyter_streamkit.caching.hashing import digest
        frame = pandas.DataFrame({"a": ["x", "y"], "b": pandas.to_datetime(["2020", "2021"])})
        value = {"a", "b", "c"}, frame, numpy.arange(9), datetime.date(2020, 1, 1), len
        print(digest(value).hex())
    """)
    # Another seed of the hashes that order sets.
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    exec(program.replace("print", "here = "), names := {})
    assert run.stdout.strip() == names["here"]


def test_functions_by_what_they_do():
    def adder(n):
        return lambda x: x + n

    assert digest(adder(1)) == digest(adder(1))
    assert digest(adder(1)) != digest(adder(2))


def test_the_innermost_culprit_is_named():
    lock = threading.Lock()
    with pytest.raises(UnhashableError) as raised:
        digest({"a": [1, lock]})
    assert raised.value.culprit is lock


def test_masked_arrays_by_their_mask():
    assert digest(np.ma.array([1, 2], mask=[0, 1])) != digest(np.ma.array([1, 2], mask=[0, 0]))


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.assign(number=frame.number + 1),
        lambda frame: frame.assign(text=frame.text.str.upper()),
        lambda frame: frame.assign(when=frame.when + pd.Timedelta(1, "s")),
        lambda frame: frame.assign(kind=frame.kind.cat.set_categories(["v", "u", "w"])),
        lambda frame: frame.assign(mixed=["1", "a"]),
        lambda frame: frame.rename(columns={"number": "count"}),
        lambda frame: frame[frame.columns[::-1]],
        lambda frame: frame.rename_axis("name"),
        lambda frame: frame.set_index(["number", "text"]),
        lambda frame: frame.iloc[:1],
    ],
)
def test_every_change_of_a_frame_counts(change):
    frame = pd.DataFrame(
        {
            "number": [1, 2],
            "text": ["a", "b"],
            "when": pd.to_datetime(["2020-01-01", "2021-01-01"], utc=True),
            "kind": pd.Categorical(["u", "v"]),
            "mixed": [1, "a"],
        }
    )
    assert digest(frame) == digest(frame.copy())
    assert digest(frame) != digest(change(frame))


def test_big_frames_are_sampled_by_the_seed(monkeypatch):
    frame = pd.DataFrame({"a": np.arange(MANY_ROWS)})
    assert digest(frame) == digest(frame.copy())
    assert digest(frame) != digest(frame + 1)
    assert digest(frame) != digest(pd.DataFrame({"a": np.arange(MANY_ROWS + 1)}))
    before = digest(frame)
    monkeypatch.setenv("STREAMLIT_RUNNER_CACHE_HASH_SEED", "7")
    assert digest(frame) != before


def test_open_files_by_name_change_and_place(tmp_path):
    path = tmp_path / "file.txt"
    path.write_text("abc")
    with path.open() as one, path.open() as other:
        assert digest(one) == digest(other)
        other.read(1)
        assert digest(one) != digest(other)


def test_polars_frames_and_series():
    frame = pl.DataFrame({"a": [1], "b": [[1, 2]]})
    assert digest(frame) == digest(frame.clone())
    assert digest(frame) != digest(frame.rename({"a": "c"}))
    assert digest(pl.Series("a", [1])) != digest(pl.Series("a", [2]))


def test_pydantic_models():
    model = pydantic.create_model("Model", x=(int, ...))
    assert digest(model(x=1)) == digest(model(x=1))
    assert digest(model(x=1)) != digest(model(x=2))
