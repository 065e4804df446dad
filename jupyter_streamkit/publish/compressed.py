"""Files of the server that go to browsers compressed: scripts and style sheets shrink to a third."""

from __future__ import annotations

import gzip
import re
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from tornado.web import Application, GZipContentEncoding, StaticFileHandler

from .lock import path, rules

FOLDERS = re.compile(r"/voila/(labextensions|static|templates)/")
KINDS = (".css", ".js", ".json", ".svg")
"""The others (fonts, images) are compressed already."""


class Compressed(StaticFileHandler):
    """Gives a file compressed to browsers that take it so. Each is compressed once, and kept in memory."""

    packs = False

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Look at what is asked for."""
        file = super().validate_absolute_path(root, absolute_path)
        if file is not None and file.endswith(KINDS):
            self.set_header("Vary", "Accept-Encoding")
            if "gzip" in self.request.headers.get("Accept-Encoding", ""):
                self.packs = True
                self.set_header("Content-Encoding", "gzip")
                self.request.headers.pop("Range", None)
        return file

    def compute_etag(self) -> str | None:
        """None: tornado's would be the same for both forms. Browsers ask by the time of the file."""
        return None

    def get_content_size(self) -> int:
        """The size of what is sent."""
        return len(self._packed()) if self.packs else super().get_content_size()

    def get_content(self, abspath: str, start: int | None = None, end: int | None = None) -> object:  # type: ignore[override]
        """What is sent."""
        return self._packed() if self.packs else super().get_content(abspath, start, end)

    def _packed(self) -> bytes:
        assert self.absolute_path is not None
        return packed(self.absolute_path, self.modified)


@lru_cache(maxsize=1000)
def packed(file: str, _modified: datetime | None) -> bytes:
    """A file as it was at that time, compressed."""
    return gzip.compress(Path(file).read_bytes(), 6)


@cache
def compressed(handler: type[StaticFileHandler]) -> type[StaticFileHandler]:
    """A handler of files that compresses them."""
    return type(f"Compressed{handler.__name__}", (Compressed, handler), {})


def compress(application: Application) -> None:
    """Have what a server sends go out compressed."""
    application.add_transform(GZipContentEncoding)
    for rule in rules(application.default_router):
        if FOLDERS.search(path(rule)):
            rule.target = compressed(rule.target)
