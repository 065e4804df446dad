"""Voilà's pages and gallery beside JupyterLab, which has its own idea of what a folder holds."""

from __future__ import annotations

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from .extension import SETTING


class OfApps(JupyterHandler):
    """Sees scripts as apps, and folders as galleries."""

    @property
    def contents_manager(self) -> Any:
        """The contents as apps."""
        return self.settings[SETTING]


class PageHandler(OfApps, TornadoVoilaHandler):
    """The page of an app."""


class GalleryHandler(OfApps, TornadoVoilaTreeHandler):
    """The gallery of a folder."""
