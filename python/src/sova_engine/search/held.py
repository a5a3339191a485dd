"""Vectors that were searched exactly, kept for the next question.

A small library, or the documents a conversation is about, is searched again and again:
reading and converting its vectors takes ten times as long as comparing them. What is kept
is bounded, and let go as soon as anything was written: it is never older than the database.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from sova_engine.store import Database, PassageMatrix

_MOST_BYTES = 64 * 1024 * 1024


class HeldMatrices:
    def __init__(self, database: Database, most_bytes: int = _MOST_BYTES) -> None:
        self._database = database
        self._most = most_bytes
        self._lock = threading.Lock()
        self._written = database.written
        self._known: OrderedDict[Hashable, PassageMatrix] = OrderedDict()
        self._bytes = 0

    def of(self, key: Hashable, read: Callable[[], PassageMatrix]) -> PassageMatrix:
        """As ``read`` gives it, from memory where nothing was written since."""
        written = self._database.written
        with self._lock:
            if written != self._written:
                self._known.clear()
                self._bytes = 0
                self._written = written
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        found = read()
        with self._lock:
            # What was written meanwhile may be missing in it.
            if written == self._written and key not in self._known:
                self._known[key] = found
                self._bytes += found.vectors.nbytes
                while self._bytes > self._most:
                    _, gone = self._known.popitem(last=False)
                    self._bytes -= gone.vectors.nbytes
        return found
