"""A browser without a screen: it applies the patches of a session, as the real one does.

Invariants
- What stands here was told by patches alone; `nodes` holds Python's side of it, to look things up.
- A patch that a browser could not follow raises AssertionError.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from jupyter_streamkit.runtime.session import State
from jupyter_streamkit.tree.diff import BOTTOM, EVENT, MAIN, ROOT, SIDEBAR, Page, Patch
from jupyter_streamkit.tree.node import Json, Node


@dataclass(slots=True)
class Shown:
    """An element as the browser has it."""

    id: str
    type: str
    props: dict[str, Json]
    children: list[str] | None


@dataclass(slots=True)
class Browser:
    """The page as one viewer has it."""

    seq: int = 0
    state: State = "idle"
    shown: dict[str, Shown] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    values: dict[str, Json] = field(default_factory=dict)
    """The values of the inputs, by the element's id."""
    fresh: dict[str, int] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    patches: list[Patch] = field(default_factory=list)
    _gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.shown[ROOT] = Shown(ROOT, "app", {}, [MAIN, SIDEBAR, EVENT, BOTTOM])
        for id in (MAIN, SIDEBAR, EVENT, BOTTOM):
            self.shown[id] = Shown(id, "block", {}, [])

    def show(self, page: Page, patch: Patch, state: State) -> None:
        """Apply a patch; a session calls this."""
        _claim(patch.seq == self.seq + 1, f"patch {patch.seq} came after {self.seq}")
        self.seq, self.state, self.fresh = patch.seq, state, dict(patch.fresh)
        self.patches.append(patch)
        self._put(page, patch)
        self._set(patch)
        self._splice(patch)
        self._drop(patch)
        self.blobs |= {name: blob.data for name, blob in patch.blobs.items()}
        for name in patch.forget:
            del self.blobs[name]

    def walk(self, id: str = ROOT) -> Iterator[Shown]:
        """An element and those below it, in the order of the page."""
        shown = self.shown[id]
        yield shown
        for child in shown.children or ():
            yield from self.walk(child)

    def _put(self, page: Page, patch: Patch) -> None:
        for id, node in patch.put.items():
            _claim(id not in self.shown and id not in self._gone, f"the id {id} was given twice")
            children = None if node.children is None else list(page.children(id))
            self.shown[id] = Shown(id, node.type, dict(node.props), children)
            if node.input is not None:
                self.values[id] = node.input.value
        for id, node in patch.push.items():
            if node.input is not None and node.input.push:
                self.values[id] = node.input.value
        self.nodes = {id: entry.node for id, entry in page.entries.items()}

    def _set(self, patch: Patch) -> None:
        for id, changes in patch.set.items():
            props = self.shown[id].props
            for name, value in changes.items():
                if value is None:
                    props.pop(name)
                else:
                    props[name] = value

    def _splice(self, patch: Patch) -> None:
        for id, start, remove, insert in patch.splice:
            children = self.shown[id].children
            _claim(children is not None, f"{id} is no block")
            cast("list[str]", children)[start : start + remove] = insert

    def _drop(self, patch: Patch) -> None:
        for id in patch.drop:
            del self.shown[id]
            self.values.pop(id, None)
            self._gone.add(id)


def _claim(holds: bool, text: str) -> None:
    if not holds:
        raise AssertionError(text)
