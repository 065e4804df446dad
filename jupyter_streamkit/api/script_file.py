"""The script of an app that is a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .scripts import AppScript


class FileScript(AppScript):
    """The script in a file, as it is now: an app that is saved goes on with what it says, at its next run."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.name, _read(file), path=str(file), own_file=file)
        self.file = file

    def run(self) -> Any:
        """Run the current page."""
        source = _read(self.file)
        if source != self.source:
            self.source, self._code = source, None
        return super().run()


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
