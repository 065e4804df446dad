"""`st.query_params`: the query string of the page's address."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitQueryParamDictValueError
from jupyter_streamkit.runtime.context import require_context
from jupyter_streamkit.runtime.query import EMBED, Pairs, Query, search_of

from .attributes import AttributeMapping


class QueryParams(AttributeMapping[str]):
    """The query string of the page's address, to read and to change.

    Values are text. Of a parameter that is repeated, `[]` and `get` give the last value, `get_all` gives them
    all; a list sets them all. Keys may be written as attributes.

    Raises
    ------
    KeyError, AttributeError
        The parameter is not there.
    StreamlitAPIException
        A value is a dictionary, the parameter is `embed` or `embed_options`, or it is bound to a widget.

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
        query = _query()
        _check_free(query, [key])
        query.write([pair for pair in query.pairs() if pair[0] != key], entry=True)

    def __contains__(self, key: object) -> bool:
        return any(key == name for name in self)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _ in _query().pairs() if name not in EMBED))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def get_all(self, key: str) -> list[str]:
        """All values of a parameter, in their order."""
        return [] if key in EMBED else _query().get_all(key)

    def update(self, params: Any = (), /, **more: Any) -> None:
        """Set several parameters; the page's address changes once."""
        query = _query()
        new = [(_name(key), _texts(key, value)) for key, value in (*_items(params), *more.items())]
        _check_free(query, [name for name, _ in new])
        pairs = query.pairs()
        for name, texts in new:
            pairs = [pair for pair in pairs if pair[0] != name] + [(name, text) for text in texts]
        query.write(pairs, entry=True)

    def clear(self) -> None:
        """Take all parameters away."""
        query = _query()
        _check_free(query, list(self))
        query.write(_kept(query, EMBED), entry=True)

    def from_dict(self, params: Any) -> None:
        """Replace all parameters by those of a mapping or of pairs; what is bound to a widget stays."""
        query = _query()
        new = [(_name(key), text) for key, value in _items(params) for text in _texts(key, value)]
        _check_free(query, [name for name, _ in new])
        query.write(_kept(query, {*EMBED, *query.bound}) + new, entry=True)


def _query() -> Query:
    return require_context("`st.query_params`").session.query


def search_for(params: Any) -> str:
    """The query string that opens a page with parameters. What embeds this page stays."""
    pairs = _kept(_query(), EMBED)
    pairs += [(_name(key), text) for key, value in _items(params) for text in _texts(key, value)]
    return search_of(pairs)


def _kept(query: Query, names: Container[str]) -> Pairs:
    return [pair for pair in query.pairs() if pair[0] in names]


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


def _check_free(query: Query, names: Iterable[str]) -> None:
    bound = sorted(query.bound.intersection(names))
    if bound:
        raise StreamlitAPIException(
            f"`st.query_params` cannot change {', '.join(map(repr, bound))}: that is where a widget with "
            f'`bind="query-params"` has its value. Set `st.session_state[{bound[0]!r}]` instead, in a callback or '
            "above the widget's line."
        )


def _missing(key: object) -> str:
    return f"`st.query_params` has no key {key!r}: `st.query_params.get({key!r})` gives None instead."


query_params = QueryParams()
