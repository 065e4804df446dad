"""Colours as scripts give them: CSS text, or tuples of numbers."""

from __future__ import annotations

import re
from typing import Any

from PIL import ImageColor

from ..errors import StreamlitInvalidColorError

_NAMED = {
    "primary": "#ff4b4b",
    "red": "#ff4b4b",
    "orange": "#ffa421",
    "yellow": "#faca2b",
    "green": "#21c354",
    "blue": "#1c83e1",
    "violet": "#803df5",
    "gray": "#a3a8b8",
    "grey": "#a3a8b8",
}
"""The page's own palette; all other names are CSS."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)")

Rgba = tuple[int, int, int, int]


def is_color(value: object) -> bool:
    """Whether a value looks like a colour."""
    try:
        rgba(value)
    except StreamlitInvalidColorError:
        return False
    return True


def css_color(value: object) -> str:
    """A colour as CSS; raises StreamlitInvalidColorError."""
    red, green, blue, alpha = rgba(value)
    if isinstance(value, str) and value not in _NAMED:
        return value
    opaque = f"#{red:02x}{green:02x}{blue:02x}"
    return opaque if alpha == 255 else f"{opaque}{alpha:02x}"


def rgba(value: Any) -> Rgba:
    """A colour as red, green, blue and opacity from 0 to 255; raises StreamlitInvalidColorError."""
    found = _from_text(value) if isinstance(value, str) else _from_numbers(value)
    if found is None:
        raise StreamlitInvalidColorError(
            f"`{value!r}` is not a colour: write `'#ff0000'`, `'#ff000080'`, a CSS name, "
            "or 3 or 4 numbers such as `(255, 0, 0)` or `(1.0, 0.0, 0.0, 0.5)`."
        )
    return found


def _from_text(text: str) -> Rgba | None:
    if _HEX.fullmatch(text):
        digits = text[1:] if len(text) > 5 else "".join(2 * digit for digit in text[1:])
        red, green, blue, *alpha = bytes.fromhex(digits)
        return red, green, blue, alpha[0] if alpha else 255
    if found := _RGB.fullmatch(text):
        red, green, blue = (min(255, int(part)) for part in found.groups()[:3])
        return red, green, blue, round(255 * min(1.0, float(found[4] or 1)))
    name = _NAMED.get(text) or ImageColor.colormap.get(text.lower())
    return (
        _from_text(name if isinstance(name, str) else "#{:02x}{:02x}{:02x}".format(*name)) if name else None
    )


def _from_numbers(value: Any) -> Rgba | None:
    """Integers go from 0 to 255; all floats from 0 to 1; the opacity of integers may be either."""
    try:
        numbers = [float(part) for part in value]
    except (TypeError, ValueError):
        return None
    if len(numbers) not in (3, 4) or not all(0 <= number <= 255 for number in numbers):
        return None
    whole = [float(number).is_integer() for number in numbers[:3]]
    floats = any(_is_float(part) for part in value[:3]) and all(number <= 1 for number in numbers[:3])
    if not floats and not all(whole):
        return None
    red, green, blue = (round(number * 255) if floats else int(number) for number in numbers[:3])
    alpha = 1.0 if len(numbers) == 3 else numbers[3]
    return red, green, blue, round(alpha * 255) if alpha <= 1 else int(alpha)


def _is_float(part: object) -> bool:
    return isinstance(part, float) or getattr(getattr(part, "dtype", None), "kind", "") == "f"
