"""Text: headings, Markdown, code, formulas."""

from __future__ import annotations

from .commands import Commands


class TextCommands(Commands):
    def text(self, body: str) -> TextCommands:
        """Show plain text."""
        return self._add("text", {"body": str(body)})
