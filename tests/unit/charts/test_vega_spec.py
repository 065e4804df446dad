"""Specifications without their data."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from jupyter_streamkit.api.vega_spec import from_altair, from_dict, is_side_by_side, selections
from jupyter_streamkit.errors import StreamlitAPIException

DATA = pd.DataFrame({"a": [1, 2], "b": [3, 4]})


def layered(data):
    line = alt.Chart(data).mark_line().encode(x="a", y="b")
    return alt.layer(line, alt.Chart(data).mark_point().encode(x="a", y="b")).interactive()


def test_new_data_has_the_same_specification():
    before, now = from_altair(layered(DATA)), from_altair(layered(DATA * 2))
    assert before[0] == now[0]
    assert before[1].blobs != now[1].blobs


def test_data_that_two_charts_share_is_sent_once():
    chart = alt.Chart(DATA).mark_line().encode(x="a", y="b")
    spec, datasets = from_altair(chart | chart)
    assert list(datasets.blobs) == ["source0"]
    assert is_side_by_side(spec)


def test_data_in_a_specification_is_taken_out():
    inline = {"mark": "bar", "data": {"values": [{"a": 1}]}}
    assert from_dict(inline, None)[0]["data"] == {"name": "source0"}
    assert from_dict({"mark": "bar", "data": DATA}, None)[0]["data"] == {"name": "source0"}
    assert from_dict(DATA, {"mark": "bar"})[0]["data"] == {"name": "source0"}


def test_selections_are_found_wherever_they_stand():
    pick, zoom = alt.selection_point(name="pick"), alt.selection_interval(name="zoom")
    chart = alt.Chart(DATA).mark_bar().encode(x="a", y="b")
    spec, _ = from_altair(chart.add_params(pick) & chart.add_params(zoom))
    assert set(selections(spec)) == {"pick", "zoom"}


@pytest.mark.parametrize("nothing", [None, {}])
def test_a_specification_is_needed(nothing):
    with pytest.raises(StreamlitAPIException, match="needs a specification"):
        from_dict(DATA, nothing)


def test_what_is_no_chart_is_refused():
    with pytest.raises(StreamlitAPIException, match="not int"):
        from_altair(3)
