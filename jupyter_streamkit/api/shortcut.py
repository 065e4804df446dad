"""A keyboard shortcut, as the browser reads it: `ctrl+shift+k`, modifiers first."""

from __future__ import annotations

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

_MODIFIERS = {
    "ctrl": "ctrl",
    "cmd": "ctrl",
    "meta": "ctrl",
    "mod": "ctrl",
    "alt": "alt",
    "option": "alt",
    "shift": "shift",
}
_KEYS = {
    "esc": "escape",
    "return": "enter",
    "up": "arrowup",
    "down": "arrowdown",
    "left": "arrowleft",
    "right": "arrowright",
    "del": "delete",
}
_RESERVED = ("c", "r")


def shortcut_prop(shortcut: str | None) -> str | None:
    """A checked `shortcut`, or None."""
    if shortcut is None:
        return None
    if not isinstance(shortcut, str):
        raise StreamlitInvalidParameterTypeError(
            f'`shortcut={shortcut!r}` must be a text: write for example `shortcut="Ctrl+K"`.'
        )
    parts = [part.strip().lower() for part in shortcut.split("+") if part.strip()]
    modifiers = {_MODIFIERS[part] for part in parts if part in _MODIFIERS}
    keys = [_KEYS.get(part, part) for part in parts if part not in _MODIFIERS]
    if len(keys) != 1:
        raise StreamlitAPIException(
            f"`shortcut={shortcut!r}` must name one key, with or without Ctrl, Alt and Shift: "
            'write for example `shortcut="Ctrl+K"`.'
        )
    if keys[0] in _RESERVED:
        raise StreamlitAPIException(
            f"`shortcut={shortcut!r}` is taken: R runs the app again and C clears its caches. Choose another key."
        )
    return "+".join([*(name for name in ("ctrl", "alt", "shift") if name in modifiers), keys[0]])
