"""Icons: an emoji, a symbol `:material/name:`, or a spinner."""

from __future__ import annotations

import re

from jupyter_streamkit.errors import StreamlitAPIException

_MATERIAL = re.compile(r":material/[a-z0-9_]+:")
_LEADING = re.compile(r"\s*(?:(:material/[a-z0-9_]+:)|([^\x00-\u2000\s]\S*|[©®]\S*))\s*")


def icon_prop(icon: str | None) -> str | None:
    """A checked icon; None and "" are none.

    Raises
    ------
    StreamlitAPIException
        It is neither one emoji nor `:material/name:` nor `"spinner"`.
    """
    if not icon:
        return None
    if icon == "spinner" or _MATERIAL.fullmatch(icon) or _is_emoji(icon):
        return icon
    raise StreamlitAPIException(
        f'`icon={icon!r}` is not an icon: write one emoji such as `icon="🚨"` (no short code), '
        'a symbol such as `icon=":material/thumb_up:"`, or `icon="spinner"`.'
    )


def split_icon(text: str) -> tuple[str | None, str]:
    """The icon that Markdown text begins with, and the rest; (None, text) without one."""
    leading = _LEADING.match(text)
    if leading is None or leading.end() == len(text):
        return None, text
    icon = leading[1] or leading[2]
    if leading[1] or _is_emoji(icon):
        return icon, text[leading.end() :]
    return None, text


def _is_emoji(text: str) -> bool:
    if text.isascii():
        return False
    # Its table takes a while to load: only where there may be an emoji.
    import emoji

    return emoji.purely_emoji(text) and emoji.emoji_count(text) == 1
