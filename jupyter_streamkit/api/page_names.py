"""What the names of files say of pages: `1_🎈_My_page.py` is the first, `My page`, with an icon."""

from __future__ import annotations

import re
from pathlib import Path

_NAME = re.compile(r"(\d*)[_ -]*(.*)", re.DOTALL)
_NOT_IN_ADDRESS = re.compile(r"[&#?/\\:*\"<>|']")


def icon_and_name(stem: str) -> tuple[str, str]:
    """The icon of a page and its name, for the address: words are joined by `_`.

    Examples
    --------
    >>> icon_and_name("1_My first page")
    ('', 'My_first_page')
    """
    number, rest = _parts(stem)
    name = re.sub(r"[_ ]+", "_", rest).strip() or number
    if name.isascii():
        return "", name
    # Its table takes a while to load: only where there may be an emoji.
    import emoji

    found = emoji.emoji_list(name)
    if not found or found[0]["match_start"] != 0:
        return "", name
    return str(found[0]["emoji"]), name[found[0]["match_end"] :].lstrip("_- ")


def place(path: Path) -> tuple[float, str]:
    """Where a page stands among others: those with a number first."""
    number, label = _parts(path.stem)
    return float(number) if number else float("inf"), label.lower()


def address_of(title: str) -> str:
    """A title as a part of an address.

    Examples
    --------
    >>> address_of("What is new?")
    'what_is_new'
    """
    words = re.sub(r"\s+", "_", title.lower())
    return re.sub(r"_+", "_", _NOT_IN_ADDRESS.sub("", words)).strip("_")


def _parts(stem: str) -> tuple[str, str]:
    match = _NAME.fullmatch(stem)
    assert match is not None, "it matches any text"
    return match[1], match[2]
