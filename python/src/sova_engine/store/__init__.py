"""engine.db: all the engine knows, derived from the library of files and rebuildable.

``Store`` is the room's face: one database, one object for each thing kept in it.
"""

from __future__ import annotations

from pathlib import Path

from sova_engine.store.connection import Database
from sova_engine.store.debts import Debts, Pending
from sova_engine.store.documents import DocumentRow, Documents, PageRow, StoredPage
from sova_engine.store.half import floats
from sova_engine.store.lexical_index import LexicalIndex, Scores
from sova_engine.store.meta import Meta
from sova_engine.store.passages import CandidateRow, PassageRow, Passages, passage_hash
from sova_engine.store.removal import remove_document, remove_page
from sova_engine.store.vector_cache import Embedded, PassageMatrix, VectorCache, Vectors
from sova_engine.store.word_sets import WordNumbers, WordSets

__all__ = [
    "CandidateRow",
    "Database",
    "DocumentRow",
    "Embedded",
    "PageRow",
    "PassageMatrix",
    "PassageRow",
    "Pending",
    "Scores",
    "Store",
    "StoredPage",
    "Vectors",
    "WordNumbers",
    "WordSets",
    "floats",
    "passage_hash",
    "remove_document",
    "remove_page",
]


class Store:
    def __init__(self, path: Path) -> None:
        """Opens or makes the file; raises ``EngineError`` when it is not ours or newer."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = Database(path)
        self.meta = Meta(self.database)
        self.documents = Documents(self.database)
        self.passages = Passages(self.database)
        self.lexical = LexicalIndex(self.database)
        self.vectors = VectorCache(self.database)
        self.words = WordSets(self.database)
        self.debts = Debts(self.database)

    def close(self) -> None:
        self.database.close()
