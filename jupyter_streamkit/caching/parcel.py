"""An entry as bytes, for other processes: a head, the pickled value, and what the computation drew."""

from __future__ import annotations

import logging
import pickle
import struct
import time
from typing import Any

from jupyter_streamkit.caching.storage import Entry, clock

log = logging.getLogger(__name__)
now = time.time

_HEAD = struct.Struct("<8sdQ")
_MARK = b"streamk1"
HEAD = _HEAD.size
"""Bytes of the head: the layout, when the value was computed, and how long it is."""

Buffer = bytes | memoryview


def wrap(entry: Entry) -> list[Buffer]:
    """The parts of an entry, in their order."""
    payload = memoryview(entry.payload)
    return [_HEAD.pack(_MARK, now() - entry.age(), payload.nbytes), payload, _drawn(entry.recording)]


def unwrap(data: Any) -> Entry:
    """The entry of a buffer, which it holds on to; raises ValueError when it is none."""
    view = memoryview(data)
    if view.nbytes < HEAD:
        raise ValueError("too short for an entry")
    mark, computed, size = _HEAD.unpack_from(view)
    if mark != _MARK or view.nbytes < HEAD + size:
        raise ValueError("no entry, or a part of one")
    drawn = view[HEAD + size :]
    # Nobody else can write where entries are kept.
    recording = pickle.loads(drawn) if drawn.nbytes else None  # noqa: S301
    # Processes may have clocks of their own, which begin anywhere.
    return Entry(view[HEAD : HEAD + size], recording, clock() - max(now() - computed, 0), size)


def _drawn(recording: Any) -> bytes:
    if recording is None:
        return b""
    try:
        return pickle.dumps(recording, protocol=pickle.HIGHEST_PROTOCOL)
    except Exception:
        log.warning("What a cached function drew cannot be pickled; only its result is kept.", exc_info=True)
        return b""
