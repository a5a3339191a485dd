"""The words of the index and how many passages have each, as ``sova_engine.lexical`` asks.

FTS5 counts by walking lists, and a correction of one typing mistake looks at every word
with its first letter: what was counted is kept while the index stays as it is. Counts may
be a little old, which moves nothing that matters: they are let go when it has changed and
they are a minute old, or when it has grown by a tenth; a word that has just come in is
always found.
"""

from __future__ import annotations

import threading
import time

from sova_engine.lexical import Spellings
from sova_engine.store.connection import Database
from sova_engine.store.index_state import IndexState

_OLD_SECONDS = 60.0
_MOST_COUNTED = 50_000
_GROWN = 1.1


class IndexVocabulary:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._renewed: tuple[float, IndexState] | None = None
        self.passages = 0
        self._counted: dict[str, int] = {}
        self._beginning: dict[str, Spellings] = {}

    def frequency(self, token: str) -> int:
        known = self._counted.get(token)
        if known:
            return known
        rows = self._database.rows("SELECT doc FROM lexical_terms WHERE term = ?", (token,))
        count = rows[0][0] if rows else 0
        if len(self._counted) < _MOST_COUNTED:
            self._counted[token] = count
        return count

    def starting_with(self, prefix: str) -> Spellings:
        known = self._beginning.get(prefix)
        if known is None:
            end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
            query = "SELECT term, doc FROM lexical_terms WHERE term >= ? AND term < ?"
            rows = self._database.rows(query, (prefix, end))
            known = self._beginning[prefix] = Spellings([(term, count) for term, count in rows])
        return known

    def renew(self, state: IndexState) -> None:
        """What was counted is let go when the index has changed."""
        with self._lock:
            now = time.monotonic()
            if self._renewed is not None:
                since, before = self._renewed
                young = now - since < _OLD_SECONDS and state.last <= before.last * _GROWN
                if state == before or young:
                    return
            self._renewed = (now, state)
            self.passages = state.passages
            self._counted = {}
            self._beginning = {}
