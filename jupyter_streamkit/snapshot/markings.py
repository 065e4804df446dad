"""Small pieces of HTML that read well anywhere.

Code hosts and untrusted notebooks take away scripts, style sheets and inline SVG, some of them all styles too. So
styles stand in the elements, what matters is text, pictures are `data:` addresses, and without any style the order
is still right. Colours are of a kind that a light and a dark page bear.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Sequence

LINE = "rgba(128,128,128,0.35)"
FILL = "rgba(128,128,128,0.12)"
BOX = f"border:1px solid {LINE};border-radius:6px;padding:8px 12px"
SMALL = "font-size:0.875em;opacity:0.75"
COLORS = {
    "red": "#d33f45",
    "orange": "#c46a00",
    "yellow": "#a37b0a",
    "green": "#198c41",
    "blue": "#1c77cf",
    "violet": "#7a52c7",
    "gray": "#808495",
    "grey": "#808495",
    "rainbow": "#7a52c7",
    "primary": "#ff4b4b",
}


def tag(name: str, style: str, inside: str, **attributes: str) -> str:
    """An element; what is inside is HTML."""
    told = attributes | ({"style": style} if style else {})
    written = "".join(f' {key}="{html.escape(value)}"' for key, value in told.items())
    return f"<{name}{written}>{inside}</{name}>"


def div(style: str, inside: str) -> str:
    return tag("div", style, inside)


def span(style: str, inside: str) -> str:
    return tag("span", style, inside)


def note(text: str) -> str:
    """What the snapshot says in its own name."""
    return div(f"{SMALL};font-style:italic;margin:4px 0", html.escape(text))


def pre(text: str, style: str = "") -> str:
    fixed = f"margin:4px 0;padding:8px 12px;background:{FILL};border-radius:6px;white-space:pre-wrap;{style}"
    return tag("pre", fixed, html.escape(text))


def picture(data: bytes, mime: str, alt: str, style: str = "max-width:100%") -> str:
    address = f"data:{mime};base64,{base64.b64encode(data).decode()}"
    return f'<img src="{address}" alt="{html.escape(alt)}" style="{style}">'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells are HTML."""
    cells = f"border:1px solid {LINE};padding:4px 8px;text-align:left"
    top = "".join(tag("th", cells, cell) for cell in head)
    body = "".join(f"<tr>{''.join(tag('td', cells, cell) for cell in row)}</tr>" for row in rows)
    inside = f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody>"
    return tag("table", "border-collapse:collapse;margin:4px 0", inside)


def details(label: str, inside: str, *, is_open: bool = False) -> str:
    title = tag("summary", "cursor:pointer", label)
    return tag("details", f"{BOX};margin:4px 0", title + inside, **({"open": "open"} if is_open else {}))


_FORMULA = re.compile(r'<(div|span) class="math (block|inline)">(.*?)</\1>', re.DOTALL)
_ICON = re.compile(r'<span class="st-icon st-symbol"[^>]*>[^<]*</span>')
_CONTROL = re.compile(
    r'<span class="stHeaderActionElements".*?</span></a></span>|<button type="button" class="st-copy".*?</button>',
    re.DOTALL,
)
_LOOK = re.compile(r' class="[^"]*?\bst-(color|background|badge|small)(?:-(\w+))?"')
_CLASS = re.compile(r' class="(?:tok-|st|language-)[^"]*"| data-testid="[^"]*"')


def plain(markup: str) -> str:
    """HTML that the kernel made of Markdown, without what needs our front end.

    Formulas become LaTeX in dollars, which notebooks typeset; colours move into the elements; icons that need a
    font of ours, and buttons, go.
    """
    markup = _CONTROL.sub("", markup)
    markup = _FORMULA.sub(_formula, _ICON.sub("", markup))
    return _CLASS.sub("", _LOOK.sub(_look, markup)).replace("<p>", '<p style="margin:0 0 4px">')


def _formula(found: re.Match[str]) -> str:
    dollars = "$$" if found[2] == "block" else "$"
    return f"<{found[1]}>{dollars}{found[3].strip()}{dollars}</{found[1]}>"


def _look(found: re.Match[str]) -> str:
    if found[1] == "small":
        return ' style="font-size:0.875em"'
    color = COLORS.get(found[2] or "", "inherit")
    room = f";background:{FILL};border-radius:4px;padding:1px 6px" if found[1] != "color" else ""
    return f' style="color:{color}{room}"'


def words(markup: str) -> str:
    """The text of some HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()
