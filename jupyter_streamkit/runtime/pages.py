"""The pages of a session's app, and the one that its viewer is on.

Invariants
- A page is known by its `id`, a name that is its own in the app; in the address stands its path, which is empty
  for the page that the app begins with.
- Only the session's thread changes what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol


class AnyPage(Protocol):
    """What a session has to know of a page."""

    @property
    def id(self) -> str: ...
    @property
    def url_path(self) -> str: ...


@dataclass(slots=True)
class Pages:
    home: str = ""
    """The path of the page that a session begins with."""
    wanted: str = ""
    """The path of the page that the viewer or the script asked for last."""
    asked: bool = False
    """The viewer asked for it by its address: there may be no such page."""
    current: str = ""
    """The id of the page that is shown; empty while the app has no pages."""
    known: dict[str, AnyPage] = field(default_factory=dict)
    """The pages of the app, by path."""
    told: bool = False
    """The run that goes on has told the pages."""
    missed: bool = False
    """The last run looked for a page that there is not: one that comes may be it."""

    def begin(self) -> None:
        """The script is about to run."""
        self.told = self.missed = False

    def go(self, path: str, asked: bool = False) -> None:
        """Let the next run show another page."""
        self.wanted, self.asked = path, asked

    def restart(self) -> None:
        """Forget where the viewer was."""
        self.go(self.home)

    def tell(self, pages: Iterable[AnyPage]) -> None:
        """These are the pages of the app."""
        self.known = {page.url_path: page for page in pages}
        self.told = True

    def find(self, path: str) -> AnyPage | None:
        """The page of a path. The first page goes by its name, too."""
        named = (page for page in self.known.values() if page.id == path)
        return self.known.get(path) or next(named, None)

    def forget(self) -> None:
        """The app has no pages any more."""
        self.current = ""
        self.known.clear()


@dataclass(frozen=True, slots=True)
class Visit:
    """A viewer's way to a page."""

    path: str
    search: str = ""
    """The script's part of the query string."""
    number: int | None = None
    """Which of the browser's wishes it is, if it is one."""
    exact: bool = False
    """It leads to this very address: a bound widget that is not in it has its default."""
