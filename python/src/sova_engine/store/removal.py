"""Taking things out: text, tokens, vectors and what the vector store must forget, at once."""

from __future__ import annotations

import apsw

from sova_engine.store.connection import rows_of
from sova_engine.store.debts import Debts
from sova_engine.store.lexical_index import LexicalIndex


def remove_document(connection: apsw.Connection, workspace: str, document: int) -> None:
    _remove_passages(connection, workspace, document, None)
    connection.execute("DELETE FROM documents WHERE number = ?", (document,))


def remove_page(connection: apsw.Connection, workspace: str, document: int, page: int) -> None:
    """Before the page is read again."""
    _remove_passages(connection, workspace, document, page)
    connection.execute("DELETE FROM pages WHERE document = ? AND number = ?", (document, page))


def _remove_passages(
    connection: apsw.Connection, workspace: str, document: int, page: int | None
) -> None:
    Debts.owe_removals(connection, workspace, document, page)
    LexicalIndex.remove(connection, document, page)
    hashes = rows_of(
        connection,
        "SELECT DISTINCT hash FROM passages WHERE document = ?1 AND (?2 IS NULL OR page = ?2)",
        (document, page),
    )
    connection.execute(
        "DELETE FROM passages WHERE document = ?1 AND (?2 IS NULL OR page = ?2)", (document, page)
    )
    connection.executemany(
        "DELETE FROM vectors WHERE hash = ?1"
        " AND NOT EXISTS (SELECT 1 FROM passages WHERE hash = ?1)",
        hashes,
    )
