"""A page at one moment, apart from the session that goes on changing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jupyter_streamkit.tree.diff import ROOT, Page
from jupyter_streamkit.tree.node import Json


@dataclass(frozen=True, slots=True)
class Still:
    """A node, its input's value, its buffers, and all that is below it."""

    type: str
    props: Mapping[str, Json]
    raw: Mapping[str, Any]
    value: Json
    blobs: Mapping[str, bytes]
    children: tuple[Still, ...] | None


def still(page: Page, id: str = ROOT) -> Still:
    """The page as it is now; call it under the session's lock."""
    entry = page.entries[id]
    node = entry.node
    return Still(
        node.type,
        entry.props,
        node.raw,
        node.input.value if node.input is not None else None,
        {blob.name: blob.data for blob in node.blobs},
        None if node.children is None else tuple(still(page, child) for child in entry.children),
    )
