"""Inputs in the snapshot: the label and the value, not to be changed."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, datetime

from jupyter_streamkit.tree.node import Json

from .markings import FILL, LINE, div, plain, span, tag
from .still import Still

FIELD = f"background:{FILL};border-radius:6px;padding:4px 10px;min-height:1.5em;white-space:pre-wrap"
BUTTON = f"display:inline-block;border:1px solid {LINE};border-radius:6px;padding:3px 12px;margin:2px 0"
RED = "#ff4b4b"


def _labelled(element: Still, inside: str) -> str:
    hidden = element.props.get("label_visibility")
    label = "" if hidden else div("font-size:0.875em", _label(element))
    return div("margin:6px 0", label + inside)


def _label(element: Still) -> str:
    return plain(str(element.props.get("label_html", "")))


def _field(element: Still) -> str:
    """Any value that is words."""
    value = element.value
    if value in (None, "", []):
        return _labelled(
            element, div(f"{FIELD};opacity:0.6", html.escape(str(element.props.get("placeholder", ""))))
        )
    several = value if isinstance(value, list) else [value]
    return _labelled(element, div(FIELD, html.escape(" to ".join(map(_words, several)))))


def _words(value: Json) -> str:
    return str(value).replace("T", " ") if isinstance(value, (str, int, float)) else "…"


def _text(element: Still) -> str:
    if element.props.get("type") == "password":
        return _labelled(element, div(FIELD, "•" * len(str(element.value or ""))))
    value = str(element.value or "") or str(element.props.get("placeholder", ""))
    return _labelled(element, div(FIELD if element.value else f"{FIELD};opacity:0.6", html.escape(value)))


def _tick(element: Still) -> str:
    return div("margin:6px 0", f"{'☑' if element.value else '☐'} {_label(element)}")


def _radio(element: Still) -> str:
    shown = zip(element.props["options"], element.props["options_html"], strict=True)
    lines = [f"{'◉' if option == element.value else '○'} {plain(markup)}" for option, markup in shown]
    along = element.props.get("horizontal")
    return _labelled(
        element, "".join(span("margin-right:16px", line) if along else div("", line) for line in lines)
    )


def _chips(element: Still) -> str:
    chip = f"display:inline-block;background:{RED};color:#fff;border-radius:4px;padding:0 8px;margin:2px 4px 2px 0"
    chosen = [element.value] if isinstance(element.value, str) else element.value or []
    chips = " ".join(span(chip, html.escape(str(value))) for value in chosen)
    return _labelled(element, div(FIELD, chips))


def _slider(element: Still) -> str:
    low, high = element.props["min"], element.props["max"]
    ends = [low, *element.value] if len(element.value) == 1 else element.value
    start, end = ((each - low) / (high - low) * 100 for each in ends)
    values = " to ".join(_on_scale(element, each) for each in element.value)
    return _labelled(element, div(f"color:{RED}", html.escape(values)) + _track(start, end))


def _track(start: float, end: float) -> str:
    filled = (
        f"height:4px;border-radius:2px;background:{RED};margin-left:{start:.1f}%;width:{end - start:.1f}%"
    )
    return div(f"height:4px;border-radius:2px;background:{FILL}", div(filled, ""))


def _on_scale(element: Still, value: float) -> str:
    """A number as the slider shows it; moments are microseconds."""
    kind, form = element.props["kind"], str(element.props.get("format", ""))
    if kind in ("date", "time", "datetime"):
        moment = datetime.fromtimestamp(value / 1e6, UTC)
        return moment.strftime({"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%d %H:%M"}[kind])
    try:
        return form % value
    except (TypeError, ValueError):
        return f"{value:g}"


def _files(element: Still) -> str:
    names = [html.escape(str(file["name"])) for file in element.value or ()]
    return _labelled(element, div(FIELD, "<br>".join(names)))


def _color(element: Still) -> str:
    color = html.escape(str(element.value))
    swatch = f"display:inline-block;width:1em;height:1em;background-color:{color};border:1px solid {LINE}"
    return _labelled(element, f"{span(swatch, '&nbsp;')} {color}")


def _button(element: Still) -> str:
    primary = f";background:{RED};color:#fff" if element.props.get("kind") == "primary" else ""
    return div("margin:4px 0", span(BUTTON + primary, _label(element)))


def _link(element: Still) -> str:
    return div("margin:4px 0", tag("a", BUTTON, _label(element), href=str(element.props["url"])))


def _rating(element: Still) -> str:
    given = -1 if element.value is None else int(element.value)
    if element.props["options"] == "stars":
        return _labelled(element, "★" * (given + 1) + "☆" * (4 - given))
    faces = "👎👍" if element.props["options"] == "thumbs" else "😠🙁😐🙂😀"
    return _labelled(element, faces if given < 0 else faces[given])


INPUTS: dict[str, Callable[[Still], str]] = {
    "audio_input": _files,
    "button": _button,
    "camera_input": _files,
    "chat_input": _field,
    "checkbox": _tick,
    "color_picker": _color,
    "date_input": _field,
    "datetime_input": _field,
    "download_button": _button,
    "feedback": _rating,
    "file_uploader": _files,
    "form_submit_button": _button,
    "link_button": _link,
    "menu_button": _button,
    "multiselect": _chips,
    "number_input": _field,
    "pagination": _field,
    "pills": _chips,
    "radio": _radio,
    "segmented_control": _chips,
    "select_slider": _field,
    "selectbox": _field,
    "slider": _slider,
    "text_area": _text,
    "text_input": _text,
    "time_input": _field,
    "toggle": _tick,
}
