"""What a download button saves."""

from __future__ import annotations

import io
import mimetypes
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from jupyter_streamkit.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError
from jupyter_streamkit.runtime.downloads import Content, Downloads, InMemory, OnDisk
from jupyter_streamkit.runtime.uploads import ANY_TYPE, PIECE, UploadedFile
from jupyter_streamkit.tree.node import Json

DownloadData = str | bytes | bytearray | memoryview | io.IOBase | os.PathLike[str] | Callable[[], Any]


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file for the viewer: its content is there, or is made when the viewer asks for it."""

    make: Callable[[], Content]
    name: str | None
    mime: str | None
    downloads: Downloads

    def answer(self, request: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]:
        """The browser opens the file; it reads the pieces from the session's downloads."""
        id, content = self.downloads.begin(self.make)
        return {"id": id, "size": content.size, "piece": PIECE}, []


def saved_file(data: Any, name: object, mime: str | None, downloads: Downloads) -> SavedFile:
    """The file of what a script hands over.

    Raises
    ------
    StreamlitAPIException
        It is neither text, bytes, a file, a path nor a function.
    """
    name = _file_name(name)
    if callable(data):
        return SavedFile(lambda: content_of(data()), name, mime or _guess(name), downloads)
    content = content_of(data)
    known = name or _name_of(data)
    media = mime or _guess(known) or ("text/plain" if _is_text(data) else ANY_TYPE)
    return SavedFile(
        lambda: content, name or (known if isinstance(data, os.PathLike) else None), media, downloads
    )


def content_of(data: Any) -> Content:
    """The content of text, bytes, a file or a path."""
    if isinstance(data, os.PathLike):
        return OnDisk.of(data)
    if isinstance(data, UploadedFile):
        return data.content
    if isinstance(data, io.IOBase):
        return (not _is_text(data) and OnDisk.opened(data)) or content_of(_whole(data))
    if isinstance(data, str):
        return InMemory(data.encode())
    if isinstance(data, (bytes, bytearray, memoryview)):
        return InMemory(bytes(data))
    raise StreamlitAPIException(
        f"`st.download_button` cannot save a {data.__class__.__name__}: hand it text, bytes, an open file or a "
        "`pathlib.Path`, for example `df.to_csv().encode()`."
    )


def _is_text(data: object) -> bool:
    return isinstance(data, str | io.TextIOBase)


def _name_of(data: Any) -> str | None:
    name = str(data) if isinstance(data, os.PathLike) else getattr(data, "name", None)
    return Path(name).name if isinstance(name, str) else None


def _whole(file: Any) -> Any:
    """All of a file, whatever has been read of it."""
    if file.seekable():
        file.seek(0)
    return file.read()


def _guess(name: str | None) -> str | None:
    return None if name is None else mimetypes.guess_type(PurePath(name).name)[0]


def _file_name(name: object) -> str | None:
    if name is not None and not isinstance(name, str):
        raise StreamlitInvalidParameterTypeError(
            f'`file_name={name!r}` must be a text, for example "data.csv".'
        )
    return name
