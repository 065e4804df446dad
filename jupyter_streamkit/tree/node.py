"""A node: one element of the page, pure data.

Invariants
- `props` is JSON and holds no None: an absent prop and None mean the same.
- `children` is a list for blocks and None for all others.
- `id` is empty until `diff.Page` has given the node its place in the browser.
- A node stands in one tree only; `parent` is the block that holds it.
- Whoever looks for changes finds them by going down from the root: into blocks that are `dirty`, and by `below`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .blob import Blob

Json = Any


class Source(Protocol):
    """What answers the questions that the browser asks of an element (rows of a table).

    One that takes bytes (of files) has a method `take(request, bytes)`, too.
    """

    def answer(self, request: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]: ...


@dataclass(frozen=True, slots=True)
class Input:
    """The value side of a widget's node."""

    widget_id: str
    value: Json
    check: Callable[[Json], Json]
    """Gives the value back, normalised, or raises ValueError when a browser may not send it."""
    trigger: bool = False
    """The value counts presses instead of lasting."""
    push: bool = False
    """The script set the value: the browser has to follow."""
    disabled: bool = False
    form: str | None = None
    """The key of the form that it stands in: its value waits there for the form's submit button."""
    carries: bool = False
    """A press brings something along, which `check` checks."""


@dataclass(slots=True, eq=False)
class Node:
    type: str
    props: dict[str, Json] = field(default_factory=dict)
    identity: str | None = None
    """Tells widgets and keyed elements apart, whatever their place."""
    line: int | None = None
    """The line of the script that drew it: a hint for finding it again."""
    blobs: tuple[Blob, ...] = ()
    source: Source | None = None
    input: Input | None = None
    foreign: Any = None
    """An ipywidget of the user's own, shown as it is."""
    raw: Mapping[str, Any] = field(default_factory=dict)
    """What the script gave, for the tester of apps; not sent, not compared."""
    page: str = ""
    """The page of the app that drew it; empty for what all pages share."""
    children: list[Node] | None = None
    parent: Node | None = field(default=None, repr=False)
    id: str = ""
    dirty: bool = True
    """The children of this block, or what they say, changed since the last patch."""
    below: list[Node] = field(default_factory=list, repr=False)
    """Its blocks in which, or below which, something changed since the last patch."""
    listed: bool = False
    """It stands in its parent's `below`."""
    file: str = ""
    """The file of its line, by the name that its code goes by."""
    cleared: bool = False
    """What the last run left in this block goes at once."""

    def append(self, child: Node) -> None:
        assert self.children is not None
        child.parent = self
        self.children.append(child)
        self.touch()

    def replace(self, index: int, child: Node) -> None:
        """Put another element in the place of one; of the same kind, it stays the same in the browser."""
        assert self.children is not None
        old = self.children[index]
        if old.id and old.type == child.type and old.identity == child.identity:
            child.id = old.id
        child.parent = self
        self.children[index] = child
        self.touch()

    def remove(self, child: Node) -> None:
        assert self.children is not None
        self.children.remove(child)
        self.touch()

    def clear(self) -> None:
        self.children = []
        self.cleared = True
        self.touch()

    def touch(self) -> None:
        """Something in this block changed."""
        self.dirty = True
        node = self
        while node.parent is not None and not node.listed:
            node.listed = True
            node.parent.below.append(node)
            node = node.parent

    def within(self, *types: str) -> Node | None:
        """The nearest block of a type that holds this one, or this one itself."""
        node: Node | None = self
        while node is not None and node.type not in types:
            node = node.parent
        return node

    def stands_in(self, *blocks: Node) -> bool:
        """Whether one of some blocks holds this node, or is it."""
        node: Node | None = self
        while node is not None and node not in blocks:
            node = node.parent
        return node is not None

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children or ():
            yield from child.walk()


def block(type: str, props: dict[str, Json] | None = None, identity: str | None = None) -> Node:
    return Node(type, props or {}, identity, children=[])
