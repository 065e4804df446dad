"""The free places between what the zygote has made, filled before it forks.

A kernel that puts its own small objects into them copies a page of the zygote's for each. Where none are left, what
it makes lies side by side on pages of its own: 3 MB less a viewer, for 2 MB that all of them share.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

PYTHONS = range(16, 513, 16)
"""The sizes in bytes for which Python has pools; larger blocks are the C library's."""

MOST = 1_000_000
"""Bytes of each size at most, where Python's memory is not laid out as we know it."""

POOL = 16_384
"""Bytes of a pool, which is divided into blocks of one size."""

IN_A_ROW = 64
"""So many blocks side by side come from a pool that nobody has used before."""

SYSTEMS = [*(1 << power for power in range(16, 9, -1)), *range(1008, 15, -16)]
"""Sizes in bytes in which the C library's places are filled, the large ones first."""

_fillers: list[object] = []


def fill_holes() -> None:
    """Take what is free and small, for good."""
    with suppress(AttributeError):  # not glibc
        _fill_systems(ctypes.CDLL(None))
    for size in PYTHONS:
        _fill_pools(size)


def _fill_pools(size: int) -> None:
    """Make objects of a size until they come one behind the other."""
    last = row = 0
    enough = min(IN_A_ROW, POOL // size - 2)
    for _ in range(MOST // size):
        filler = _object(size)
        _fillers.append(filler)
        # The numbers that we compare take blocks, too.
        row = row + 1 if abs(id(filler) - last) <= 2 * size else 0
        last = id(filler)
        if row >= enough:
            return


def _object(size: int) -> object:
    """An object that takes so many bytes, and of whose kind Python sets none aside."""
    if size == 16:
        return object()
    return complex(size) if size == 32 else bytes(size - sys.getsizeof(b""))


class MallInfo(ctypes.Structure):
    """What glibc tells of its heap, in bytes: struct mallinfo2, with names that say what it is."""

    _fields_ = (
        ("arena", ctypes.c_size_t),
        ("blocks", ctypes.c_size_t),
        ("small_blocks", ctypes.c_size_t),
        ("mappings", ctypes.c_size_t),
        ("mapped", ctypes.c_size_t),
        ("unused", ctypes.c_size_t),
        ("small_free", ctypes.c_size_t),
        ("used", ctypes.c_size_t),
        ("free", ctypes.c_size_t),
        ("top", ctypes.c_size_t),
    )


def _fill_systems(libc: ctypes.CDLL) -> None:
    """Take blocks, until one comes from the heap's end or from beyond: then no hole is as large."""
    info, malloc, free = libc.mallinfo2, libc.malloc, libc.free
    info.restype, malloc.restype = MallInfo, ctypes.c_void_p
    malloc.argtypes, free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
    for size in SYSTEMS:
        before = info()
        while block := malloc(size):
            now = info()
            if (now.top, now.mapped) != (before.top, before.mapped):
                free(block)
                break
