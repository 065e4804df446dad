"""The query string of the page's address, and the widgets whose values stand in it.

Invariants
- What stands here is the script's part of the address; the page of the app (see `address.py`) is not in it.
- The parameter of a bound widget that the page shows has the widget's value, as the browser has it; it is
  absent where that is the default.
- An address that the viewer came to outdoes what the widgets were; afterwards it follows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from jupyter_streamkit.tree.node import Json

from .widget import Spelling, Widget

if TYPE_CHECKING:
    from .session import Session

EMBED = ("embed", "embed_options")
"""Parameters that belong to whoever shows the page in another one."""

Pairs = list[tuple[str, str]]


def search_of(pairs: Pairs) -> str:
    """The query string of parameters."""
    return f"?{urlencode(pairs)}" if pairs else ""


class Query:
    def __init__(self, session: Session) -> None:
        self._session = session
        self.arrived = True
        """The viewer came to this address, and no run has ended since."""
        self.bound: set[str] = set()
        """The keys of the widgets whose parameters these are."""

    @property
    def search(self) -> str:
        return str(self._session.browser.get("search") or "")

    def pairs(self) -> Pairs:
        return parse_qsl(self.search.removeprefix("?"), keep_blank_values=True)

    def get_all(self, key: str) -> list[str]:
        return [value for name, value in self.pairs() if name == key]

    def free(self) -> str:
        """The query string, without what belongs to widgets of this page."""
        return search_of([pair for pair in self.pairs() if pair[0] not in self.bound])

    def open(self, search: str, *, arrived: bool = True) -> None:
        """The viewer, or a change of page, brought another address."""
        with self._session.lock:
            self._session.browser["search"] = search
            self._session.props["query"] = search
            self.arrived = self.arrived or arrived
            self.bound.clear()

    def write(self, pairs: Pairs, *, entry: bool = False) -> None:
        """Change the address; with `entry` the browser's way back leads to the one before."""
        session = self._session
        with session.lock:
            search = search_of(pairs)
            if search == self.search:
                return
            session.browser["search"] = search
            entries = session.props.get("query_entries", 0) + (entry and not self.arrived)
            session.tell({"query": search, "query_entries": entries})

    def put(self, key: str, texts: list[str], *, entry: bool = False) -> None:
        """Give a parameter its values, at its place."""
        with self._session.lock:
            pairs = self.pairs()
            names = [name for name, _ in pairs]
            place = names.index(key) if key in names else len(pairs)
            new = [(key, text) for text in texts]
            self.write(
                [*pairs[:place], *new, *(each for each in pairs[place:] if each[0] != key)], entry=entry
            )

    def told(self, widget: Widget[Any]) -> list[Json]:
        """The value that the address has for a widget, or nothing."""
        texts = self.get_all(widget.key or "") if widget.spelling is not None else []
        if widget.spelling is None or not texts:
            return []
        try:
            return [widget.check(widget.spelling.read(texts))]
        except (ValueError, OverflowError):
            return []

    def follow(self, widget_id: str, *, entry: bool = False) -> None:
        """Let the parameter of a widget say what the browser shows of it."""
        match self._session.state.shown(widget_id):
            case (Widget(key=str(key), spelling=Spelling() as spelling, default=default), value):
                self.bound.add(key)
                self.put(key, [] if value == default else spelling.write(value), entry=entry)

    def settle(self, complete: bool) -> None:
        """A run is over: widgets that it would have shown, and did not, have no parameter."""
        self.arrived = False
        if complete:
            bound = self._session.state.bound()
            for key in self.bound - bound:
                self.put(key, [])
            self.bound = bound
