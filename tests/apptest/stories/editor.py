"""Tables that one edits: what edits make of data of all kinds."""

from __future__ import annotations

from apptest.telling import Step, Story

from .steps import again, keep, look

HEAD = """
import datetime as dt
import numpy as np
import pandas as pd
def tell(value):
    if isinstance(value, (pd.DataFrame, pd.Series)):
        st.text(value.to_json(date_format="iso"))
        st.text(str(value.dtypes))
        st.text(repr(value.index))
    else:
        st.text(f"{type(value).__name__} {value!r}")
"""
FRAME = "pd.DataFrame({'n': [1, 2, 3], 's': ['x', 'y', 'z']})"
TYPED = """pd.DataFrame({
    'f': [1., 2.], 't': [True, False], 'd': pd.to_datetime(['2020-01-01', '2020-01-02']),
    'da': [dt.date(2020, 1, 1)] * 2, 'ti': [dt.time(1, 2)] * 2, 'l': [[1, 2], [3]],
    'I': pd.array([1, None], dtype='Int64'), 'c': pd.Categorical(['a', 'b'])})"""


def edit(edited: object = None, added: object = None, deleted: object = None) -> Step:
    """Edit the table, as both testers can."""
    return keep("k", {"edited_rows": edited or {}, "added_rows": added or [], "deleted_rows": deleted or []})


def editor(data: str, *steps: Step, more: str = "num_rows='dynamic'") -> Story:
    return Story(f"{HEAD}\ntell(st.data_editor({data}, key='k', {more}))", [*steps, again])


STORIES = {
    "cells": editor(FRAME, edit({1: {"n": 9, "s": None}}), more=""),
    "an emptied number": editor(FRAME, edit({1: {"n": None}}), more=""),
    "rows added": editor(FRAME, edit(added=[{"n": 4, "s": "w"}])),
    "a row half filled": editor(FRAME, edit(added=[{"s": "w"}])),
    "rows deleted": editor(FRAME, edit(deleted=[0, 2])),
    "all at once": editor(FRAME, edit({0: {"n": 7}, 1: {"n": 9}}, [{"n": 4}, {"s": "q"}], [0])),
    "an added row after a deleted one": editor(FRAME, edit(added=[{"n": 4, "s": "w"}], deleted=[1])),
    "values of all types": editor(
        TYPED,
        edit(
            {
                0: {"f": 3, "t": False, "d": "2021-05-05T01:02:03", "da": "2022-02-02", "ti": "03:04:05"},
                1: {"l": ["q"], "I": 5, "c": "a", "d": None},
            }
        ),
    ),
    "an index of its own": editor(
        f"{FRAME}.set_index('s')", edit({1: {"_index": "yy"}}, [{"n": 4, "_index": "k"}])
    ),
    "labels that count": editor(
        "pd.DataFrame({'n': [1, 2]}, index=pd.RangeIndex(10, 30, 10, name='at'))",
        edit(added=[{"n": 3}, {"n": 4}]),
        edit(deleted=[0]),
        look(lambda app: app.text[0].value),
    ),
    "a list": editor("['a', 'b']", edit({0: {"value": "new"}}, [{"value": "m"}])),
    "a tuple": editor("('a', 'b')", edit({0: {"value": "new"}}, deleted=[1])),
    "a set": editor("{1, 2}", edit({0: {"value": 5}})),
    "an array": editor("np.array([1, 2])", edit({0: {"value": 5}}, [{"value": 3}])),
    "a series": editor("pd.Series(['a', 'b'], name='n')", edit({0: {"n": "new"}}, [{"n": "m"}])),
    "a dictionary of values": editor("{'k': 'a', 'm': 'b'}", edit({0: {"value": "new"}})),
    "a dictionary of columns": editor("{'x': [1, 2], 'y': [3, 4]}", edit({0: {"x": 9}}, [{"x": 5, "y": 6}])),
    "records": editor("[{'x': 1, 'y': 2}, {'x': 3, 'y': 4}]", edit({0: {"x": 9}}, deleted=[1])),
    "rows": editor("[[1, 2], [3, 4]]", again),
    "a matrix": editor("np.array([[1, 2], [3, 4]])", again),
    "a column without values": editor("pd.DataFrame({'a': [None, None]})", edit({0: {"a": "x"}})),
    "a state that nobody changes": Story(
        """
import copy
st.data_editor([1, 2], key='k')
state = st.session_state.k
def write(): state['edited_rows'] = {}
def put(): state.deleted_rows = [1]
def deep(): state.edited_rows[0] = {'value': 3}
for change in (write, put, deep, state.clear, lambda: state.update(added_rows=[]), lambda: state.pop('added_rows')):
    try:
        change()
    except TypeError:
        st.text('no')
st.text(copy.deepcopy(state) == state)
""",
        [],
    ),
}
