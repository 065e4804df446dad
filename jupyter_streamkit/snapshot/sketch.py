"""Simple charts as SVG: lines, areas, bars and points of fields as they are.

It draws what `st.line_chart` and its like make, and what is as plain as that; of anything else (aggregates,
transforms, facets) `sketch` makes nothing.
"""

from __future__ import annotations

import html
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from jupyter_streamkit.tree.node import Json

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 56, 36, 12, 36
PALETTE = (
    "#0068c9",
    "#83c9ff",
    "#ff2b2b",
    "#ffabab",
    "#29b09d",
    "#7defa1",
    "#ff8700",
    "#ffd16a",
    "#6d3fc0",
    "#d5dae5",
)
MARKS = {"line": "line", "area": "area", "bar": "bar", "point": "dot", "circle": "dot", "square": "dot"}
COMPOSED = ("transform", "facet", "repeat", "concat", "hconcat", "vconcat", "projection")
COMPUTED = ("aggregate", "bin", "timeUnit", "condition")
MOST_MARKS = 3000
TICKS = 6

Columns = Mapping[str, Sequence[Any]]


def sketch(spec: Mapping[str, Json], data: Columns) -> str | None:
    """The chart as SVG, or None where it is not a simple one."""
    plot = _read(spec, data)
    return None if plot is None else _draw(plot)


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale along a side of the picture."""

    kind: str
    title: str
    low: float
    high: float
    names: tuple[str, ...]
    start: float
    end: float

    def at(self, value: str | float) -> float:
        if isinstance(value, str):
            return self.start + (self.names.index(value) + 0.5) * self.step
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def step(self) -> float:
        return (self.end - self.start) / max(1, len(self.names))

    def ticks(self) -> list[tuple[float, str]]:
        if self.kind == "names":
            every = math.ceil(len(self.names) / (24 if self.step > 0 else 12))
            return [(self.at(name), name) for name in self.names[::every]]
        if self.kind == "time":
            moments = [self.low + (self.high - self.low) * part / (TICKS - 1) for part in range(TICKS)]
            return [(self.at(each), _moment(each, self.high - self.low)) for each in moments]
        return [(self.at(each), f"{each:,.10g}") for each in _round_numbers(self.low, self.high)]


@dataclass(frozen=True, slots=True)
class Plot:
    mark: str
    along: Axis
    across: Axis
    series: dict[str, list[tuple[Any, float, float]]]
    """By name: where it stands, and from where to where it reaches."""
    colors: dict[str, str]
    flipped: bool
    grouped: bool
    """Bars of several series stand side by side."""

    def place(self, along: float, across: float) -> tuple[float, float]:
        return (across, along) if self.flipped else (along, across)


# Reading the specification.


def _read(spec: Mapping[str, Json], data: Columns) -> Plot | None:
    view = (spec.get("layer") or [{}])[0]
    encoding = {**spec.get("encoding", {}), **view.get("encoding", {})}
    mark = view.get("mark", spec.get("mark"))
    mark = MARKS.get(str(mark.get("type") if isinstance(mark, dict) else mark))
    x, y, color = encoding.get("x", {}), encoding.get("y", {}), encoding.get("color", {})
    composed = any(name in part for name in COMPOSED for part in (spec, view)) or {
        "row",
        "column",
        "facet",
    } & set(encoding)
    if mark is None or composed or not all(_is_plain(channel, data) for channel in (x, y)):
        return None
    if color and not _is_plain(color, data):
        return None
    flipped = mark == "bar" and x.get("type") == "quantitative" and y.get("type") != "quantitative"
    return _plot(
        mark,
        (y, x) if flipped else (x, y),
        color,
        data,
        flipped,
        grouped="xOffset" in encoding or "yOffset" in encoding,
    )


def _is_plain(channel: Mapping[str, Json], data: Columns) -> bool:
    return channel.get("field") in data and not any(name in channel for name in COMPUTED)


def _plot(
    mark: str,
    channels: tuple[Mapping[str, Json], Mapping[str, Json]],
    color: Mapping[str, Json],
    data: Columns,
    flipped: bool,
    grouped: bool,
) -> Plot | None:
    along, across = channels
    if across.get("type") != "quantitative" or color.get("type", "nominal") == "quantitative":
        return None
    places = _values(along, data)
    values = _values(across, data)
    names = data[color["field"]] if color else [""] * len(values)
    rows = [
        (str(name), place, float(value))
        for name, place, value in zip(names, places, values, strict=True)
        if place is not None and isinstance(value, (int, float))
    ]
    rows = rows[:: max(1, math.ceil(len(rows) / MOST_MARKS))]
    if not rows:
        return None
    stack = across.get("stack", "zero") if mark in ("bar", "area") and not grouped else None
    series = _stacked(rows, normal=stack == "normalize") if stack else _from_zero(rows)
    sides = (
        ((TOP, HEIGHT - BOTTOM), (LEFT, WIDTH - RIGHT))
        if flipped
        else ((LEFT, WIDTH - RIGHT), (HEIGHT - BOTTOM, TOP))
    )
    ends = [
        end
        for points in series.values()
        for _, low, high in points
        for end in ((low, high) if mark in ("bar", "area") else (high,))
    ]
    return Plot(
        mark,
        _axis(along, [place for _, place, _ in rows], sides[0], pad=mark == "bar"),
        _axis(across, ends, sides[1]),
        series,
        _colors(color, list(series)),
        flipped,
        grouped,
    )


def _values(channel: Mapping[str, Json], data: Columns) -> list[Any]:
    """The values of a channel; moments as milliseconds."""
    values = list(data[channel["field"]])
    if channel.get("type") == "temporal":
        return [_milliseconds(value) for value in values]
    if channel.get("type") == "quantitative":
        return [
            value if isinstance(value, (int, float)) and not math.isnan(value) else None for value in values
        ]
    return [
        None if value is None else f"{value:g}" if isinstance(value, float) else str(value)
        for value in values
    ]


def _milliseconds(value: Any) -> float | None:
    if isinstance(value, str):
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000
    return None if value is None or math.isnan(value) else float(value)


def _from_zero(rows: list[tuple[str, Any, float]]) -> dict[str, list[tuple[Any, float, float]]]:
    series = defaultdict(list)
    for name, place, value in rows:
        series[name].append((place, 0.0, value))
    return dict(series)


def _stacked(
    rows: list[tuple[str, Any, float]], *, normal: bool
) -> dict[str, list[tuple[Any, float, float]]]:
    sums: dict[Any, float] = defaultdict(float)
    for _, place, value in rows:
        sums[place] += abs(value)
    tops: dict[tuple[Any, bool], float] = defaultdict(float)
    series = defaultdict(list)
    for name, place, value in rows:
        share = value / (sums[place] or 1) if normal else value
        base = tops[place, share < 0]
        tops[place, share < 0] = base + share
        series[name].append((place, base, base + share))
    return dict(series)


def _axis(
    channel: Mapping[str, Json], values: Sequence[Any], side: tuple[float, float], *, pad: bool = False
) -> Axis:
    title = str(channel.get("title", channel["field"]) or "").strip()
    kind = {"quantitative": "number", "temporal": "time"}.get(str(channel.get("type")), "names")
    if kind == "names":
        names = dict.fromkeys(values)
        return Axis(kind, title, 0, 0, tuple(names if channel.get("sort") else _in_order(names)), *side)
    low, high = min(values), max(values)
    zero = (channel.get("scale") or {}).get("zero", kind == "number" and not pad)
    low, high = (min(low, 0), max(high, 0)) if zero else (low, high)
    room = (high - low) / max(1, len(set(values)) - 1) / 2 if pad else 0
    low, high = low - room, high + room
    return Axis(kind, title, low, high if high > low else low + 1, (), *side)


def _in_order(names: Mapping[str, None]) -> list[str]:
    try:
        return sorted(names, key=float)
    except ValueError:
        return sorted(names)


def _colors(color: Mapping[str, Json], names: list[str]) -> dict[str, str]:
    scale = color.get("scale") or {}
    fixed = dict(zip(map(str, scale.get("domain") or names), scale.get("range") or PALETTE, strict=False))
    return {name: str(fixed.get(name, PALETTE[at % len(PALETTE)])) for at, name in enumerate(names)}


# Drawing.


def _draw(plot: Plot) -> str:
    draw = {"bar": _bars, "dot": _dots, "line": _lines, "area": _areas}[plot.mark]
    marks = "".join(draw(plot, name, points) for name, points in plot.series.items())
    legend = list(plot.series) if len(plot.series) > 1 else []
    height = HEIGHT + (22 if legend else 0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        ' font-family="sans-serif" font-size="11" fill="#555">'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>{_frame(plot)}{marks}{_legend(plot, legend)}</svg>'
    )


def _frame(plot: Plot) -> str:
    x, y = (plot.across, plot.along) if plot.flipped else (plot.along, plot.across)
    parts = []
    for at, label in x.ticks():
        parts.append(_label(at, HEIGHT - BOTTOM + 14, label, "middle", 14))
        parts.append(_line(at, TOP, at, HEIGHT - BOTTOM) if x.kind != "names" else "")
    for at, label in y.ticks():
        parts.append(_label(LEFT - 6, at + 4, label, "end", 9))
        parts.append(_line(LEFT, at, WIDTH - RIGHT, at) if y.kind != "names" else "")
    parts.append(_label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, x.title, "middle", 80))
    turned = f'<g transform="rotate(-90 10 {HEIGHT / 2})">{_label(10, HEIGHT / 2, y.title, "middle", 40)}</g>'
    return "".join(parts) + (turned if y.title else "")


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#e6e9ef"/>'


def _label(x: float, y: float, text: str, anchor: str, most: int) -> str:
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{html.escape(cut)}</text>'


def _legend(plot: Plot, names: list[str]) -> str:
    parts, x = [], float(LEFT)
    for name in names:
        parts.append(
            f'<rect x="{x:.0f}" y="{HEIGHT + 4}" width="10" height="10" fill="{html.escape(plot.colors[name])}"/>'
        )
        parts.append(_label(x + 14, HEIGHT + 13, name, "start", 20))
        x += 26 + 6.5 * min(len(name), 20)
    return "".join(parts)


def _bars(plot: Plot, name: str, points: list[tuple[Any, float, float]]) -> str:
    span = abs(
        plot.along.step
        if plot.along.kind == "names"
        else (plot.along.end - plot.along.start) / len({place for place, *_ in points})
    )
    count = len(plot.series) if plot.grouped else 1
    thick = max(0.5, span * 0.85 / count)
    shift = (list(plot.series).index(name) - (count - 1) / 2) * thick if plot.grouped else 0
    parts = []
    for place, low, high in points:
        at = plot.along.at(place) + shift
        (x1, y1), (x2, y2) = (
            plot.place(at - thick / 2, plot.across.at(low)),
            plot.place(at + thick / 2, plot.across.at(high)),
        )
        parts.append(f"M{x1:.1f} {y1:.1f}H{x2:.1f}V{y2:.1f}H{x1:.1f}z")
    return f'<path d="{"".join(parts)}" fill="{html.escape(plot.colors[name])}"/>'


def _dots(plot: Plot, name: str, points: list[tuple[Any, float, float]]) -> str:
    steps = "".join(f"M{plot.along.at(place):.1f} {plot.across.at(high):.1f}h0" for place, _, high in points)
    color = html.escape(plot.colors[name])
    return f'<path d="{steps}" stroke="{color}" stroke-width="6" stroke-linecap="round" opacity="0.8"/>'


def _lines(plot: Plot, name: str, points: list[tuple[Any, float, float]]) -> str:
    steps = [
        f"{plot.along.at(place):.1f} {plot.across.at(high):.1f}" for place, _, high in _along(plot, points)
    ]
    return f'<path d="M{"L".join(steps)}" fill="none" stroke="{html.escape(plot.colors[name])}" stroke-width="2"/>'


def _areas(plot: Plot, name: str, points: list[tuple[Any, float, float]]) -> str:
    ordered = _along(plot, points)
    there = [f"{plot.along.at(place):.1f} {plot.across.at(high):.1f}" for place, _, high in ordered]
    back = [f"{plot.along.at(place):.1f} {plot.across.at(low):.1f}" for place, low, _ in reversed(ordered)]
    return f'<path d="M{"L".join(there + back)}z" fill="{html.escape(plot.colors[name])}" opacity="0.7"/>'


def _along(plot: Plot, points: list[tuple[Any, float, float]]) -> list[tuple[Any, float, float]]:
    return sorted(points, key=lambda point: plot.along.at(point[0]))


def _round_numbers(low: float, high: float) -> list[float]:
    """Round numbers between two ends, about as many as `TICKS`."""
    size = 10 ** math.floor(math.log10((high - low) / TICKS))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor * TICKS >= high - low)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _moment(milliseconds: float, span: float) -> str:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    day = 86_400_000
    form = "%Y" if span > 5 * 365 * day else "%Y-%m-%d" if span > 3 * day else "%d %H:%M"
    return moment.strftime(form)
