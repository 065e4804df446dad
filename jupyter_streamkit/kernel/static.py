"""A page as static HTML."""

from __future__ import annotations

import html

from jupyter_streamkit.tree.diff import ROOT, Page


def render(page: Page) -> str:
    """The page as HTML that needs no script."""
    return f'<div class="streamkit-snapshot">{_node(page, ROOT)}</div>'


def _node(page: Page, id: str) -> str:
    entry = page.entries[id]
    props = entry.node.props
    own = props.get("html") or html.escape(str(props.get("body", "")))
    return f"<div>{own}{''.join(_node(page, child) for child in entry.children)}</div>"
