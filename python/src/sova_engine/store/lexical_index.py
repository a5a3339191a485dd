"""The word index: FTS5 over tokens that ``sova_engine.lexical`` makes."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from sova_engine.store.connection import Database
from sova_engine.store.vocabulary import IndexVocabulary


class LexicalIndex:
    def __init__(self, database: Database) -> None:
        self._database = database
        self.vocabulary = IndexVocabulary(database)

    @staticmethod
    def put(
        connection: apsw.Connection,
        *,
        workspace: str,
        document: int,
        passage: int,
        tokens: Sequence[str],
    ) -> None:
        connection.execute(
            "INSERT INTO lexical (rowid, scope, tokens) VALUES (?, ?, ?)",
            (passage, f"{_workspace_token(workspace)} d{document}", " ".join(tokens)),
        )

    @staticmethod
    def remove(connection: apsw.Connection, document: int, page: int | None = None) -> None:
        connection.execute(
            "DELETE FROM lexical WHERE rowid IN (SELECT number FROM passages"
            " WHERE document = ?1 AND indexed AND (?2 IS NULL OR page = ?2))",
            (document, page),
        )

    def search(
        self, match: str, *, workspace: str, documents: Sequence[int] | None, limit: int
    ) -> list[tuple[int, float]]:
        """(passage number, BM25) best first, higher is better; ``match`` is over the tokens."""
        expression = f"tokens : ({match})"
        if documents is not None:
            if not documents:
                return []
            chosen = " OR ".join(f"d{number}" for number in documents)
            expression = f"(scope : ({chosen})) AND ({expression})"
        elif not self._one_workspace():
            expression = f"(scope : {_workspace_token(workspace)}) AND ({expression})"
        rows = self._database.rows(
            "SELECT rowid, -bm25(lexical, 0.0, 1.0) AS score FROM lexical"
            " WHERE lexical MATCH ? ORDER BY score DESC, rowid LIMIT ?",
            (expression, limit),
        )
        return [(number, score) for number, score in rows]

    def scores(self, match: str, passages: Sequence[int]) -> dict[int, float]:
        """BM25 of just these passages; those that do not match are left out.

        The plus keeps SQLite from running the whole expression once for each of them.
        """
        holes = ",".join("?" * len(passages))
        rows = self._database.rows(
            "SELECT rowid, -bm25(lexical, 0.0, 1.0) FROM lexical"
            f" WHERE lexical MATCH ? AND +rowid IN ({holes})",
            (f"tokens : ({match})", *passages),
        )
        return dict(rows)

    def _one_workspace(self) -> bool:
        return bool(self._database.value("SELECT min(workspace) IS max(workspace) FROM documents"))


def _workspace_token(workspace: str) -> str:
    return "w" + workspace.encode().hex()
