"""Compound files (OLE): storages and streams by name; hostile chains end, they never loop."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import EngineError

_LAST_SECTOR = 0xFFFFFFFA
_NONE = 0xFFFFFFFF
_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")
_STORAGE, _STREAM = 1, 2
_SHIFTS = range(6, 21)
_MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """Raises ``corrupt-file`` where the file's own tables cannot be followed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError, ValueError) as error:
            raise EngineError("corrupt-file", f"damaged compound file: {error}") from error

    def _open(self) -> None:
        shift, mini_shift = struct.unpack_from("<HH", self._data, 30)
        if shift not in _SHIFTS or mini_shift not in range(2, shift):
            raise ValueError("sectors of no known size")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        (directory, _, self._cutoff, mini, _, more) = struct.unpack_from("<6I", self._data, 48)
        self._table = self._allocation(more)
        self._mini_table = _numbers(self._follow(mini))
        raw = self._follow(directory)[: _MOST_ENTRIES * _ENTRY.size]
        self._entries = [
            _entry(_ENTRY.unpack_from(raw, at))
            for at in range(0, len(raw) - _ENTRY.size + 1, _ENTRY.size)
        ]
        self._mini = self._follow(self._entries[0].start)

    def _allocation(self, more: int) -> array[int]:
        """Which sector follows which; the list of these tables is itself a chain."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        for _ in range(len(self._data) // self._size + 1):
            if more >= _LAST_SECTOR:
                break
            listed = _numbers(self._sector(more))
            places += listed[:-1]
            more = listed[-1]
        tables = (self._sector(place) for place in places if place < _LAST_SECTOR)
        return _numbers(b"".join(tables))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _follow(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._table)))

    # -- what it holds -------------------------------------------------------------------

    def storages(self, inside: int = 0) -> dict[str, int]:
        """Name -> number of the storages in a storage; 0 is the root."""
        return {one.name: at for at, one in self._children(inside) if one.kind == _STORAGE}

    def streams(self, inside: int = 0) -> dict[str, bytes]:
        return {
            one.name: self._read(one) for _, one in self._children(inside) if one.kind == _STREAM
        }

    def _children(self, inside: int) -> Iterator[tuple[int, _Entry]]:
        todo, seen = [self._entries[inside].child], set[int]()
        while todo:
            at = todo.pop()
            if at == _NONE or at in seen or at >= len(self._entries):
                continue
            seen.add(at)
            entry = self._entries[at]
            yield at, entry
            todo += (entry.right, entry.left)

    def _read(self, entry: _Entry) -> bytes:
        if entry.size >= self._cutoff:
            return self._follow(entry.start)[: entry.size]
        size = self._mini_size
        places = _chain(entry.start, self._mini_table)
        return b"".join(self._mini[at * size : (at + 1) * size] for at in places)[: entry.size]


def _entry(
    fields: tuple[bytes, int, int, int, int, int, int, bytes, int, int, int, int, int],
) -> _Entry:
    name, length, kind, _, left, right, child, _, _, _, _, start, size = fields
    shown = name[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
    return _Entry(shown, kind, left, right, child, start, size & 0xFFFFFFFF)


def _chain(start: int, table: array[int]) -> Iterator[int]:
    for _ in range(len(table)):
        if start >= len(table):
            return
        yield start
        start = table[start]


def _numbers(data: bytes) -> array[int]:
    found = array("I")
    found.frombytes(data[: len(data) // 4 * 4])
    return found
