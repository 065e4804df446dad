"""A page as static HTML.

Invariants
- No script, no style sheet of ours, no request: what the reader sees is in the HTML.
- An element that cannot be drawn leaves a note, never an error.
- The HTML is not much longer than `MOST`.
"""

from __future__ import annotations

import html
import json
import logging
from collections.abc import Callable
from dataclasses import replace

from jupyter_streamkit.tree.node import Json

from .inputs import INPUTS
from .markings import BOX, FILL, LINE, SMALL, details, div, note, plain, pre, span, table, tag, words
from .pictures import chart, images, point_map
from .still import Still

log = logging.getLogger(__name__)

MOST = 1_000_000
"""Characters of HTML; elements that come when they are used up leave a note."""
ROWS = 10
"""Rows that are shown of a data frame."""
MOST_TEXT = 50_000
"""Characters that are shown of one text."""
ALERTS = {
    "info": "rgba(28,131,225,0.12)",
    "success": "rgba(33,195,84,0.14)",
    "warning": "rgba(250,202,43,0.18)",
    "error": "rgba(255,75,75,0.12)",
}


def render(app: Still) -> str:
    """The page as HTML that needs nothing but itself."""
    return f'<div class="streamkit-snapshot">{Renderer().draw(app)}</div>'


class Renderer:
    """Draws elements one after the other until the space is used up."""

    def __init__(self) -> None:
        self._left = MOST

    def draw(self, element: Still) -> str:
        if element.children is not None:
            block = BLOCKS.get(element.type, _stack)
            return block(element, [self.draw(child) for child in element.children])
        drawn = self._element(element)
        if len(drawn) > self._left:
            drawn = note(f"A {_name(element)} is left out here: the snapshot would be too large.")
        self._left -= len(drawn)
        return drawn

    def _element(self, element: Still) -> str:
        draw = ELEMENTS.get(element.type) or INPUTS.get(element.type, _unknown)
        try:
            return draw(element)
        except Exception as error:
            log.warning("The snapshot cannot show a %s", element.type, exc_info=error)
            return _unknown(element)


def _name(element: Still) -> str:
    return element.type.replace("_", " ")


def _unknown(element: Still) -> str:
    return note(f"A {_name(element)}: run the cell to see it.")


# Blocks: the element, and its children as HTML.


def _stack(element: Still, parts: list[str]) -> str:
    style = BOX if element.props.get("border") else ""
    if element.props.get("horizontal"):
        style += ";display:flex;flex-wrap:wrap;gap:12px;align-items:center"
    return div(style.lstrip(";"), "".join(parts))


def _app(_: Still, parts: list[str]) -> str:
    """The main part beside the sidebar; messages that come and go are not kept."""
    main, sidebar, *_others = parts
    body = div("flex:1 1 300px;min-width:0", main)
    if words(sidebar) or "<img" in sidebar:
        side = div(f"flex:0 1 200px;background:{FILL};border-radius:6px;padding:12px", sidebar)
        return div("display:flex;flex-wrap:wrap;gap:20px;align-items:flex-start", side + body)
    return body


def _columns(element: Still, parts: list[str]) -> str:
    assert element.children is not None
    weights = [float(child.props.get("weight", 1)) for child in element.children]
    cells = [
        div(f"flex:{weight:.3f} 1 0px;min-width:0", part) for weight, part in zip(weights, parts, strict=True)
    ]
    return div("display:flex;gap:16px;align-items:flex-start", "".join(cells))


def _tabs(element: Still, parts: list[str]) -> str:
    assert element.children is not None
    title = f"font-weight:600;border-bottom:1px solid {LINE};margin:8px 0"
    labels = [div(title, plain(str(child.props.get("label_html", "")))) for child in element.children]
    return "".join(label + part for label, part in zip(labels, parts, strict=True))


def _expander(element: Still, parts: list[str]) -> str:
    label = plain(str(element.props.get("label_html", "")))
    return details(label, "".join(parts), is_open=bool(element.props.get("expanded")))


BLOCKS: dict[str, Callable[[Still, list[str]], str]] = {
    "app": _app,
    "columns": _columns,
    "expander": _expander,
    "popover": _expander,
    "status": _expander,
    "tabs": _tabs,
}


# Elements.


def _html(element: Still) -> str:
    if "html" not in element.props:
        return note("HTML with scripts of its own: run the cell to see it.")
    inside = str(element.props["html"])
    return (
        note("HTML with scripts: run the cell to see it.")
        if element.props.get("scripts")
        else div("", inside)
    )


def _markdown(element: Still) -> str:
    return div("margin:4px 0", plain(str(element.props["html"])))


def _caption(element: Still) -> str:
    return div(SMALL, plain(str(element.props["html"])))


def _heading(element: Still) -> str:
    line = f"margin:12px 0 8px{f';border-bottom:2px solid {LINE}' if element.props.get('divider') else ''}"
    return tag(f"h{element.props['level']}", line, plain(str(element.props["html"])))


def _text(element: Still) -> str:
    text = str(element.props["body"])
    return div("white-space:pre-wrap;margin:4px 0", html.escape(text[:MOST_TEXT]))


def _code(element: Still) -> str:
    return pre(str(element.raw["body"])[:MOST_TEXT])


def _alert(element: Still) -> str:
    style = f"background:{ALERTS[element.props['kind']]};border-radius:6px;padding:8px 12px;margin:4px 0"
    icon = str(element.props.get("icon", ""))
    shown = "" if icon.startswith(":") else html.escape(icon) + " "
    title = tag("strong", "", plain(str(element.props.get("title_html", ""))))
    return div(style, f"{shown}{title if words(title) else ''}{plain(str(element.props['html']))}")


def _exception(element: Still) -> str:
    props = element.props
    said = (
        plain(str(props["message_html"]))
        if "message_html" in props
        else html.escape(str(props.get("message", "")))
    )
    head = f"<strong>{html.escape(str(props['name']))}</strong>{': ' if said else ''}{said}"
    trace = pre(str(props["trace"])[:MOST_TEXT]) if props.get("trace") else ""
    return div(f"background:{ALERTS['error']};border-radius:6px;padding:8px 12px;margin:4px 0", head + trace)


def _metric(element: Still) -> str:
    props = element.props
    label = div("font-size:0.875em", plain(str(props.get("label_html", ""))))
    value = div("font-size:1.8em;line-height:1.3", html.escape(element.raw["value"]))
    return div(BOX if props.get("border") else "margin:4px 0", label + value + _change(element))


def _change(element: Still) -> str:
    change = html.escape(element.raw["delta"])
    arrow = {"up": "↑ ", "down": "↓ "}.get(str(element.props.get("arrow")), "")
    color = {"green": "#198c41", "red": "#d33f45"}.get(str(element.props.get("color")), "inherit")
    told = plain(str(element.props.get("delta_html", "")))
    return div(f"font-size:0.875em;color:{color}", f"{arrow}{change} {told}".rstrip()) if change else ""


def _table(element: Still) -> str:
    inside = str(element.props["html"]).replace(' class="st-number"', ' style="text-align:right"')
    return tag("table", "border-collapse:collapse;margin:4px 0", inside, cellpadding="5")


def _dataframe(element: Still) -> str:
    columns = element.props["columns"]
    page = json.loads(element.blobs[element.props["page"]])
    shown = [_values(column, values[:ROWS]) for column, values in zip(columns, page["columns"], strict=True)]
    rows = [list(row) for row in zip(*shown, strict=True)]
    levels = sum(1 for column in columns if column.get("index"))
    for at, looks in enumerate(page.get("looks", ()), levels):
        for row, (text, *_) in zip(rows, looks, strict=False):
            row[at] = text
    head = [html.escape(str(column.get("title", ""))) for column in columns]
    drawn = table(head, ([_cell(value) for value in row] for row in rows))
    return div("overflow-x:auto;margin:4px 0", drawn) + _count(element.props["rows"], len(rows))


def _data_editor(element: Still) -> str:
    """The table with what was typed into it."""
    columns, value = element.props["columns"], element.value
    names = ["_index" if column.get("index") else column["name"] for column in columns]
    page = json.loads(element.blobs[element.props["page"]])
    rows = [dict(zip(names, row, strict=True)) for row in zip(*page["columns"], strict=True)]
    for at, row in enumerate(rows):
        row.update(value["edited_rows"].get(str(at), {}))
    left = [row for at, row in enumerate(rows) if at not in value["deleted_rows"]] + value["added_rows"]
    changed = {"columns": [[row.get(name) for row in left] for name in names]}
    count = element.props["rows"] + len(value["added_rows"]) - len(value["deleted_rows"])
    blobs = {"edited": json.dumps(changed).encode()}
    props = {**element.props, "page": "edited", "rows": count}
    return _dataframe(replace(element, props=props, blobs=blobs))


def _values(column: dict[str, Json], values: list[Json]) -> list[Json]:
    if column["kind"] != "datetime":
        return values
    return [str(value).replace("T00:00:00", "").replace("T", " ") if value else value for value in values]


def _cell(value: object) -> str:
    if value is None:
        return span("opacity:0.5", "None")
    text = json.dumps(value) if isinstance(value, (dict, list, bool)) else str(value)
    return html.escape(text if len(text) <= 200 else text[:200] + "…")


def _count(all: int, shown: int) -> str:
    return note(f"The first {shown:,} of {all:,} rows.") if all > shown else ""


def _json(element: Still) -> str:
    text = json.dumps(element.props["body"], indent=2, ensure_ascii=False)
    cut = text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "\n…"
    return details("JSON", pre(cut), is_open=text.count("\n") < 20)


def _progress(element: Still) -> str:
    label = plain(str(element.props.get("text_html", "")))
    bar = div(
        f"width:{float(element.props['value']):.0f}%;height:6px;border-radius:3px;background:#ff4b4b", ""
    )
    return div(
        "margin:4px 0", label + div(f"height:6px;border-radius:3px;background:{FILL};margin:4px 0", bar)
    )


def _help(element: Still) -> str:
    name = html.escape(str(element.props.get("name") or element.props["type"]))
    return details(tag("code", "", name), pre(str(element.props.get("doc", ""))[:MOST_TEXT]))


def _space(_: Still) -> str:
    return div("height:12px", "")


def _nothing(_: Still) -> str:
    return ""


def _page_link(element: Still) -> str:
    label, url = plain(str(element.props.get("label_html", ""))), element.props.get("url")
    return div("margin:4px 0", tag("a", "", label, href=str(url)) if url else label)


def _widget(_: Still) -> str:
    return note("A Jupyter widget: run the cell to see it.")


ELEMENTS: dict[str, Callable[[Still], str]] = {
    "alert": _alert,
    "balloons": _nothing,
    "caption": _caption,
    "code": _code,
    "data_editor": _data_editor,
    "dataframe": _dataframe,
    "divider": _markdown,
    "exception": _exception,
    "heading": _heading,
    "help": _help,
    "html": _html,
    "image": images,
    "json": _json,
    "latex": _markdown,
    "map": point_map,
    "markdown": _markdown,
    "metric": _metric,
    "page_link": _page_link,
    "page_not_found": _nothing,
    "progress": _progress,
    "skeleton": _nothing,
    "snow": _nothing,
    "space": _space,
    "spinner": _nothing,
    "table": _table,
    "text": _text,
    "toast": _nothing,
    "vega_lite_chart": chart,
    "widget": _widget,
}
