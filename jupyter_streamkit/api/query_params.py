"""`st.query_params`: the query string of the page's address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitQueryParamDictValueError
from jupyter_streamkit.runtime.context import require_context

from .attributes import AttributeMapping

EMBED = ("embed", "embed_options")
"""They belong to whoever shows the page in another one."""

Pairs = list[tuple[str, str]]


class QueryParams(AttributeMapping[str]):
    """The query string of the page's address, to read and to change.

    Values are text. Of a parameter that is repeated, `[]` and `get` give the last value, `get_all` gives them
    all; a list sets them all. Keys may be written as attributes.

    Raises
    ------
    KeyError, AttributeError
        The parameter is not there.
    StreamlitAPIException
        A value is a dictionary, or the parameter is `embed` or `embed_options`.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> st.query_params["hour"] = 17
    >>> st.query_params.hour
    '17'
    """

    def __getitem__(self, key: str) -> str:
        values = self.get_all(key)
        if not values:
            raise KeyError(_missing(key))
        return values[-1]

    def __setitem__(self, key: str, value: Any) -> None:
        self.update({key: value})

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(_missing(key))
        _write([pair for pair in _read() if pair[0] != key])

    def __contains__(self, key: object) -> bool:
        return any(key == name for name in self)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _ in _read() if name not in EMBED))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def get_all(self, key: str) -> list[str]:
        """All values of a parameter, in their order."""
        return [value for name, value in _read() if name == key and name not in EMBED]

    def update(self, params: Any = (), /, **more: Any) -> None:
        """Set several parameters; the page's address changes once."""
        pairs = _read()
        for key, value in (*_items(params), *more.items()):
            pairs = [pair for pair in pairs if pair[0] != key] + [
                (_name(key), text) for text in _texts(key, value)
            ]
        _write(pairs)

    def clear(self) -> None:
        """Take all parameters away."""
        _write([pair for pair in _read() if pair[0] in EMBED])

    def from_dict(self, params: Any) -> None:
        """Replace all parameters by those of a mapping or of pairs."""
        kept = [pair for pair in _read() if pair[0] in EMBED]
        _write(kept + [(_name(key), text) for key, value in _items(params) for text in _texts(key, value)])


def _read() -> Pairs:
    search = require_context("`st.query_params`").session.browser.get("search") or ""
    return parse_qsl(str(search).removeprefix("?"), keep_blank_values=True)


def _write(pairs: Pairs) -> None:
    context = require_context("`st.query_params`")
    session = context.session
    query = urlencode(pairs)
    search = f"?{query}" if query else ""
    if search == session.browser.get("search", ""):
        return
    session.browser["search"] = search
    # It outlasts the run, unlike what `set_page_config` says.
    session.props["query"] = search
    context.change(context.root, context.root.props | {"query": search})


def _items(params: Any) -> Iterable[tuple[str, Any]]:
    if hasattr(params, "keys") and isinstance(params, QueryParams):
        return [(key, params.get_all(key)) for key in params]
    return params.items() if isinstance(params, Mapping) else params


def _name(key: object) -> str:
    if key in EMBED:
        raise StreamlitAPIException(f"The query parameter {key!r} belongs to the page that embeds this one.")
    return str(key)


def _texts(key: object, value: Any) -> list[str]:
    if isinstance(value, Mapping):
        raise StreamlitQueryParamDictValueError(
            f"`st.query_params[{key!r}]` cannot be a dictionary: set its entries as parameters of their own, "
            "or write it as JSON text."
        )
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(each) for each in value]
    return [str(value)]


def _missing(key: object) -> str:
    return f"`st.query_params` has no key {key!r}: `st.query_params.get({key!r})` gives None instead."


query_params = QueryParams()
