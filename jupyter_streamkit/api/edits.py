"""What one has changed in an editor: cells, added rows, deleted rows.

On the wire: `{"edited_rows": {"<row>": {name: value}}, "added_rows": [{name: value}], "deleted_rows": [row]}`. Rows
are positions in the script's own frame, whatever is shown of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..tree.node import Json
from .attributes import AttributeDict
from .column_settings import INDEX
from .edit_column import EditColumn

MOST_ADDED = 10_000
"""No browser may add more rows."""


class DataEditorState(AttributeDict):
    """What one has changed in an editor, as `st.session_state` has it."""

    @property
    def edited_rows(self) -> dict[int, dict[str, Any]]:
        """The changed cells: row, name of the column, value."""
        return self["edited_rows"]  # type: ignore[no-any-return]

    @property
    def added_rows(self) -> list[dict[str, Any]]:
        """The rows that were added, by name of the column."""
        return self["added_rows"]  # type: ignore[no-any-return]

    @property
    def deleted_rows(self) -> list[int]:
        """Positions of the rows that were deleted."""
        return self["deleted_rows"]  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Edits:
    """Which changes of a frame are possible, and what they make of it."""

    frame: pd.DataFrame
    columns: Mapping[str, EditColumn]
    """Those that can be edited, or have a default, by name; the index as `_index`."""
    places: Mapping[str, int]
    """Where they stand in the frame."""
    adds: bool
    deletes: bool

    def decode(self, value: Json) -> DataEditorState:
        """The state that the script gets."""
        edited = {int(row): dict(cells) for row, cells in value["edited_rows"].items()}
        return DataEditorState({**value, "edited_rows": edited})

    def encode(self, state: Any) -> Json:
        """The wire value of a state."""
        edited = {str(row): dict(cells) for row, cells in state.get("edited_rows", {}).items()}
        added = [dict(row) for row in state.get("added_rows", ())]
        return {
            "edited_rows": edited,
            "added_rows": added,
            "deleted_rows": list(state.get("deleted_rows", ())),
        }

    def check(self, value: Json) -> Json:
        """What fits of a browser's changes; ValueError when they are none."""
        match value:
            case {
                "edited_rows": dict(edited),
                "added_rows": list(added),
                "deleted_rows": list(deleted),
                **more,
            } if not more:
                return {
                    "edited_rows": self._edited(edited),
                    "added_rows": self._added(added) if self.adds else [],
                    "deleted_rows": self._deleted(deleted) if self.deletes else [],
                }
        raise ValueError(f"{value!r:.80} are no changes of a table")

    def _edited(self, told: dict[str, Json]) -> dict[str, Json]:
        open = {name: column for name, column in self.columns.items() if not column.locked}
        rows = {str(row): _cells(open, cells) for row, cells in told.items() if self._has(_row(row))}
        return {row: cells for row, cells in rows.items() if cells}

    def _added(self, told: list[Json]) -> list[Json]:
        rows: list[Json] = []
        taken = set(self.frame.index)
        for cells in told[:MOST_ADDED]:
            row = _cells(self.columns, cells)
            if self._is_whole(row, taken):
                rows.append(row)
                if INDEX in row:
                    taken.add(self.columns[INDEX].read(row[INDEX]))
        return rows

    def _is_whole(self, row: dict[str, Json], taken: set[Any]) -> bool:
        """Whether a new row has all that it needs, an index of its own too."""
        if any(column.required and row.get(name) is None for name, column in self.columns.items()):
            return False
        return row.get(INDEX) is None or self.columns[INDEX].read(row[INDEX]) not in taken

    def _deleted(self, told: list[Json]) -> list[Json]:
        return sorted({row for row in told if type(row) is int and self._has(row)})

    def _has(self, row: int) -> bool:
        return 0 <= row < len(self.frame)

    def apply(self, state: DataEditorState) -> pd.DataFrame:
        """A copy of the frame with the changes."""
        kept = np.delete(np.arange(len(self.frame)), list(state["deleted_rows"]))
        names = {place: name for name, place in self.places.items()}
        columns = {
            place: self._column(self.frame.iloc[:, place], names.get(place), state, kept)
            for place in range(self.frame.shape[1])
        }
        changed = pd.DataFrame(columns, index=range(len(kept) + len(state["added_rows"])))
        changed.index = self._index(state)
        changed.columns = self.frame.columns
        changed.attrs = dict(self.frame.attrs)
        return changed

    def _column(
        self, column: pd.Series[Any], name: str | None, state: DataEditorState, kept: np.ndarray[Any, Any]
    ) -> pd.Series[Any]:
        how = self.columns.get(name) if name is not None else None
        edited = {row: cells[name] for row, cells in state["edited_rows"].items() if how and name in cells}
        if not edited and not state["added_rows"]:
            return column.iloc[kept].reset_index(drop=True)
        values = list(column)
        for row, value in edited.items():
            values[row] = how.read(value) if how else None
        added = [how.read(row.get(name)) if how else None for row in state["added_rows"]]
        return _typed([*(values[row] for row in kept), *added], column.dtype)

    def _index(self, state: DataEditorState) -> pd.Index[Any]:
        how, added = self.columns.get(INDEX), state["added_rows"]
        edited = {row: cells[INDEX] for row, cells in state["edited_rows"].items() if INDEX in cells}
        left = self.frame.index.delete(state["deleted_rows"])
        if isinstance(self.frame.index, pd.RangeIndex):
            return _counted_on(left, self.frame.index.step, len(added))
        if not edited and not added:
            return left
        labels = list(self.frame.index)
        for row, value in edited.items():
            labels[row] = how.read(value) if how else None
        labels = [label for row, label in enumerate(labels) if row not in state["deleted_rows"]]
        for row in added:
            given = row.get(INDEX)
            labels.append(_next(labels) if given is None or how is None else how.read(given))
        made: pd.Index[Any] = pd.Index(_typed(labels, left.dtype).array, name=left.name)
        return made


def edited_index(frame: pd.DataFrame) -> bool:
    """Whether the labels of the rows are values that one may edit, and not a count."""
    return not isinstance(frame.index, pd.RangeIndex)


def _cells(columns: Mapping[str, EditColumn], told: Json) -> dict[str, Json]:
    """The cells of a row that fit."""
    kept: dict[str, Json] = {}
    for name, value in told.items() if isinstance(told, dict) else ():
        try:
            kept[name] = columns[name].check(value)
        except (KeyError, ValueError):
            continue
    return kept


def _row(text: str) -> int:
    return int(text) if str(text).isdecimal() else -1


def _counted_on(index: pd.Index[Any], step: int, more: int) -> pd.Index[Any]:
    """Labels that count, and so many more."""
    first = index[-1] + step if len(index) else 0
    return index.append(pd.RangeIndex(first, first + more * step, step, name=index.name)) if more else index


def _next(labels: list[Any]) -> Any:
    """The label after all others, of rows that are counted."""
    return max(labels) + 1 if labels else 0


def _typed(values: list[Any], dtype: Any) -> pd.Series[Any]:
    """Values as a column of that type, or of one that has room for what is missing."""
    column = pd.Series(values, dtype=object)
    # NumPy takes what is missing for False.
    if dtype is np.dtype(bool) and column.isna().any():
        return column
    try:
        return column.astype(dtype)
    except (TypeError, ValueError):
        whole = pd.api.types.is_integer_dtype(dtype)
        return column.astype(float) if whole else column
