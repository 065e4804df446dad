"""What one has selected in a table: rows, columns, cells.

On the wire: `{"rows": [[start, stop], ...], "columns": [name, ...], "cells": [[row, name], ...]}`. Rows are
ranges, so that all of a million rows are a few bytes; they are positions in the script's own frame, whatever
the order in which the browser shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..errors import StreamlitAPIException, StreamlitIncompatibleParametersError, StreamlitValueError
from ..tree.node import Json
from .attributes import AttributeDict
from .frames import gather, spread

SelectionMode = Literal[
    "single-row",
    "single-row-required",
    "multi-row",
    "single-column",
    "multi-column",
    "single-cell",
    "multi-cell",
]
MODES: tuple[str, ...] = (
    "single-row",
    "single-row-required",
    "multi-row",
    "single-column",
    "multi-column",
    "single-cell",
    "multi-cell",
)
MOST_CELLS = 100_000
"""No browser may send more selected cells."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What may be selected in a table, and how that is read."""

    modes: frozenset[str]
    size: int
    columns: tuple[str, ...]

    def default(self, given: Mapping[str, Any] | None) -> Json:
        """The wire value on the first call."""
        wire = self.encode({"selection": {}} if given is None else given)
        if "single-row-required" in self.modes and not wire["rows"] and self.size:
            wire["rows"] = [[0, 1]]
        return wire

    def encode(self, state: Any) -> Json:
        """The wire value of a state; what the table does not have is left out."""
        selected = state.get("selection") if isinstance(state, Mapping) else None
        if not isinstance(selected, Mapping):
            raise StreamlitAPIException(
                f"A selection is a dictionary such as {{'selection': {{'rows': [0]}}}}, not {state!r:.200}."
            )
        rows = [int(row) for row in selected.get("rows", ()) if 0 <= row < self.size and self._most("row")]
        columns = [
            name for name in selected.get("columns", ()) if name in self.columns and self._most("column")
        ]
        cells = [
            [int(row), name]
            for row, name in selected.get("cells", ())
            if 0 <= row < self.size and name in self.columns and self._most("cell")
        ]
        return {
            "rows": gather(rows[: self._most("row")]),
            "columns": columns[: self._most("column")],
            "cells": cells[: self._most("cell")],
        }

    def decode(self, value: Json) -> AttributeDict:
        """The state that the script gets."""
        rows = spread(value["rows"], self.size).tolist()
        cells = [(row, name) for row, name in value["cells"]]
        return AttributeDict({"selection": {"rows": rows, "columns": list(value["columns"]), "cells": cells}})

    def check(self, value: Json) -> Json:
        """Refuse what this table cannot have selected."""
        match value:
            case {"rows": list(rows), "columns": list(columns), "cells": list(cells), **more} if not more:
                self._check_rows(rows)
                self._check_columns(columns)
                self._check_cells(cells)
                return value
        raise ValueError(f"{value!r:.80} is no selection")

    def _most(self, what: str) -> int:
        """How many rows, columns or cells may be selected."""
        if f"multi-{what}" in self.modes:
            return max(self.size, MOST_CELLS)
        return 1 if any(mode.startswith(f"single-{what}") for mode in self.modes) else 0

    def _check_rows(self, ranges: list[Json]) -> None:
        count = len(spread(ranges, self.size))
        least = 1 if "single-row-required" in self.modes and self.size else 0
        if not least <= count <= self._most("row"):
            raise ValueError(f"{count} rows cannot be selected")

    def _check_columns(self, names: list[Json]) -> None:
        if len(names) > self._most("column") or any(name not in self.columns for name in names):
            raise ValueError(f"the columns {names!r:.80} cannot be selected")

    def _check_cells(self, cells: list[Json]) -> None:
        if len(cells) > self._most("cell"):
            raise ValueError(f"{len(cells)} cells cannot be selected")
        for cell in cells:
            match cell:
                case [int(row), str(name)] if 0 <= row < self.size and name in self.columns:
                    continue
            raise ValueError(f"there is no cell {cell!r:.80}")


def selection_modes(given: str | Iterable[str]) -> frozenset[str]:
    """Checked selection modes; at most one for rows, one for columns and one for cells."""
    modes = frozenset([given] if isinstance(given, str) else given)
    if not modes <= set(MODES):
        raise StreamlitValueError("selection_mode", [repr(mode) for mode in MODES])
    for what in ("row", "column", "cell"):
        _exclusive(sorted(mode for mode in modes if mode.split("-")[1] == what))
    return modes


def _exclusive(modes: Sequence[str]) -> None:
    if len(modes) > 1:
        raise StreamlitIncompatibleParametersError(
            f"`selection_mode` takes either {' or '.join(map(repr, modes))}, not both."
        )
