"""What the vector store still owes us, or we it: pending vectors and removals.

Both are written in the transaction that makes them true and struck off after the vector
store has acknowledged: at any moment a passage has its vector there or stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from sova_engine.store.connection import Database


@dataclass(frozen=True, slots=True)
class Pending:
    number: int
    id: str
    document_id: str
    hash: bytes


class Debts:
    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def owe_document(connection: apsw.Connection, document: int) -> None:
        """Each new passage of the document, for each embedder it has a vector of."""
        connection.execute(
            "DELETE FROM removals WHERE passage IN"
            " (SELECT id FROM passages WHERE document = ? AND NOT indexed)",
            (document,),
        )
        connection.execute(
            "INSERT INTO pending (passage, embedder)"
            " SELECT p.number, v.embedder FROM passages p"
            " JOIN vectors v ON v.hash = p.hash"
            " WHERE p.document = ? AND NOT p.indexed ON CONFLICT DO NOTHING",
            (document,),
        )

    @staticmethod
    def owe(connection: apsw.Connection, embedder: int, passages: Sequence[int]) -> None:
        connection.executemany(
            "INSERT INTO pending (passage, embedder) SELECT number, ? FROM passages"
            " WHERE number = ? ON CONFLICT DO NOTHING",
            [(embedder, number) for number in passages],
        )

    def owe_again(self, workspace: str, embedder: int, ids: Sequence[str]) -> None:
        """Passages the vector store lost."""
        with self._database.write() as connection:
            connection.executemany(
                "INSERT INTO pending (passage, embedder) SELECT p.number, ? FROM passages p"
                " JOIN documents d ON d.number = p.document AND d.workspace = ?"
                " WHERE p.id = ? ON CONFLICT DO NOTHING",
                [(embedder, workspace, one) for one in ids],
            )

    def owe_all(self, workspace: str, embedder: int) -> None:
        """The vector store lost the collection: everything that has a vector is due again."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO pending (passage, embedder)"
                " SELECT p.number, v.embedder FROM passages p"
                " JOIN documents d ON d.number = p.document AND d.visible AND d.workspace = ?"
                " JOIN vectors v ON v.hash = p.hash AND v.embedder = ?"
                " WHERE true ON CONFLICT DO NOTHING",
                (workspace, embedder),
            )
            connection.execute(
                "DELETE FROM removals WHERE workspace = ? AND embedder = ?", (workspace, embedder)
            )

    @staticmethod
    def owe_removals(
        connection: apsw.Connection, workspace: str, document: int, page: int | None = None
    ) -> None:
        """Call before the passages go."""
        connection.execute(
            "INSERT INTO removals (workspace, embedder, passage)"
            " SELECT ?1, e.number, p.id FROM passages p CROSS JOIN embedders e"
            " WHERE p.document = ?2 AND p.indexed AND (?3 IS NULL OR p.page = ?3)"
            " ON CONFLICT DO NOTHING",
            (workspace, document, page),
        )

    def owe_removal_of(self, workspace: str, embedder: int, ids: Sequence[str]) -> None:
        with self._database.write() as connection:
            connection.executemany(
                "INSERT INTO removals VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(workspace, embedder, one) for one in ids],
            )

    def pending(self, workspace: str, embedder: int, limit: int) -> list[Pending]:
        rows = self._database.rows(
            "SELECT p.number, p.id, d.id, p.hash FROM pending q"
            " JOIN passages p ON p.number = q.passage"
            " JOIN documents d ON d.number = p.document AND d.workspace = ?"
            " WHERE q.embedder = ? ORDER BY q.passage LIMIT ?",
            (workspace, embedder, limit),
        )
        return [Pending(*row) for row in rows]

    def settle(self, embedder: int, passages: Sequence[Pending]) -> None:
        with self._database.write() as connection:
            connection.executemany(
                "DELETE FROM pending WHERE embedder = ? AND passage = ?",
                [(embedder, one.number) for one in passages],
            )

    def removals(self, workspace: str, embedder: int, limit: int) -> list[str]:
        rows = self._database.rows(
            "SELECT passage FROM removals WHERE workspace = ? AND embedder = ? LIMIT ?",
            (workspace, embedder, limit),
        )
        return [passage for (passage,) in rows]

    def settle_removals(self, workspace: str, embedder: int, ids: Sequence[str]) -> None:
        with self._database.write() as connection:
            connection.executemany(
                "DELETE FROM removals WHERE workspace = ? AND embedder = ? AND passage = ?",
                [(workspace, embedder, one) for one in ids],
            )

    def count(self, workspace: str, embedder: int) -> int:
        return self._database.value(
            "SELECT count(*) FROM pending q JOIN passages p ON p.number = q.passage"
            " JOIN documents d ON d.number = p.document AND d.workspace = ?"
            " WHERE q.embedder = ?",
            (workspace, embedder),
        )

    def expected(self, workspace: str, embedder: int) -> dict[str, bytes]:
        """Ids that must be in the vector store now, with the hash of their text."""
        rows = self._database.rows(
            "SELECT p.id, p.hash FROM passages p"
            " JOIN documents d ON d.number = p.document AND d.visible AND d.workspace = ?"
            " JOIN vectors v ON v.hash = p.hash AND v.embedder = ?"
            " LEFT JOIN pending q ON q.passage = p.number AND q.embedder = v.embedder"
            " WHERE q.passage IS NULL",
            (workspace, embedder),
        )
        return dict(rows)
