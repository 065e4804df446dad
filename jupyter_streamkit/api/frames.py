"""A table as the browser sees it: it knows the columns and asks for the rows that it shows.

Invariants
- A table is a snapshot: what the script does to its frame later does not change it.
- Tables of equal content are one object as long as one of them is on a page, so sorting and searching are
  done once, whatever the number of runs.
- Columns on the wire are positions in the table as it is shown: the levels of the index first. Hidden columns
  never leave the kernel.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..tree.blob import Blob
from ..tree.node import Json
from .cells import encode, kind, text
from .fingerprint import fingerprint
from .looks import Looks

FIRST_ROWS = 100
"""As many rows travel with the element."""
FIRST_CELLS = 20_000
"""Of wide tables fewer."""
MOST_ROWS = 5_000
"""No question gets more rows."""
KEPT_ORDERS = 8

Order = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part of a frame is shown, and what the settings make of its columns."""

    levels: tuple[int, ...]
    columns: tuple[int, ...]
    as_json: frozenset[int] = frozenset()
    """Columns (positions in the frame) whose values are shown as JSON."""


@dataclass(frozen=True, slots=True)
class View:
    """The order of the rows that a browser asks for."""

    sort: int | None = None
    down: bool = False
    search: str = ""

    @classmethod
    def of(cls, request: dict[str, Json], width: int) -> View:
        sort, down, search = request.get("sort"), request.get("down", False), request.get("search", "")
        if sort is not None and (type(sort) is not int or not 0 <= sort < width):
            raise ValueError(f"there is no column {sort!r}")
        if type(down) is not bool or type(search) is not str or len(search) > 1_000:
            raise ValueError("a table is searched for a text and sorted up or down")
        return cls(sort, down, search)


class Table:
    """The source of a data frame's node."""

    def __init__(
        self, name: str, frame: pd.DataFrame, shown: Shown, looks: Looks | None, *, whole: bool
    ) -> None:
        self.name = name
        self._frame = frame
        self._shown = shown
        self._looks = looks
        self._columns: list[Any] = [*map(frame.index.get_level_values, shown.levels)]
        self._columns += [frame.iloc[:, position] for position in shown.columns]
        self.kinds = [*map(kind, self._columns)]
        for place, position in enumerate(shown.columns, len(shown.levels)):
            if position in shown.as_json:
                self.kinds[place] = "json"
        self._orders: OrderedDict[View, Order] = OrderedDict()
        self._lock = threading.Lock()
        self.first = self._first_page(whole=whole)

    def __len__(self) -> int:
        return len(self._frame)

    def _first_page(self, *, whole: bool) -> Blob:
        rows = len(self) if whole else min(FIRST_ROWS, max(20, FIRST_CELLS // max(1, len(self._columns))))
        return Blob.of(json.dumps(self._page(View(), 0, rows)).encode())

    def answer(self, request: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]:
        """Answer a question of the browser; ValueError when it makes no sense."""
        questions: dict[Json, Callable[[dict[str, Json], View], tuple[dict[str, Json], list[bytes]]]] = {
            "rows": self._answer_rows,
            "csv": self._answer_csv,
            "positions": self._answer_positions,
            "places": self._answer_places,
        }
        question = questions.get(request.get("what"))
        if question is None:
            raise ValueError(f"a table does not know {request.get('what')!r}")
        return question(request, View.of(request, len(self._columns)))

    def _answer_rows(self, request: dict[str, Json], view: View) -> tuple[dict[str, Json], list[bytes]]:
        start, stop = _range([request.get("start"), request.get("stop")])
        return self._page(view, start, min(stop, start + MOST_ROWS)), []

    def _answer_csv(self, _: dict[str, Json], view: View) -> tuple[dict[str, Json], list[bytes]]:
        """All rows of the view, in its order."""
        return self.csv(self._frame, view)

    def csv(self, frame: pd.DataFrame, view: View) -> tuple[dict[str, Json], list[bytes]]:
        """A frame with the columns of this one as a file; in the order of the view, if it has the same rows."""
        part = frame.iloc[:, list(self._shown.columns)]
        order = self._order(view) if len(frame) == len(self) else None
        part = part if order is None else part.iloc[order]
        written = part.to_csv(index=bool(self._shown.levels))
        # Excel takes a file without this mark for one in the local code page.
        return {}, [b"\xef\xbb\xbf" + written.encode("utf-8", "replace")]

    def _answer_positions(self, request: dict[str, Json], view: View) -> tuple[dict[str, Json], list[bytes]]:
        """The rows of the frame that stand at some places of the view."""
        places = spread(request.get("ranges"), len(self))
        order = self._order(view)
        return {"ranges": gather(places if order is None else order[places[places < len(order)]])}, []

    def _answer_places(self, request: dict[str, Json], view: View) -> tuple[dict[str, Json], list[bytes]]:
        """Where some rows of the frame stand in the view."""
        rows = spread(request.get("ranges"), len(self))
        order = self._order(view)
        return {"ranges": gather(rows if order is None else np.flatnonzero(np.isin(order, rows)))}, []

    def _page(self, view: View, start: int, stop: int) -> dict[str, Json]:
        order = self._order(view)
        total = len(self) if order is None else len(order)
        taken = slice(start, min(stop, total)) if order is None else order[start:stop]
        page: dict[str, Json] = {"start": start, "total": total}
        page["columns"] = [
            encode(column.array[taken], kind) for column, kind in zip(self._columns, self.kinds, strict=True)
        ]
        rows = range(start, min(stop, total)) if order is None else taken.tolist()  # type: ignore[union-attr]
        if order is not None:
            page["rows"] = rows
        if self._looks is not None:
            looks = self._looks
            page["looks"] = [[looks.cell(row, column) for row in rows] for column in self._shown.columns]
        return page

    def _order(self, view: View) -> Order | None:
        """The rows of a view; None when they are all, as they come."""
        if view == View():
            return None
        with self._lock:
            order = self._orders.pop(view, None)
            if order is None:
                order = self._arrange(view)
            self._orders[view] = order
            if len(self._orders) > KEPT_ORDERS:
                self._orders.popitem(last=False)
            return order

    def _arrange(self, view: View) -> Order:
        whole = View(view.sort, view.down)
        if view.sort is None:
            order = np.arange(len(self))
        elif view != whole and whole in self._orders:
            order = self._orders[whole]
        else:
            order = _sorted(self._columns[view.sort], down=view.down)
        return order[self._found(view.search)[order]] if view.search else order

    def _found(self, search: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        found = np.zeros(len(self), bool)
        for column in self._columns:
            found |= _contains(column, search)
        return found


@dataclass(slots=True)
class EditedTable:
    """The source of an editor's node: the rows as they came, and a file of what was made of them."""

    table: Table
    edited: pd.DataFrame

    def answer(self, request: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]:
        """Answer a question of the browser; ValueError when it makes no sense."""
        if request.get("what") != "csv":
            return self.table.answer(request)
        return self.table.csv(self.edited, View.of(request, len(self.table.kinds)))


_tables: WeakValueDictionary[str, Table] = WeakValueDictionary()
_lock = threading.Lock()


def table(frame: pd.DataFrame, shown: Shown, looks: Looks | None = None, *, whole: bool = False) -> Table:
    """The table of a frame: the one that is on a page already, if its content is the same.

    With `whole`, all of its rows travel with the element.
    """
    told = fingerprint(frame, shown.columns), shown, looks.fingerprint() if looks else "", whole
    name = hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()
    with _lock:
        found = _tables.get(name)
    if found is None:
        found = Table(name, _snapshot(frame), shown, looks, whole=whole)
        with _lock:
            _tables[name] = found
    return found


_LAZY_COPIES = int(pd.__version__.split(".")[0]) >= 3
"""A shallow copy is a snapshot: whoever changes the frame copies what changes."""


def _snapshot(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.copy(deep=not _LAZY_COPIES)


def _sorted(column: Any, *, down: bool) -> Order:
    values = pd.Series(column.array)
    try:
        return _sort(values, down)
    except (TypeError, ValueError):
        return _sort(pd.Series([None if value is None else text(value) for value in values]), down)


def _sort(values: pd.Series[Any], down: bool) -> Order:
    return values.sort_values(ascending=not down, kind="stable", na_position="last").index.to_numpy()


def _contains(column: Any, search: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    try:
        words = pc.cast(pa.array(column.array, from_pandas=True), pa.string())
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        sought = search.casefold()
        return np.fromiter((sought in text(value).casefold() for value in column), bool, len(column))
    found = pc.match_substring(words, search, ignore_case=True)
    return pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]


def _range(pair: Json) -> tuple[int, int]:
    match pair:
        case [int(start), int(stop)] if 0 <= start <= stop:
            return start, stop
    raise ValueError(f"{pair!r:.80} is no range of rows")


def spread(ranges: Json, size: int) -> Order:
    """The rows of ranges `[[start, stop], ...]`, in order and below a size; ValueError when they are not."""
    match ranges:
        case list():
            pairs = [_range(pair) for pair in ranges]
        case _:
            raise ValueError(f"{ranges!r:.80} are no ranges of rows")
    ends = [end for pair in pairs for end in pair]
    if ends != sorted(ends) or (ends and ends[-1] > size):
        raise ValueError(f"{ranges!r:.80} are no ranges, in order, of {size} rows")
    rows = [np.arange(start, stop) for start, stop in pairs]
    return np.concatenate(rows) if rows else np.array([], dtype=np.int64)


def gather(rows: Order | Sequence[int]) -> list[list[int]]:
    """The ranges `[[start, stop], ...]` of rows."""
    ordered = np.unique(np.asarray(rows, dtype=np.int64))
    if not len(ordered):
        return []
    breaks = np.flatnonzero(np.diff(ordered) != 1)
    starts = ordered[np.concatenate([[0], breaks + 1])]
    stops = ordered[np.concatenate([breaks, [len(ordered) - 1]])] + 1
    return [[int(start), int(stop)] for start, stop in zip(starts, stops, strict=True)]
