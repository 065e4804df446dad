"""What a published folder holds: its apps, each with a card in the gallery, and folders with apps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from tornado.web import HTTPError

from jupyter_streamkit.api.scripts import FOLDER
from jupyter_streamkit.config.reader import PROJECT

from . import apps
from .files import manifest
from .look import look

NO_APPS = frozenset({FOLDER, "node_modules", "site-packages", "static"})
"""Folders that hold no apps of their own."""
LOOKED_AT = 1000
"""Files that are looked at before a folder is taken to hold no apps."""


class AppContents(LargeFileManager):
    """The files that Voilà serves. A script is there as a notebook of one cell, which runs it."""

    parent: Any

    def get(
        self,
        path: Any,
        content: Any = True,
        type: Any = None,
        format: Any = None,
        require_hash: Any = False,
    ) -> dict[str, Any]:
        """The file or folder of a path, as Jupyter describes it."""
        model: dict[str, Any] = super().get(path, content, type, format, require_hash)
        if model["type"] == "directory" and content:
            model["content"] = list(self._cards(model["content"], self._file(path)))
            model["look"] = asdict(look(self._file(path), self.log))
            model["symbols"] = manifest()["symbols"]
        elif model["type"] == "file" and path.endswith(".py") and self._is_served(path):
            notebook = _notebook(self._file(path), str(model["content"])) if content else None
            model |= {"type": "notebook", "format": "json" if content else None, "content": notebook}
        elif model["type"] == "file" and path.endswith(".py") and content:
            raise HTTPError(
                404, f"{path} is not an app: it does not import streamlit, or draws nothing by itself."
            )
        return model

    def mark_trusted_cells(self, nb: Any, path: str = "") -> None:
        """Outputs are made anew for each viewer: whether those in the file can be trusted is no question."""

    def _file(self, path: str) -> Path:
        return Path(self._get_os_path(path))

    def _is_served(self, path: str) -> bool:
        """Whether it is what was asked for when the server was started, or an app of the folder."""
        file, named = self._file(path), getattr(self.parent, "notebook_path", "")
        if named:
            return file == Path(named).resolve()
        return not NO_APPS & set(Path(path).parts) and apps.is_app(file)

    def _cards(self, entries: list[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
        """The entries of a folder that belong into a gallery, with what there is to say of them."""
        found = {
            entry["name"]: apps.read(folder / entry["name"])
            for entry in entries
            if entry["type"] == "notebook"
        }
        parts = {Path(name).name for app in found.values() if app for name in app.names}
        for entry in entries:
            app = found.get(entry["name"])
            if entry["type"] == "directory" and _has_apps(folder / entry["name"]):
                yield entry
            elif app is not None and app.file.name not in parts and app.file.stem not in parts:
                yield {**entry, "app": app.card()}


def publish_scripts(server: Any) -> None:
    """Let a Voilà serve scripts, too, and let kernels know what it serves and from where."""
    configuration = server.voila_configuration
    configuration.extension_language_mapping = {".py": "python", **configuration.extension_language_mapping}
    server.contents_manager = AppContents(parent=server)
    os.environ.setdefault(PROJECT, str(Path.cwd()))
    if server.notebook_path:
        # The address of a page tells the file only where a folder is served.
        os.environ["JPY_SESSION_NAME"] = str(Path(server.notebook_path).resolve())


def _notebook(file: Path, source: str) -> nbformat.NotebookNode:
    app = apps.read(file)
    cell = nbformat.v4.new_code_cell(f"%%streamapp --script {quote(file.name)}\n{source}")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "title": app.title if app else file.name}
    notebook: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=[cell], metadata=metadata)
    return notebook


def _has_apps(folder: Path) -> bool:
    """Whether there is an app in a folder, or in one inside it."""
    if folder.name in NO_APPS or folder.name.startswith((".", "_")):
        return False
    looked = 0
    for inside, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if each not in NO_APPS and not each.startswith((".", "_"))]
        if any(
            name.endswith(".ipynb") or (name.endswith(".py") and apps.is_app(Path(inside, name)))
            for name in names
        ):
            return True
        looked += len(names)
        if looked > LOOKED_AT:
            return False
    return False
