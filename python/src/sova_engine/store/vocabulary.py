"""The words of the index and how many passages have each, as ``sova_engine.lexical`` asks.

FTS5 counts by walking lists, and a correction of one typing mistake looks at every word
with its first letter: what was counted is kept. Counts may be a little old, which moves
nothing that matters: they are renewed after a minute and when the index has grown by a
tenth; a word that has just come in is always found.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

from sova_engine.store.connection import Database

_OLD_SECONDS = 60.0
_MOST_COUNTED = 50_000
_GROWN = 1.1


class IndexVocabulary:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._since = 0.0
        self._last = 0
        self._passages: int | None = None
        self._counted: dict[str, int] = {}
        self._beginning: dict[str, list[tuple[str, int]]] = {}

    @property
    def passages(self) -> int:
        self._renew()
        if self._passages is None:
            self._passages = self._database.value("SELECT count(*) FROM lexical_docsize")
        return self._passages or 0

    def frequency(self, token: str) -> int:
        self._renew()
        known = self._counted.get(token)
        if known:
            return known
        rows = self._database.rows("SELECT doc FROM lexical_terms WHERE term = ?", (token,))
        count = rows[0][0] if rows else 0
        if len(self._counted) < _MOST_COUNTED:
            self._counted[token] = count
        return count

    def starting_with(self, prefix: str) -> Iterable[tuple[str, int]]:
        self._renew()
        known = self._beginning.get(prefix)
        if known is None:
            end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
            query = "SELECT term, doc FROM lexical_terms WHERE term >= ? AND term < ?"
            known = [(term, count) for term, count in self._database.rows(query, (prefix, end))]
            self._beginning[prefix] = known
        return known

    def _renew(self) -> None:
        last: int = self._database.value("SELECT coalesce(max(id), 0) FROM lexical_docsize")
        with self._lock:
            grown = last > self._last * _GROWN
            if grown or time.monotonic() - self._since > _OLD_SECONDS:
                self._since = time.monotonic()
                self._last = last
                self._passages = None
                self._counted = {}
                self._beginning = {}
