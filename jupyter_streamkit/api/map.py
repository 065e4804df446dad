"""Points on a map. The land is drawn from what ships with the package: no network, no account, no key."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Literal, Self

import numpy as np
import pandas as pd

from ..errors import StreamlitAPIException, StreamlitValueError
from ..tree.blob import Blob
from ..tree.node import Json
from .colors import Rgba, is_color, rgba
from .commands import Commands, height_prop, width_prop
from .tabular import to_frame

ELEMENT = "map"
LATITUDES = ("lat", "latitude", "LAT", "LATITUDE")
LONGITUDES = ("lon", "longitude", "LON", "LONGITUDE")
COLOR: Rgba = (200, 30, 0, 160)
METRES = 100


class MapCommands(Commands):
    def map(
        self,
        data: object = None,
        *,
        latitude: str | None = None,
        longitude: str | None = None,
        color: str | Sequence[float] | None = None,
        size: str | float | None = None,
        zoom: int | None = None,
        width: Literal["stretch", "content"] | int = "stretch",
        height: Literal["stretch", "content"] | int = 500,
        use_container_width: bool | None = None,
        alt: str | None = None,
    ) -> Self:
        """Draw points on a map.

        Coastlines and borders come with the package. The environment variable `STREAMKIT_MAP_TILES` names a
        source of tiles instead (`https://.../{z}/{x}/{y}.png`), `STREAMKIT_MAP_ATTRIBUTION` whom to thank.

        Parameters
        ----------
        data
            Anything that looks like a table.
        latitude, longitude
            The columns of the points' places in degrees; when None, `lat` or `latitude`, and `lon` or
            `longitude`, all small or all capital.
        color
            One colour for all points, or the column of their colours: `"#ff000080"`, `(255, 0, 0, 128)`.
        size
            The radius of the points in metres (100 when None), or the column of their radii.
        zoom
            How near: 0 shows the world, 20 a house. When None, all points are seen.
        width
            `"stretch"` or pixels.
        height
            `"stretch"` or pixels.
        use_container_width
            Deprecated: True is `width="stretch"`.
        alt
            What a screen reader says of the map.

        Returns
        -------
        A handle.

        Raises
        ------
        StreamlitAPIException
            A column is missing or holds no number.
        StreamlitInvalidColorError
            A colour cannot be read.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> handle = st.map({"lat": [59.9, 41.9], "lon": [10.8, 12.5]}, size=50_000)
        """
        frame = to_frame(data)
        places = _places(frame, latitude, longitude)
        radii, radius = _radii(frame, size)
        colors, constant = _colors(frame, color)
        blobs = [blob for blob in (places, radii, colors) if blob is not None]
        props: dict[str, Json] = {
            "points": places.name,
            "count": len(frame),
            "radius": radius if radii is None else radii.name,
            "color": list(constant) if colors is None else colors.name,
            "zoom": zoom,
            "alt": alt,
            "width": "stretch" if use_container_width else width_prop(width),
            "height": height_prop(height),
            "tiles": os.environ.get("STREAMKIT_MAP_TILES"),
            "attribution": os.environ.get("STREAMKIT_MAP_ATTRIBUTION"),
        }
        return self._add(ELEMENT, props, blobs=tuple(blobs))


def _places(frame: pd.DataFrame, latitude: str | None, longitude: str | None) -> Blob:
    """Latitude and longitude in turns, as 32-bit floats (a point is a metre or two off at most)."""
    if frame.empty and not len(frame.columns):
        return Blob.of(b"")
    columns = [
        _numbers(frame, _place_column(frame, "latitude", latitude, LATITUDES)),
        _numbers(frame, _place_column(frame, "longitude", longitude, LONGITUDES)),
    ]
    return Blob.of(np.column_stack(columns).astype("<f4").tobytes())


def _place_column(frame: pd.DataFrame, parameter: str, given: str | None, names: Sequence[str]) -> str:
    if given is not None:
        _require(frame, parameter, given)
        return given
    found = next((name for name in names if name in frame.columns), None)
    if found is None:
        raise StreamlitAPIException(
            f"The data of `st.map` has no {parameter}: name a column {', '.join(map(repr, names))}, "
            f"or write `{parameter}='...'`. Its columns are: {_known(frame)}."
        )
    return found


def _require(frame: pd.DataFrame, parameter: str, name: object) -> None:
    if name not in frame.columns:
        raise StreamlitAPIException(
            f"`{parameter}={name!r}` is not a column of the data. Its columns are: {_known(frame)}."
        )


def _known(frame: pd.DataFrame) -> str:
    return ", ".join(repr(str(name)) for name in frame.columns) or "none"


def _numbers(frame: pd.DataFrame, name: str) -> np.ndarray[Any, Any]:
    column = frame[name]
    if column.isna().any():
        raise StreamlitAPIException(
            f"The column {name!r} has rows without a value: "
            f"leave them out with `df.dropna(subset=[{name!r}])`."
        )
    try:
        return column.to_numpy(np.float64)
    except (TypeError, ValueError) as error:
        raise StreamlitAPIException(f"The column {name!r} must hold numbers: {error}.") from error


def _radii(frame: pd.DataFrame, size: object) -> tuple[Blob | None, float]:
    if size is None:
        return None, METRES
    if isinstance(size, (int, float)):
        return None, size
    if not isinstance(size, str):
        raise StreamlitValueError("size", ["a number of metres", "the name of a column"])
    _require(frame, "size", size)
    return Blob.of(_numbers(frame, size).astype("<f4").tobytes()), METRES


def _colors(frame: pd.DataFrame, color: Any) -> tuple[Blob | None, Rgba]:
    if color is None:
        return None, COLOR
    if not isinstance(color, str) or (color not in frame.columns and is_color(color)):
        return None, rgba(color)
    _require(frame, "color", color)
    column = frame[color]
    if column.map(lambda value: isinstance(value, str)).all():
        codes, texts = pd.factorize(column)
        table = np.array([rgba(text) for text in texts], np.uint8).reshape(-1, 4)
        return Blob.of(table[codes].tobytes()), COLOR
    return Blob.of(np.array([rgba(value) for value in column], np.uint8).tobytes()), COLOR
