"""The script of an app that is a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .scripts import AppScript


class FileScript(AppScript):
    """The script in a file, as it is now: an app that is saved goes on with what it says, at its next run."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.name, "", path=str(file), own_file=file)
        self.file = file
        self.time = 0
        """That of the file when it was read."""
        self._read()

    def run(self) -> Any:
        """Run the current page."""
        self._read()
        return super().run()

    def _read(self) -> None:
        self.time = self.file.stat().st_mtime_ns
        source = self.file.read_text(encoding="utf-8")
        if source != self.source:
            self.source, self._code = source, None
