"""The address of a page: `.../app.ipynb?/map&hour=17` is the page `map` with the parameter `hour`.

Voilà serves a notebook under one path, so the page stands in the query string. It is its first entry and begins
with a slash, so that no parameter of an app's own is taken for it. `frame/address.ts` is the browser's side.
"""

from __future__ import annotations

from urllib.parse import quote, unquote


def split(search: str) -> tuple[str, str]:
    """The path of the page and the script's own query string, of the query string of an address.

    Examples
    --------
    >>> split("?/map&hour=17")
    ('map', '?hour=17')
    >>> split("?hour=17")
    ('', '?hour=17')
    """
    first, _, rest = search.removeprefix("?").partition("&")
    name = unquote(first)
    if not name.startswith("/"):
        return "", search
    # A form of a browser, or a proxy, may have added an empty value.
    return name.removeprefix("/").removesuffix("="), f"?{rest}" if rest else ""


def join(path: str, search: str) -> str:
    """The query string of an address.

    Examples
    --------
    >>> join("map", "?hour=17")
    '?/map&hour=17'
    >>> join("", "")
    ''
    """
    parts = [f"/{quote(path)}"] if path else []
    query = search.removeprefix("?")
    told = "&".join([*parts, query] if query else parts)
    return f"?{told}" if told else ""
