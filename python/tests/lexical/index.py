"""A real FTS5 index over a few passages, as the store builds it."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from sova_engine.lexical import (
    TOKENIZER,
    Language,
    LexicalQuery,
    Spellings,
    analyse_text,
    query,
)
from sova_engine.retrieval import detect_language


class Index:
    """Also the ``Vocabulary`` of its passages."""

    def __init__(self, passages: Iterable[tuple[str, Language]]) -> None:
        self._database = apsw.Connection(":memory:")
        self._database.execute(
            f'CREATE VIRTUAL TABLE lexical USING fts5 (tokens, tokenize = "{TOKENIZER}")'
        )
        self._database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (lexical, row)")
        self.passages = 0
        for text, language in passages:
            self._database.execute(
                "INSERT INTO lexical (rowid, tokens) VALUES (?, ?)",
                (self.passages, " ".join(analyse_text(text, language))),
            )
            self.passages += 1

    def frequency(self, token: str) -> int:
        rows = self._database.execute("SELECT doc FROM terms WHERE term = ?", (token,))
        return next((int(str(count)) for (count,) in rows), 0)

    def starting_with(self, prefix: str) -> Spellings:
        rows = self._database.execute("SELECT term, doc FROM terms")
        return Spellings([(str(t), int(str(n))) for t, n in rows if str(t).startswith(prefix)])

    def found(self, question: str) -> list[int]:
        """Passages that match, best first."""
        match = expression(query(question, detect_language(question), self))
        if match is None:
            return []
        rows = self._database.execute(
            "SELECT rowid FROM lexical WHERE lexical MATCH ? ORDER BY bm25(lexical), rowid",
            (match,),
        )
        return [int(str(number)) for (number,) in rows]


def expression(asked: LexicalQuery) -> str | None:
    """What is wanted as FTS5 understands it; None when there is nothing to find."""
    parts = [f'"{" ".join(one.tokens)}"' for one in asked.wanted() for _ in range(one.times)]
    return (" AND " if asked.exact else " OR ").join(parts) or None
