"""Vega-Lite specifications, apart from their data.

A specification that the browser gets names its data (`source0`, `source1`...), and the names that altair
makes up for each chart are counted from 1 here: a rerun with new data has the same specification.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..errors import StreamlitAPIException, StreamlitMissingRequiredParameterError
from ..tree.blob import Blob
from ..tree.node import Json
from .columns import encode, encode_values, plain
from .tabular import is_tabular, to_frame

_altair_lock = threading.Lock()
"""altair's choice of a data transformer belongs to the process."""
_COUNTED = re.compile(r"(?:param|view)_[0-9a-f]+(?:_\d+)?")
_SIDE_BY_SIDE = ("hconcat", "facet", "repeat", "concat")
_SELECTIONS = ("point", "interval")


@dataclass(slots=True)
class Datasets:
    """The data of one specification."""

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    blobs: dict[str, Blob] = field(default_factory=dict)

    def add(self, data: object) -> dict[str, Json]:
        """What stands in the specification for the data."""
        if isinstance(data, list) and all(isinstance(row, (dict, str, int, float)) for row in data):
            return self._named(encode_values(data))
        frame = to_frame(data)
        named = self._named(encode(with_index(frame)))
        self.frames[str(named["name"])] = frame
        return named

    def _named(self, blob: Blob) -> dict[str, Json]:
        known = next((name for name, other in self.blobs.items() if other == blob), None)
        name = known or f"source{len(self.blobs)}"
        self.blobs[name] = blob
        return {"name": name}


def with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """The index as the column `(index)`, unless it only counts rows."""
    if isinstance(frame.index, (pd.RangeIndex, pd.MultiIndex)) or "(index)" in frame.columns:
        return frame
    return frame.assign(**{"(index)": frame.index})


def from_altair(chart: Any) -> tuple[dict[str, Json], Datasets]:
    """The specification and the data of an altair chart."""
    import altair as alt

    if not isinstance(chart, alt.TopLevelMixin):
        raise StreamlitAPIException(
            f"`st.altair_chart` draws an altair chart, not {type(chart).__name__}: "
            "write `st.altair_chart(alt.Chart(df).mark_line().encode(x='x', y='y'))`."
        )
    datasets = Datasets()

    def transform(data: Any) -> Any:
        if hasattr(data, "__geo_interface__"):
            return alt.to_values(data)
        return datasets.add(data)

    with _altair_lock:
        alt.data_transformers.register("jupyter_streamkit", transform)
        with alt.data_transformers.enable("jupyter_streamkit"):
            spec: dict[str, Json] = chart.to_dict()
    return _counted_from_one(_lift(spec, datasets)), datasets


def from_dict(data: Any, spec: Any) -> tuple[dict[str, Json], Datasets]:
    """The specification and the data of `st.vega_lite_chart(data, spec)` or `(spec)`."""
    if isinstance(data, Mapping) and spec is None:
        data, spec = None, data
    if not spec:
        raise StreamlitMissingRequiredParameterError(
            "`st.vega_lite_chart` needs a specification: write "
            "`st.vega_lite_chart(df, {'mark': 'line', 'encoding': {...}})`."
        )
    datasets = Datasets()
    lifted = _lift(dict(spec), datasets)
    if data is not None:
        lifted["data"] = datasets.add(data)
    return lifted, datasets


def is_side_by_side(spec: Mapping[str, Json]) -> bool:
    """Whether the chart is several charts beside each other, which cannot fill a given width."""
    encoding = spec.get("encoding") or {}
    return any(name in spec for name in _SIDE_BY_SIDE) or any(
        name in encoding for name in ("row", "column", "facet")
    )


def selections(spec: Any) -> list[str]:
    """The names of the selections of a specification, in their order."""
    names: dict[str, None] = {}
    for part in _dicts(spec):
        for param in part.get("params") or () if isinstance(part.get("params"), list) else ():
            select = param.get("select") if isinstance(param, dict) else None
            kind = select.get("type") if isinstance(select, dict) else select
            if kind in _SELECTIONS:
                names[param["name"]] = None
    return list(names)


def _dicts(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _dicts(part)


def _lift(spec: dict[str, Json], datasets: Datasets) -> dict[str, Json]:
    """The specification as JSON, with names where data stood."""
    shared = spec.pop("datasets", None) or {}
    renamed = {name: datasets.add(_values(data))["name"] for name, data in shared.items()}

    def walk(value: Any, key: str = "") -> Json:
        if key == "data":
            value = _lift_data(value, datasets, renamed)
        if isinstance(value, Mapping):
            return {str(name): walk(part, str(name)) for name, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [walk(part) for part in value]
        return plain(value)

    lifted: dict[str, Json] = walk(spec)
    return lifted


def _lift_data(data: Any, datasets: Datasets, renamed: Mapping[str, str]) -> Any:
    if is_tabular(data):
        return datasets.add(data)
    if not isinstance(data, Mapping):
        return data
    if "name" in data and data["name"] in renamed:
        return {**data, "name": renamed[data["name"]]}
    values = _values(data.get("values"))
    if is_tabular(values) or isinstance(values, list):
        rest = {name: part for name, part in data.items() if name not in ("values", "name")}
        return rest | datasets.add(values)
    return data


def _values(data: Any) -> Any:
    return [plain(row) for row in data] if isinstance(data, (list, tuple)) else data


def _counted_from_one(spec: dict[str, Json]) -> dict[str, Json]:
    """Altair names parameters and views `param_17`: give them numbers of their own chart."""
    names: dict[str, None] = {}
    for part in _dicts(spec):
        if isinstance(name := part.get("name"), str) and _COUNTED.fullmatch(name):
            names[name] = None
    counts = {"param": 0, "view": 0}
    renamed: dict[str, str] = {}
    for name in names:
        kind = name.split("_")[0]
        counts[kind] += 1
        renamed[name] = f"{kind}_{counts[kind]}"
    if all(name == new for name, new in renamed.items()):
        return spec
    pattern = re.compile(rf"(?<![\w]){'(' + '|'.join(sorted(names, key=len, reverse=True)) + ')'}(?=\b|_)")
    changed: dict[str, Json] = _replaced(
        spec, lambda text: pattern.sub(lambda found: renamed[found[1]], text)
    )
    return changed


def _replaced(value: Any, change: Callable[[str], str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _replaced(part, change, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part, change, key) for part in value]
    return change(value) if isinstance(value, str) and key != "field" else value
