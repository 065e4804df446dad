"""`st.context`: what is known of the viewer, the browser and the request for the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar

from jupyter_streamkit.runtime.context import get_context

T = TypeVar("T")


class Headers(Mapping[str, str]):
    """The headers of the request for the page; upper and lower case are the same.

    Of a header that is repeated, `[]` and `get` give the last value, `get_all` gives them all.
    """

    def __init__(self, pairs: list[list[str]]) -> None:
        self._pairs = pairs

    def __getitem__(self, key: str) -> str:
        values = self.get_all(key)
        if not values:
            raise KeyError(key)
        return values[-1]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name.title() for name, _ in self._pairs))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __repr__(self) -> str:
        return repr(self.to_dict())

    def get_all(self, key: str) -> list[str]:
        """All values of a header, in their order."""
        return [value for name, value in self._pairs if name.lower() == key.lower()]

    def to_dict(self) -> dict[str, str]:
        """A plain dictionary."""
        return dict(self)


class Cookies(Mapping[str, str]):
    """The cookies of the request for the page."""

    def __init__(self, header: str) -> None:
        self._cookies = _parsed(header)

    def __getitem__(self, key: str) -> str:
        return self._cookies[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cookies)

    def __len__(self) -> int:
        return len(self._cookies)

    def __repr__(self) -> str:
        return repr(self.to_dict())

    def to_dict(self) -> dict[str, str]:
        """A plain dictionary."""
        return dict(self._cookies)


class Theme(Mapping[str, str | None]):
    """The theme of the page. `type` is `"light"`, `"dark"` or None, as long as nobody knows."""

    def __init__(self, type: str | None) -> None:
        self.type = type

    def __getitem__(self, key: str) -> str | None:
        return {"type": self.type}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(("type",))

    def __len__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return repr({"type": self.type})


class Context:
    """What is known of the viewer. Entries may be read as attributes or by key; nothing can be set.

    A published page's server tells the headers, the cookies and the IP address before the script runs; the browser
    tells of itself when the page stands. A script that reads the time zone, the theme or another fact of the browser
    before that gets None, or the server's guess, and runs again as soon as the browser has said something else.
    Later changes, of the theme for example, wait for the next run.

    In a notebook there is no request: headers and cookies are empty, `ip_address` and `url` are None; time zone,
    locale and theme are those of JupyterLab. So are the headers of a page whose kernel Voilà had started ahead
    (`preheat_kernel`).

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> if st.context.theme.type == "dark":
    ...     st.write("Good night!")
    """

    @property
    def headers(self) -> Headers:
        """The headers of the request for the page.

        What the server needs for itself is not among them: its own cookies, and tokens for it.
        """
        return Headers(_fact("headers", list) or [])

    @property
    def cookies(self) -> Cookies:
        """The cookies of the request for the page, without the server's own."""
        return Cookies("; ".join(self.headers.get_all("cookie")))

    @property
    def ip_address(self) -> str | None:
        """Where the request came from; None on the same machine. Proxies hide it, and anybody can fake it."""
        return _fact("ip_address", str)

    @property
    def is_embedded(self) -> bool | None:
        """Whether the page is shown in another one: whether its address says `embed=true`."""
        return _fact("is_embedded", bool)

    @property
    def locale(self) -> str | None:
        """The language of the browser, such as `"en-US"`."""
        return _fact("locale", str)

    @property
    def theme(self) -> Theme:
        """The theme of the page: `st.context.theme.type` is `"light"` or `"dark"`."""
        return Theme(_fact("theme", str))

    @property
    def timezone(self) -> str | None:
        """The time zone of the browser, such as `"Europe/Berlin"`."""
        return _fact("timezone", str)

    @property
    def timezone_offset(self) -> int | None:
        """How many minutes UTC is ahead of the browser's clock: -60 in Berlin in winter."""
        return _fact("timezone_offset", int)

    @property
    def url(self) -> str | None:
        """The address of the page, without parameters and anchor."""
        url = _fact("url", str)
        return url.partition("#")[0].partition("?")[0].rstrip("/") if url else None

    def __getitem__(self, key: str) -> Any:
        if key not in self:
            raise KeyError(f"`st.context` has no key {key!r}: there are {', '.join(_names())}.")
        return getattr(self, key)

    def __contains__(self, key: object) -> bool:
        return key in _names()


def _names() -> list[str]:
    return sorted(name for name, each in vars(Context).items() if isinstance(each, property))


def _fact(name: str, kind: type[T]) -> T | None:
    context = get_context()
    if context is None:
        return None
    session = context.session
    fact = session.browser.get(name)
    if session.asked is not None:
        session.asked.setdefault(name, fact)
    return fact if isinstance(fact, kind) else None


def _parsed(header: str) -> dict[str, str]:
    cookies: dict[str, str] = {}
    for each in header.split(";"):  # one by one: a cookie that is not well-formed spoils no other
        try:
            cookies |= {name: morsel.value for name, morsel in SimpleCookie(each).items()}
        except CookieError:
            continue
    return cookies


context = Context()
