"""What `streamkit run` tells the kernels of its viewers, by environment variables."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ARGUMENTS = "STREAMKIT_ARGUMENTS"
"""The arguments of the script, as JSON."""
FOLDER = "STREAMKIT_FOLDER"
"""The folder in which a script runs; without it, in its own."""
WATCH = "STREAMKIT_WATCH"
"""Whether saved files are looked for."""


def arguments() -> list[str]:
    """What the command line says to the script."""
    told: list[str] = json.loads(os.environ.get(ARGUMENTS, "[]"))
    return told


def prepare(file: Path) -> None:
    """Make the process as it is where a script is started: arguments, folder, and where modules are found."""
    sys.argv = [str(file), *arguments()]
    if folder := os.environ.get(FOLDER):
        os.chdir(folder)
    own = str(file.parent)
    if own not in sys.path:
        sys.path.insert(0, own)
