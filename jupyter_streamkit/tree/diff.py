"""The page as the browser has it, and the patches that bring it up to date.

Invariants
- After `patch(final=True)` the browser's nodes are exactly those of the tree, in its order.
- Before the end of a run, what the last run drew and this one has not yet reached stays, behind what is new.
- An id is given once and never used again; a node that is the same element as in the last run keeps its id.
- A node that did not change is not in the patch; props change by being another dictionary.
- A run of fragments draws their areas anew and leaves the rest as it stands; its cost does not grow with the page.
- Patches are numbered without gaps.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from .blob import Blob
from .node import Input, Json, Node, block

ROOT, MAIN, SIDEBAR, EVENT, BOTTOM = "root", "main", "sidebar", "event", "bottom"


@dataclass(slots=True)
class Patch:
    """The difference between two pages."""

    seq: int = 0
    put: dict[str, Node] = field(default_factory=dict)
    set: dict[str, dict[str, Json]] = field(default_factory=dict)
    push: dict[str, Node] = field(default_factory=dict)
    """Inputs of the last run that this one met again, whose check or value may have changed."""
    splice: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    fresh: dict[str, int] = field(default_factory=dict)
    blobs: dict[str, Blob] = field(default_factory=dict)
    forget: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A node as the browser has it."""

    node: Node
    children: list[str]
    run: int
    before: list[str] = field(default_factory=list)
    """The children that the last run left, in their order."""
    stale: dict[str, None] = field(default_factory=dict)
    """Those of them that this run has not drawn again."""
    props: dict[str, Json] = field(init=False)
    """Its props as the browser has them: those of the node itself may be exchanged."""
    input: Input | None = field(init=False)
    """Its input as the browser has it: that of the node may be exchanged too."""

    def __post_init__(self) -> None:
        self.props, self.input = self.node.props, self.node.input


def frame(props: dict[str, Json] | None = None) -> Node:
    """A new, empty page."""
    root = block("app", dict(props or {}))
    root.id = ROOT
    for name in (MAIN, SIDEBAR, EVENT, BOTTOM):
        child = block("block")
        child.id = name
        root.append(child)
    return root


class Page:
    """What the browser shows of one session."""

    def __init__(self, props: dict[str, Json] | None = None) -> None:
        self.seq = 0
        self.root = frame(props)
        self.entries: dict[str, Entry] = {}
        self.blobs: dict[str, Blob] = {}
        self._uses: Counter[str] = Counter()
        self._fresh: dict[str, int] = {}
        self._run = 0
        self._ids = 0
        self._patch = Patch()
        self._final = False
        self._areas: list[Node] = []
        self._turned_to: str | None = None
        for node in self.root.walk():
            self.entries[node.id] = Entry(node, [child.id for child in node.children or ()], 0)

    def begin(self, root: Node) -> None:
        """A run starts to draw `root`; what stands on the page becomes stale."""
        self._run += 1
        self.root = root
        self._areas = [root]
        self._turned_to = None

    def turn_to(self, page: str) -> None:
        """The run draws another page of the app: what the page before it drew goes at once."""
        self._turned_to = page
        for part in self.root.children or ():
            part.touch()

    def begin_areas(self, root: Node, areas: list[Node]) -> None:
        """A run starts to draw a few blocks of `root` anew, beside those that others draw.

        What stands in them becomes stale.
        """
        self._run += 1
        self.root, self._areas = root, [*(area for area in self._areas if area not in areas), *areas]
        for node in (root, *(root.children or ())):
            self.entries[node.id].node = node
        for area in areas:
            area.children = []
            area.touch()

    def patch(self, final: bool, done: Collection[Node] | None = None) -> Patch:
        """Everything that changed since the last patch; `final` at the end of a run, which drew all or some areas."""
        self.seq += 1
        self._patch = Patch(self.seq)
        self._final = final
        self._update(self.root)
        drawn = [area for area in self._areas if final and (done is None or area in done)]
        self._areas = [area for area in self._areas if area not in drawn]
        if self.root not in drawn:
            self._visit(self.root, anew=False)
        for area in drawn:
            if self._shows(area):
                self._sync(area, anew=True, whole=True)
        if final:
            self._forget()
        self._patch.fresh = dict(self._fresh)
        return self._patch

    def children(self, id: str) -> list[str]:
        return self.entries[id].children

    def _shows(self, block: Node) -> bool:
        """Whether a block is on the page; one that another has replaced is not."""
        entry = self.entries.get(block.id)
        return entry is not None and entry.node is block

    def _visit(self, block: Node, anew: bool) -> None:
        """Go to what changed in a block and below it; `anew` where this run draws all of it."""
        block.listed = False
        if not self._shows(block):
            return
        if not anew and block in self._areas:
            self._final, final, anew = False, self._final, True
            self._go_into(block, anew)
            self._final = final
        else:
            self._go_into(block, anew)

    def _go_into(self, block: Node, anew: bool) -> None:
        if block.dirty:
            self._sync(block, anew)
            return
        below, block.below = block.below, []
        for child in below:
            self._visit(child, anew)

    def _sync(self, parent: Node, anew: bool, whole: bool = False) -> None:
        """Bring the children of a block up to date, and theirs: all of them, or those that changed."""
        assert parent.children is not None
        parent.dirty, parent.below = False, []
        entry = self.entries[parent.id]
        if entry.run != self._run:
            entry.run, entry.before = self._run, list(entry.children)
            entry.stale = dict.fromkeys(entry.before)
        self._match(entry, parent.children)
        for child in parent.children:
            self._update(child)
            if child.children is not None and whole:
                child.listed = False
                self._sync(child, anew, whole)
            elif child.children is not None:
                self._visit(child, anew)
        if self._final or not anew or parent.cleared or (parent.type == "empty" and parent.children):
            entry.stale = {}
        elif self._turned_to is not None:
            kept = ("", self._turned_to)
            entry.stale = {id: None for id in entry.stale if self.entries[id].node.page in kept}
        if entry.stale:
            self._fresh[parent.id] = len(parent.children)
        else:
            self._fresh.pop(parent.id, None)
        self._order(parent.id, entry, [*(child.id for child in parent.children), *entry.stale])

    def _update(self, node: Node) -> None:
        """Put a node that is new, set what changed of one that is not."""
        entry = self.entries.get(node.id)
        if entry is None:
            self.entries[node.id] = Entry(node, [], self._run)
            self._patch.put[node.id] = node
            self._count(node.blobs, ())
            return
        if entry.props is not node.props:
            changes = difference(entry.props, node.props)
            if changes:
                self._patch.set.setdefault(node.id, {}).update(changes)
            entry.props = node.props
        if entry.input is not node.input:
            self._patch.push[node.id] = node
            entry.input = node.input
        if entry.node is not node:
            self._count(node.blobs, entry.node.blobs)
            entry.node = node

    def _match(self, entry: Entry, children: list[Node]) -> None:
        """Give ids to the new children: of stale ones where they are the same element."""
        unmatched = []
        for child in children:
            if child.id:  # one that replaced another of this run keeps its id; those of the page are fixed
                entry.stale.pop(child.id, None)
            else:
                unmatched.append(child)
        if entry.stale and unmatched:
            matching = _Matching(self.entries, entry.before, entry.stale)
            unmatched = matching.equal(children)
            unmatched = matching.same_line(unmatched)
            if self._final:
                unmatched = matching.same_place(children)
        for child in unmatched:
            self._ids += 1
            child.id = f"e{self._ids}"

    def _order(self, id: str, entry: Entry, now: list[str]) -> None:
        before = entry.children
        if now == before:
            return
        for gone in set(before).difference(now):
            self._drop(gone)
        entry.children = now
        if id not in self._patch.put:
            self._patch.splice.append((id, *splice(before, now)))

    def _drop(self, id: str) -> None:
        entry = self.entries.pop(id)
        self._count((), entry.node.blobs)
        self._fresh.pop(id, None)
        self._patch.drop.append(id)
        for child in entry.children:
            self._drop(child)

    def _count(self, now: Iterable[Blob], before: Iterable[Blob]) -> None:
        for blob in now:
            self._uses[blob.name] += 1
            if blob.name not in self.blobs:
                self.blobs[blob.name] = self._patch.blobs[blob.name] = blob
        for blob in before:
            self._uses[blob.name] -= 1

    def _forget(self) -> None:
        for name in [name for name in self.blobs if self._uses[name] <= 0]:
            del self.blobs[name], self._uses[name]
            if self._patch.blobs.pop(name, None) is None:
                self._patch.forget.append(name)


class _Matching:
    """Finds, among the elements that the last run left in a block, those that this run drew again."""

    def __init__(self, entries: dict[str, Entry], order: list[str], pool: dict[str, None]) -> None:
        self.entries = entries
        self.order = order
        self.pool = pool

    def equal(self, children: list[Node]) -> list[Node]:
        """Elements that did not change at all, and widgets, wherever they stand now."""
        place = {id: index for index, id in enumerate(self.order)}
        unmatched: list[Node] = []
        known: dict[Any, deque[str]] | None = None
        cursor = 0
        for child in children:
            if not child.id:
                ahead = self.order[cursor] if cursor < len(self.order) else ""
                if ahead in self.pool and _equal(self.entries[ahead].node, child):
                    self._take(child, ahead)
                else:
                    known = self._index(_content) if known is None else known
                    if not self._take_from(child, known.get(_content(child))):
                        unmatched.append(child)
                        continue
            cursor = place.get(child.id, cursor - 1) + 1
        return unmatched

    def same_line(self, children: list[Node]) -> list[Node]:
        """Elements that the same line of the script drew."""
        known = self._index(_origin)
        return [
            child
            for child in children
            if child.identity or not self._take_from(child, known.get(_origin(child)))
        ]

    def same_place(self, children: list[Node]) -> list[Node]:
        """Elements of the same kind after the same neighbour."""
        place = {id: index for index, id in enumerate(self.order)}
        unmatched: list[Node] = []
        cursor = 0
        for child in children:
            if not child.id:
                ahead = self.order[cursor] if cursor < len(self.order) else ""
                if child.identity or ahead not in self.pool or not _alike(self.entries[ahead].node, child):
                    unmatched.append(child)
                    continue
                self._take(child, ahead)
            cursor = place.get(child.id, cursor - 1) + 1
        return unmatched

    def _index(self, key: Any) -> dict[Any, deque[str]]:
        known: dict[Any, deque[str]] = {}
        for id in self.pool:
            known.setdefault(key(self.entries[id].node), deque()).append(id)
        return known

    def _take_from(self, child: Node, ids: deque[str] | None) -> bool:
        while ids:
            id = ids.popleft()
            if id in self.pool and _alike(self.entries[id].node, child):
                self._take(child, id)
                return True
        return False

    def _take(self, child: Node, id: str) -> None:
        del self.pool[id]
        child.id = id


def _alike(old: Node, new: Node) -> bool:
    same = old.type == new.type and old.identity == new.identity and old.page == new.page
    return same and old.foreign is new.foreign


def _equal(old: Node, new: Node) -> bool:
    if not _alike(old, new):
        return False
    if new.identity:
        return True
    return old.line == new.line if new.children is not None else old.props == new.props


def _content(node: Node) -> Any:
    if node.identity:
        return node.type, node.identity
    return (node.type, node.line) if node.children is not None else (node.type, repr(node.props))


def _origin(node: Node) -> Any:
    return node.type, node.line, node.identity


def difference(before: dict[str, Json], now: dict[str, Json]) -> dict[str, Json]:
    """The props that changed; None for those that are gone."""
    if before == now:
        return {}
    changes = {name: value for name, value in now.items() if name not in before or before[name] != value}
    return changes | dict.fromkeys(before.keys() - now.keys())


def splice(before: list[str], now: list[str]) -> tuple[int, int, list[str]]:
    """(start, remove, insert) that turns one list into the other."""
    start = 0
    shortest = min(len(before), len(now))
    while start < shortest and before[start] == now[start]:
        start += 1
    end = 0
    while end < shortest - start and before[-1 - end] == now[-1 - end]:
        end += 1
    return start, len(before) - end - start, now[start : len(now) - end]
