"""Files that a viewer uploads: they come in pieces, and lie in temporary files of the session.

- The browser is not trusted: what it sends must fit what it announced, and that must fit the rules of the widget.
- A file stays as long as a widget's value names it, or the script holds on to it. The system deletes it then, and
  also when the process is killed: it has no name.
"""

from __future__ import annotations

import hashlib
import io
import mimetypes
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from jupyter_streamkit.tree.node import Json

PIECE = 1 << 20
"""Bytes of a piece; servers take messages of up to ten times as many."""
IN_MEMORY = 1 << 20
"""Bytes up to which a file is kept in memory."""
AT_ONCE = 16
"""Files that a session may receive at the same time."""
MANY = 5_000
"""Files that a session may hold."""
GRACE = 600.0
"""Seconds that a complete file waits for the widget to name it."""
PATIENCE = 600.0
"""Seconds after the last piece until a file is given up."""
SPARE = 0.05
"""The part of the disk that stays free."""
ANY_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a widget accepts.

    Attributes
    ----------
    types
        Endings (`".csv"`) and media types (`"image/*"`), in lower case; none for all files.
    most
        Bytes of a file.
    """

    several: bool = False
    directory: bool = False
    types: tuple[str, ...] = ()
    most: int = 200 << 20

    def check(self, name: str, type: str, size: int) -> None:
        """Raise ValueError when a file is not accepted."""
        if not self.takes(name, type):
            raise ValueError(f"{name}: only {', '.join(self.types)} is accepted")
        if not 0 <= size <= self.most:
            raise ValueError(f"{name} is larger than {self.most / (1 << 20):g} MB")

    def takes(self, name: str, type: str) -> bool:
        """Whether a file of that name and media type is accepted."""
        known = {type.lower(), mimetypes.guess_type(name)[0] or ""}
        return not self.types or any(
            any(fnmatchcase(each, accepted) for each in known)
            if "/" in accepted
            else name.lower().endswith(accepted)
            for accepted in self.types
        )


class Upload:
    """One file, as far as it has come."""

    def __init__(self, name: str, type: str, size: int, rules: Rules) -> None:
        self.id = uuid4().hex
        self.name = name
        self.type = type
        self.size = size
        self.rules = rules
        self.touched = time.monotonic()
        self.named = False
        """A widget's value has named it."""
        self._missing = set(range(-(-size // PIECE)))
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it closes with this object
        self._lock = threading.Lock()
        self._digest: bytes | None = None

    @property
    def complete(self) -> bool:
        return not self._missing

    def write(self, number: int, piece: bytes | memoryview) -> int:
        """Take a piece, again too; returns how many are missing. Raises ValueError when it does not fit."""
        if not 0 <= number < -(-self.size // PIECE):
            raise ValueError(f"{self.name} has no piece {number}")
        if len(piece) != min(PIECE, self.size - number * PIECE):
            raise ValueError(f"piece {number} of {self.name} has {len(piece)} bytes")
        with self._lock:
            if number in self._missing:
                self._file.seek(number * PIECE)
                self._file.write(piece)
                self._missing.discard(number)
            self.touched = time.monotonic()
            return len(self._missing)

    def read_at(self, place: int, count: int) -> bytes:
        """Some bytes from a place on."""
        with self._lock:
            self._file.seek(place)
            return self._file.read(count)

    def digest(self) -> bytes:
        """What stands for the content."""
        if self._digest is None:
            state = hashlib.blake2b(digest_size=16)
            for place in range(0, self.size, PIECE):
                state.update(self.read_at(place, PIECE))
            self._digest = state.digest()
        return self._digest

    def told(self) -> dict[str, Json]:
        """The file as the browser knows it."""
        return {"id": self.id, "name": self.name, "type": self.type, "size": self.size}


class _Bytes(io.RawIOBase):
    """Reads an upload from a place of its own."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._upload.size}[whence]
        if start + offset < 0:
            raise ValueError(f"there is no place {start + offset} in a file")
        self._place = start + offset
        return self._place

    def readinto(self, buffer: Any) -> int:
        data = self._upload.read_at(self._place, len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)


class UploadedFile(io.BufferedReader):
    """A file that the viewer uploaded: a binary file, open for reading.

    Attributes
    ----------
    name
        Its name on the viewer's computer, with the folders of an uploaded directory. Do not use it as a path: the
        viewer chose it.
    type
        Its media type, as the browser says.
    size
        Its bytes.
    file_id
        Tells it from other files.

    Examples
    --------
    >>> import jupyter_streamkit as st
    >>> file = st.file_uploader("A table", type="csv")
    >>> if file is not None:
    ...     first_line = file.readline()
    """

    def __init__(self, upload: Upload) -> None:
        super().__init__(_Bytes(upload), 1 << 16)
        self.content = upload
        self.file_id = upload.id
        self.type = upload.type
        self.size = upload.size

    @property
    def name(self) -> str:
        """Its name on the viewer's computer."""
        return self.content.name

    def getvalue(self) -> bytes:
        """All of it, wherever one has read to."""
        return self.content.read_at(0, self.size)

    def getbuffer(self) -> memoryview:
        """All of it, as `io.BytesIO` gives it."""
        return memoryview(self.getvalue())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UploadedFile) and self.file_id == other.file_id

    def __hash__(self) -> int:
        return hash(self.file_id)

    def __repr__(self) -> str:
        return f"UploadedFile(name={self.name!r}, type={self.type!r}, size={self.size})"


@dataclass
class Uploads:
    """The files of a session."""

    _files: dict[str, Upload] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def begin(self, name: str, type: str, size: int, rules: Rules) -> Upload:
        """Make room for a file; raises ValueError where it is not accepted."""
        name = _clean(name, rules.directory)
        rules.check(name, type, size)
        with self._lock:
            self._give_up()
            if sum(not each.complete for each in self._files.values()) >= AT_ONCE or len(self._files) >= MANY:
                raise ValueError("too many files at once")
            disk = shutil.disk_usage(tempfile.gettempdir())
            if disk.free - size < disk.total * SPARE:
                raise ValueError(f"there is no room for {name} on the server's disk")
            upload = Upload(name, type or ANY_TYPE, size, rules)
            self._files[upload.id] = upload
        return upload

    def get(self, id: Json) -> Upload:
        """A file; raises ValueError when there is none."""
        with self._lock:
            upload = self._files.get(id) if isinstance(id, str) else None
        if upload is None:
            raise ValueError("there is no such file")
        return upload

    def take(self, request: dict[str, Json], piece: bytes | memoryview) -> dict[str, Json]:
        """The browser sends a piece."""
        number = request.get("number")
        if type(number) is not int:
            raise ValueError(f"{request!r:.80} is no piece of a file")
        return {"missing": self.get(request.get("id")).write(number, piece)}

    def answer(self, request: dict[str, Json]) -> tuple[dict[str, Json], list[bytes]]:
        """The browser gives up."""
        self.drop(request.get("drop"))
        return {}, []

    def drop(self, id: Json) -> None:
        """Forget a file that is on its way."""
        with self._lock:
            if not self.get(id).complete:
                del self._files[id]

    def check(self, value: Json, rules: Rules) -> Json:
        """A widget's value, as the browser has it: files that are there, complete, and of its rules."""
        if not isinstance(value, list) or (len(value) > 1 and not rules.several):
            raise ValueError(f"{value!r:.80} are no files")
        files = [self.get(each.get("id") if isinstance(each, dict) else None) for each in value]
        if len({file.id for file in files}) < len(files):
            raise ValueError("a file is named twice")
        if any(not file.complete or file.rules != rules for file in files):
            raise ValueError("a file is not complete, or another widget's")
        return [file.told() for file in files]

    def open(self, value: Json) -> list[UploadedFile]:
        """The files of a widget's value."""
        files = [self.get(each["id"]) for each in value]
        for file in files:
            file.named = True
        return [UploadedFile(file) for file in files]

    def keep(self, values: Callable[[], Iterable[Json]]) -> None:
        """Forget the files that these values of widgets do not name any more."""
        with self._lock:
            if not self._files:
                return
            told = {id for value in values() for id in _named(value)}
            for file in [each for each in self._files.values() if each.id not in told and each.named]:
                del self._files[file.id]
            self._give_up(told)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._files.clear()

    def _give_up(self, told: Iterable[Json] = ()) -> None:
        now = time.monotonic()
        for file in list(self._files.values()):
            patience = GRACE if file.complete else PATIENCE
            if not file.named and file.id not in told and now - file.touched > patience:
                del self._files[file.id]


def _named(value: Json) -> Iterator[Json]:
    """The files that a widget's value names: a list of them, or a message of a chat."""
    files = value.get("files") if isinstance(value, dict) else value
    for each in files if isinstance(files, list) else ():
        if isinstance(each, dict):
            yield each.get("id")


def _clean(name: str, directory: bool) -> str:
    """A file's name without what could be taken for a way elsewhere."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    if not parts or "\0" in name or len(name) > 1024:
        raise ValueError("a file has no name that can be used")
    return "/".join(parts) if directory else parts[-1]
