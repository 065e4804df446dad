"""Charts, maps and images in the snapshot: pictures as `data:` addresses, which sanitisers leave in place."""

from __future__ import annotations

import html
import io
import json
import math
import struct
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import numpy as np

from jupyter_streamkit.tree.node import Json

from .markings import SMALL, div, note, picture, plain, table, words
from .sketch import sketch
from .still import Still

MOST_BYTES = 150_000
"""A larger image is made smaller."""
MOST_SIDE = 800
MOST_ROWS = 20_000
"""Charts of more rows are not drawn by Vega."""
SHOWN_ROWS = 10
MAP_WIDTH, MAP_HEIGHT = 640, 400
VEGA = "import json, sys, vl_convert; print(vl_convert.vegalite_to_svg(json.load(sys.stdin), allowed_base_urls=[]))"
"""Vega holds 80 MB for as long as its process lives, so it gets one of its own."""
PATIENCE = 20


# Charts.


def chart(element: Still) -> str:
    """A simple chart by us, another by Vega where `vl-convert-python` is installed; else its data."""
    data = {
        name: _columns([element.blobs[blob] for blob in blobs])
        for name, blobs in element.props["data"].items()
    }
    svg = _by_us(element.props["spec"], data) or _by_vega(element, data)
    if svg is None:
        return _as_table(data)
    alt = str(element.props.get("alt") or "Chart: " + _axes(element.props["spec"]))
    return div("margin:4px 0", picture(svg.encode(), "image/svg+xml", alt))


def _axes(spec: Mapping[str, Json]) -> str:
    channels = (spec.get("encoding") or {}).items()
    told = [
        str(channel.get("title") or channel.get("field")) for name, channel in channels if name in ("y", "x")
    ]
    return " by ".join(reversed(told))


def _by_us(spec: Mapping[str, Json], data: Mapping[str, dict[str, list[Any]]]) -> str | None:
    name = str((spec.get("data") or {}).get("name"))
    return sketch(spec, data[name]) if name in data else None


def _by_vega(element: Still, data: Mapping[str, dict[str, list[Any]]]) -> str | None:
    if find_spec("vl_convert") is None or any(_length(columns) > MOST_ROWS for columns in data.values()):
        return None
    spec = {
        "width": 560,
        **element.props["spec"],
        "datasets": {name: _rows(columns) for name, columns in data.items()},
    }
    program = [sys.executable, "-c", VEGA]
    done = subprocess.run(  # noqa: S603 - our own program
        program, input=json.dumps(spec), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return done.stdout if done.returncode == 0 else None


def _as_table(data: Mapping[str, dict[str, list[Any]]]) -> str:
    parts = []
    for columns in data.values():
        shown = [[html.escape(str(row[name])) for name in columns] for row in _rows(columns, SHOWN_ROWS)]
        parts.append(table([html.escape(name) for name in columns], shown))
    return note("A chart; these are the first of its data.") + div("overflow-x:auto", "".join(parts))


def _columns(blobs: list[bytes]) -> dict[str, list[Any]]:
    """Blobs of `api/columns.py`, one after the other, as columns."""
    all: dict[str, list[Any]] = {}
    for blob in blobs:
        length = struct.unpack_from("<I", blob)[0]
        header = json.loads(blob[4 : 4 + length])
        if "values" in header:
            rows = [row if isinstance(row, dict) else {"data": row} for row in header["values"]]
            part = {
                name: [row.get(name) for row in rows]
                for name in dict.fromkeys(key for row in rows for key in row)
            }
        else:
            part = {
                column["name"]: _column(column, blob, 4 + length, header["rows"])
                for column in header["columns"]
            }
        for name, values in part.items():
            all.setdefault(name, []).extend(values)
    return all


def _column(column: Mapping[str, Json], blob: bytes, start: int, rows: int) -> list[Any]:
    if column["kind"] == "json":
        return list(column["values"])
    numbers = np.frombuffer(blob, "<" + column["type"], rows, start + column["at"]).tolist()
    if column["kind"] == "text":
        return [None if code < 0 else column["values"][code] for code in numbers]
    return [None if math.isnan(number) else number for number in numbers]


def _length(columns: Mapping[str, list[Any]]) -> int:
    return max(map(len, columns.values()), default=0)


def _rows(columns: Mapping[str, list[Any]], most: int | None = None) -> list[dict[str, Any]]:
    return [
        dict(zip(columns, row, strict=True))
        for row in zip(*(values[:most] for values in columns.values()), strict=True)
    ]


# Maps.


def point_map(element: Still) -> str:
    """The points over a grid of degrees."""
    points = np.frombuffer(element.blobs[element.props["points"]], "<f4").reshape(-1, 2).astype(float)
    count = f"{len(points):,} points on a map"
    if not len(points):
        return note("A map without points.")
    color = element.props["color"]
    ink = (
        "rgba({},{},{},{:.2f})".format(*color[:3], color[3] / 255)
        if isinstance(color, list)
        else "rgba(200,30,0,0.6)"
    )
    svg = _map_svg(points, ink)
    return div("margin:4px 0", picture(svg.encode(), "image/svg+xml", count) + div(SMALL, count))


def _map_svg(points: np.ndarray[Any, Any], ink: str) -> str:
    north = _mercator(points[:, 0])
    low = np.array([points[:, 1].min(), north.min()])
    high = np.array([points[:, 1].max(), north.max()])
    scale = min(
        (MAP_WIDTH - 40) / max(high[0] - low[0], 0.01), (MAP_HEIGHT - 40) / max(high[1] - low[1], 0.01)
    )
    middle = (low + high) / 2
    x = (points[:, 1] - middle[0]) * scale + MAP_WIDTH / 2
    y = MAP_HEIGHT / 2 - (north - middle[1]) * scale
    places = np.unique(np.column_stack([x, y]).round().astype(int), axis=0)
    dots = "".join(f"M{px} {py}h0" for px, py in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {MAP_WIDTH} {MAP_HEIGHT}" width="{MAP_WIDTH}"'
        f' height="{MAP_HEIGHT}" font-family="sans-serif" font-size="10" fill="#678">'
        f'<rect width="{MAP_WIDTH}" height="{MAP_HEIGHT}" fill="#eef3f7"/>{_grid(middle, scale)}'
        f'<path d="{dots}" stroke="{ink}" stroke-width="5" stroke-linecap="round"/></svg>'
    )


def _grid(middle: np.ndarray[Any, Any], scale: float) -> str:
    """Lines of whole, or of round parts of, degrees, with their names."""
    step = 10 ** math.ceil(math.log10(60 / scale))
    step = next(step * part for part in (0.2, 0.5, 1) if step * part * scale >= 60)
    parts = []
    half = MAP_WIDTH / 2 / scale
    for number in range(math.ceil((middle[0] - half) / step), math.floor((middle[0] + half) / step) + 1):
        x = (number * step - middle[0]) * scale + MAP_WIDTH / 2
        parts.append(f'<path d="M{x:.0f} 0V{MAP_HEIGHT}" stroke="#d4dee6"/>')
        parts.append(f'<text x="{x + 2:.0f}" y="{MAP_HEIGHT - 4}">{number * step:.4g}°</text>')
    top, bottom = (_latitude(middle[1] + side * MAP_HEIGHT / 2 / scale) for side in (1, -1))
    for number in range(math.ceil(bottom / step), math.floor(top / step) + 1):
        y = MAP_HEIGHT / 2 - (float(_mercator(np.array([number * step]))[0]) - middle[1]) * scale
        parts.append(f'<path d="M0 {y:.0f}H{MAP_WIDTH}" stroke="#d4dee6"/>')
        parts.append(f'<text x="2" y="{y - 2:.0f}">{number * step:.4g}°</text>')
    return "".join(parts)


def _mercator(latitudes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Degrees as the map has them: as long as degrees of longitude."""
    clipped = np.radians(np.clip(latitudes, -85, 85))
    degrees: np.ndarray[Any, Any] = np.degrees(np.log(np.tan(np.pi / 4 + clipped / 2)))
    return degrees


def _latitude(mercator: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(mercator))) - math.pi / 2)


# Images.


def images(element: Still) -> str:
    width = element.props.get("width")
    size = f"width:{width}px;max-width:100%" if isinstance(width, int) else "max-width:100%"
    drawn = [_image(element, image, size) for image in element.props["images"]]
    return div(
        "display:flex;flex-wrap:wrap;gap:8px;margin:4px 0" if len(drawn) > 1 else "margin:4px 0",
        "".join(drawn),
    )


def _image(element: Still, image: Mapping[str, Json], size: str) -> str:
    caption = plain(str(image.get("caption_html", "")))
    alt = str(image.get("alt") or words(caption))
    if "blob" in image:
        drawn = picture(*_smaller(element.blobs[image["blob"]], str(image["mime"])), alt, size)
    else:
        drawn = f'<img src="{html.escape(str(image["url"]))}" alt="{html.escape(alt)}" style="{size}">'
    return div("", drawn + (div(SMALL, caption) if caption else ""))


def _smaller(data: bytes, mime: str) -> tuple[bytes, str]:
    """A large image with fewer pixels."""
    if len(data) <= MOST_BYTES or mime == "image/svg+xml":
        return data, mime
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        opened.thumbnail((MOST_SIDE, MOST_SIDE))
        file = io.BytesIO()
        if "A" in opened.getbands() or opened.mode == "P":
            opened.save(file, "PNG")
            return file.getvalue(), "image/png"
        opened.convert("RGB").save(file, "JPEG", quality=80)
        return file.getvalue(), "image/jpeg"
