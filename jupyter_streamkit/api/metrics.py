"""What `st.metric` shows: a value, its change, a small chart."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from ..errors import StreamlitAPIException
from ..tree.node import Json
from .tabular import to_frame

NAMED_COLORS = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary")
DELTA_COLORS = ("normal", "inverse", "off", *NAMED_COLORS)
DELTA_ARROWS = ("auto", "up", "down", "off")


def value_prop(name: str, value: Any) -> Json:
    """A checked value or delta: a number, or a text."""
    if value is None:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, (bool, str)):
        return str(value)
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) and abs(value) < 2**53 else str(value)
    if isinstance(value, (Collection, pd.DataFrame, pd.Series)) or callable(value):
        raise StreamlitAPIException(
            f"The {name} of `st.metric` is a {type(value).__name__}: "
            'hand over a number, a text such as "70 °F", or None.'
        )
    return str(value)


def delta_props(delta: Json, color: str, arrow: str) -> dict[str, Json]:
    """The change, its direction and its colour."""
    if delta is None or delta == "":
        return {"color": _fixed(color)}
    sign = _sign(delta)
    shown = sign if arrow == "auto" else {"up": 1, "down": -1, "off": 0}[arrow]
    delta = delta.strip() if isinstance(delta, str) else delta
    return {"delta": delta, "arrow": {1: "up", -1: "down"}.get(shown), "color": _color(sign, color)}


def _sign(delta: str | float) -> int:
    if isinstance(delta, str):
        return -1 if delta.strip().startswith("-") else 1
    return (delta > 0) - (delta < 0)


def _fixed(color: str) -> str:
    return "gray" if color in ("normal", "inverse", "off", "grey") else color


def _color(sign: int, color: str) -> str:
    if color in ("normal", "inverse") and sign:
        return "green" if (sign > 0) == (color == "normal") else "red"
    return _fixed(color)


def chart_prop(data: object) -> list[Json] | None:
    """The numbers of the small chart; None stands for a gap."""
    if data is None:
        return None
    frame = to_frame(data)
    if frame.shape[1] == 0:
        return None
    try:
        numbers = [float(value) for value in frame.iloc[:, 0]]
    except (TypeError, ValueError) as error:
        raise StreamlitAPIException(
            f"`chart_data` of `st.metric` must be numbers: {error}. Write for example `chart_data=[1, 3, 2]`."
        ) from error
    return [number if math.isfinite(number) else None for number in numbers]
