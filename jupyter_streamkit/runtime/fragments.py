"""Fragments: functions of the script that run again by themselves, each in its own area of the page.

Invariants
- A fragment is one call, with the arguments of that call. The next full run makes new ones; runs of a fragment
  keep it, and make those inside it anew.
- A fragment that the page no longer shows is not known, and never runs.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jupyter_streamkit.tree.node import Node

from .clock import clock

if TYPE_CHECKING:
    from .session import Session

AREAS = ("fragment", "dialog")
"""The types of the blocks that fragments draw in."""


@dataclass(slots=True, eq=False, weakref_slot=True)
class Fragment:
    area: Node
    call: Callable[[], object]
    run: int
    """The number of the run that made it."""
    parent: Fragment | None = None
    """The fragment inside which it was made."""
    key: str | None = None
    every: float | None = None
    """Seconds from one run by itself to the next."""
    parallel: bool = False
    """It runs in a thread of its own, beside others."""
    widgets: set[str] = field(default_factory=set)
    """The ids of the widgets that its runs have made."""
    page: str = ""
    """The page of the app that it was made on."""
    title: str = ""
    """The name of its function, for people."""

    def lineage(self) -> Iterator[Fragment]:
        """The fragment, and those around it, going out."""
        fragment: Fragment | None = self
        while fragment is not None:
            yield fragment
            fragment = fragment.parent


class Fragments:
    """The fragments of a page."""

    def __init__(self) -> None:
        self._by_area: dict[Node, Fragment] = {}

    def add(self, fragment: Fragment) -> None:
        self._by_area[fragment.area] = fragment

    def __iter__(self) -> Iterator[Fragment]:
        # Copied at once: other threads add some meanwhile.
        return iter(list(self._by_area.values()))

    def knows(self, fragment: Fragment) -> bool:
        return fragment.area in self._by_area

    def at(self, block: Node) -> Fragment | None:
        """The fragment in whose area a block stands."""
        area = block.within(*AREAS)
        return None if area is None else self._by_area.get(area)

    def named(self, key: str) -> list[Fragment]:
        """The fragments with a key; the calls of one function share it."""
        return [fragment for fragment in self if fragment.key == key]

    def topmost(self, wanted: Collection[Fragment]) -> list[Fragment]:
        """Those that have to run so that all wanted ones do, in the order in which they were made."""
        known = {fragment for fragment in wanted if self.knows(fragment)}
        return [
            fragment
            for fragment in self
            if fragment in known and known.isdisjoint(list(fragment.lineage())[1:])
        ]

    def inside(self, outer: Collection[Fragment]) -> set[Fragment]:
        """Some fragments, and those inside them."""
        return {fragment for fragment in self if any(each in outer for each in fragment.lineage())}

    def forget(self, fragments: Collection[Fragment]) -> None:
        for fragment in fragments:
            self._by_area.pop(fragment.area, None)

    def outdated(self, run: int) -> set[Fragment]:
        """Those that an earlier run than this one made."""
        return {fragment for fragment in self if fragment.run < run}


def repeat(session: Session, fragment: Fragment) -> None:
    """Run a fragment every so often, while session and page have it, and somebody looks."""
    every = fragment.every
    if every is None or every <= 0 or not session.repeats:
        return
    # The clock keeps neither alive.
    of, what = weakref.ref(session), weakref.ref(fragment)

    def run() -> None:
        session, fragment = of(), what()
        if session is None or fragment is None or session.closed or not session.fragments.knows(fragment):
            return
        if session.watched:
            session.run_fragment(fragment)
        repeat(session, fragment)

    clock.call_at(time.monotonic() + every, run)
