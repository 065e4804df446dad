"""What a pandas Styler says of a table: colours, texts, tooltips, what is hidden."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd

from ..errors import StreamlitAPIException
from ..tree.node import Json

Css = dict[str, str]


class Looks:
    """The evaluated Styler of a frame; rows and columns are positions."""

    def __init__(self, styler: Any) -> None:
        self._styler = styler
        self.frame: pd.DataFrame = self._styler.data
        _check_size(self.frame)
        # No public method tells the styles of the cells otherwise than within finished HTML.
        self._styler._compute()
        self._texts = self._styler._display_funcs
        tooltips = getattr(self._styler, "tooltips", None)
        self._tips: pd.DataFrame | None = None if tooltips is None else self._aligned(tooltips.tt_data)
        self.caption = _caption(self._styler.caption)
        self.hidden_columns = {int(position) for position in self._styler.hidden_columns}
        self.hides_index = all(self._styler.hide_index_)

    def _aligned(self, tips: pd.DataFrame) -> pd.DataFrame:
        return tips.reindex(index=self.frame.index, columns=self.frame.columns)

    def css(self, row: int, column: int) -> Css:
        # A read through `[]` would make the entry.
        return {str(name): str(value) for name, value in self._styler.ctx.get((row, column), ())}

    def text(self, row: int, column: int) -> str:
        value = self.frame.iloc[row, column]
        if (row, column) in self._texts:
            return str(self._texts[(row, column)](value))
        if isinstance(value, float) and not pd.isna(value):
            return f"{value:.{pd.get_option('styler.format.precision')}f}"
        return "None" if value is None else str(value)

    def tip(self, row: int, column: int) -> str:
        tip = None if self._tips is None else self._tips.iloc[row, column]
        return tip if isinstance(tip, str) else ""

    def cell(self, row: int, column: int) -> Json:
        """All of a cell, for the browser: `[text, css, tip]`."""
        return [self.text(row, column), self.css(row, column), self.tip(row, column)]

    def fingerprint(self) -> str:
        """Changes with the styles. How texts are made is told from the texts of the first rows."""
        rows, columns = self.frame.shape
        texts = [self.text(row, column) for row in range(min(rows, 100)) for column in range(columns)]
        tips = None if self._tips is None else self._tips.to_json()
        told = (sorted(self._styler.ctx.items()), sorted(self._texts), texts, tips, self.caption)
        return hashlib.blake2b(repr(told).encode(), digest_size=12).hexdigest()


def _caption(caption: object) -> str:
    return str(caption[0] if isinstance(caption, (tuple, list)) else caption or "")


def _check_size(frame: pd.DataFrame) -> None:
    limit = pd.get_option("styler.render.max_elements")
    if frame.size > limit:
        raise StreamlitAPIException(
            f"The Styler has {frame.size} cells, more than the {limit} that pandas styles. Style fewer rows, "
            f'or raise the limit: `pd.set_option("styler.render.max_elements", {frame.size})`.'
        )
