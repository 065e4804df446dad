"""Grids: cells beside and below each other, as many in a row as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jupyter_streamkit.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)
from jupyter_streamkit.tree.node import Json

from .commands import Commands, height_prop, unless, width_prop
from .layout import GAPS, Gap, gap_prop

if TYPE_CHECKING:
    from .handles import GridContainer

MOST_COLUMNS = 24


class GridCommands(Commands):
    def grid(
        self,
        columns: Literal["auto"] | int = "auto",
        *,
        min_column_width: Literal["auto"] | int = "auto",
        wrap: bool = True,
        gap: Gap | tuple[Gap, Gap] | list[Gap] = "small",
        vertical_alignment: Literal["top", "center", "bottom"] = "top",
        border: bool = False,
        row_height: Literal["content"] | int = "content",
        width: int | Literal["stretch"] = "stretch",
        height: int | Literal["stretch", "content"] = "content",
        key: str | int | None = None,
        dense: bool = False,
    ) -> GridContainer:
        """Make a container that puts its elements on a grid, each into the next cell.

        Parameters
        ----------
        columns
            How many columns there are, at most 24; `"auto"`: as many as there is room for.
        min_column_width
            Pixels that a column has at least before the next row is begun; `"auto"`: 200.
        wrap
            Where there is no room for all columns there are fewer; False: the grid scrolls.
        gap
            Between the cells, as for `st.container`; or (between rows, between columns).
        vertical_alignment
            `"top"`, `"center"` or `"bottom"`, in each cell.
        border
            Draw a border around each cell.
        row_height
            `"content"` or pixels of each row; a cell with more scrolls.
        width
            `"stretch"` or pixels.
        height
            `"content"`, `"stretch"`, or pixels, inside which it scrolls.
        key
            A name of its own: the class `st-key-<key>`.
        dense
            Later cells may fill holes that wide ones left.

        Returns
        -------
        The container; its `cell()` makes a cell for several elements, or a wider or higher one.

        Raises
        ------
        StreamlitIncompatibleParametersError
            `wrap=False` without a number of columns.
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> grid = st.grid(3, border=True)
        >>> for day, value in {"Mon": 4, "Tue": 7, "Wed": 5}.items():
        ...     grid.metric(day, value)
        >>> with grid.cell(column_span="all"):
        ...     st.write("The whole width.")
        """
        from .handles import GridContainer

        _check_columns(columns, wrap=wrap)
        if vertical_alignment not in ("top", "center", "bottom"):
            raise StreamlitValueError("vertical_alignment", ["'top'", "'center'", "'bottom'"])
        rows, between = gap if isinstance(gap, (tuple, list)) and len(gap) == 2 else (gap, gap)
        props = {
            "columns": unless("auto", columns),
            "min_column_width": unless("auto", _pixels("min_column_width", min_column_width, "auto")),
            "wrap": unless(True, bool(wrap)),
            "row_gap": _gap(rows),
            "column_gap": _gap(between),
            "vertical_alignment": unless("top", vertical_alignment),
            "border": border or None,
            "row_height": unless("content", _pixels("row_height", row_height, "content")),
            "width": unless("stretch", width_prop(width, ("stretch",))),
            "height": unless("content", height_prop(height)),
            "dense": dense or None,
        }
        grid = self._block("grid", props, key=key, raw={"gap": gap})
        return GridContainer(grid._root, grid._node)


def _check_columns(columns: object, *, wrap: bool) -> None:
    if isinstance(columns, bool) or not isinstance(columns, (int, str)):
        raise StreamlitInvalidParameterTypeError(
            f'`columns={columns!r}` must be "auto" or a whole number from 1 to {MOST_COLUMNS}.'
        )
    if isinstance(columns, str) and columns != "auto":
        raise StreamlitValueError("columns", ["'auto'", f"a whole number from 1 to {MOST_COLUMNS}"])
    if isinstance(columns, int) and not 1 <= columns <= MOST_COLUMNS:
        raise StreamlitValueOutOfRangeError(
            f"`columns={columns}` is out of range: write 1 to {MOST_COLUMNS}."
        )
    if columns == "auto" and not wrap:
        raise StreamlitIncompatibleParametersError(
            "`wrap=False` needs a number of columns to keep: write for example `st.grid(3, wrap=False)`."
        )


def _pixels(parameter: str, value: object, word: str) -> Json:
    if value == word or (type(value) is int and value > 0):
        return value
    raise StreamlitValueError(parameter, [repr(word), "a positive number of pixels"])


def _gap(gap: object) -> Json:
    if isinstance(gap, str) and gap not in GAPS:
        raise StreamlitValueError(
            "gap", [*map(repr, GAPS), "None", "pixels", "(between rows, between columns)"]
        )
    return gap_prop(gap)  # type: ignore[arg-type] # it checks


def span_prop(columns: Json, span: object) -> Json:
    """A checked `column_span`, of a grid with so many columns."""
    if span == "all":
        return span
    if isinstance(span, bool) or not isinstance(span, (int, str)):
        raise StreamlitInvalidParameterTypeError(
            f'`column_span={span!r}` must be a whole number, 1 or more, or "all".'
        )
    if isinstance(span, str) or span < 1:
        raise StreamlitValueError("column_span", ["'all'", "a whole number, 1 or more"])
    if isinstance(columns, int) and span > columns:
        raise StreamlitValueOutOfRangeError(
            f"`column_span={span}` is out of range: the grid has {columns} columns."
        )
    return unless(1, span)
