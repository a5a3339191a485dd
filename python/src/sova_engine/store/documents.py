"""Documents and their pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import apsw

from sova_engine.errors import EngineError
from sova_engine.reading.model import CharBoxes, DocumentInfo, Outcome, ReadPage
from sova_engine.store.codec import (
    Structure,
    pack_boxes,
    pack_structure,
    unpack_boxes,
    unpack_structure,
)
from sova_engine.store.connection import Database, Row


@dataclass(frozen=True, slots=True)
class DocumentRow:
    number: int
    """Internal key; ``id`` is the application's."""
    id: str
    workspace: str
    sha256: str
    name: str
    path: str
    type: str | None
    view: str | None
    unit: str | None
    pages: int | None
    """Pages the file says it has; None until known."""
    visible: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    number: int
    label: str | None
    outcome: Outcome
    confidence: float | None
    reason_code: str | None
    reason: str | None
    language: str | None
    width: float | None
    height: float | None
    characters: int


@dataclass(frozen=True, slots=True)
class StoredPage:
    row: PageRow
    text: str
    structure: Structure


_PAGE = (
    "number, label, outcome, confidence, reason_code, reason, language, width, height, length(text)"
)
_DOCUMENT = "number, id, workspace, sha256, name, path, type, view, unit, pages, visible"


def _document_row(values: Row) -> DocumentRow:
    *rest, visible = values
    return DocumentRow(*rest, visible=bool(visible))


def _page_row(values: Row) -> PageRow:
    number, label, outcome, *rest = values
    return PageRow(number, label, Outcome(outcome), *rest)


class Documents:
    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, workspace: str, document_id: str) -> DocumentRow | None:
        return self._one("workspace = ? AND id = ?", (workspace, document_id))

    def get(self, workspace: str, document_id: str) -> DocumentRow:
        """Raises ``unknown-document``."""
        row = self.find(workspace, document_id)
        if row is None:
            raise EngineError("unknown-document", "no such document", documentId=document_id)
        return row

    def by_number(self, number: int) -> DocumentRow | None:
        return self._one("number = ?", (number,))

    def all(self, workspace: str) -> list[DocumentRow]:
        rows = self._database.rows(
            f"SELECT {_DOCUMENT} FROM documents WHERE workspace = ? ORDER BY number", (workspace,)
        )
        return [_document_row(row) for row in rows]

    def workspaces(self) -> list[str]:
        rows = self._database.rows("SELECT DISTINCT workspace FROM documents")
        return [workspace for (workspace,) in rows]

    def numbers(self, workspace: str, document_ids: Iterable[str]) -> list[int]:
        """Keys of those of these documents that search may see."""
        marks = list(document_ids)
        holes = ",".join("?" * len(marks))
        rows = self._database.rows(
            f"SELECT number FROM documents WHERE workspace = ? AND visible AND id IN ({holes})",
            (workspace, *marks),
        )
        return [number for (number,) in rows]

    def _one(self, where: str, values: tuple[object, ...]) -> DocumentRow | None:
        row = self._database.row(f"SELECT {_DOCUMENT} FROM documents WHERE {where}", values)
        return None if row is None else _document_row(row)

    # -- writing, inside a caller's transaction ------------------------------------

    @staticmethod
    def create(
        connection: apsw.Connection,
        *,
        workspace: str,
        document_id: str,
        sha256: str,
        name: str,
        path: str,
    ) -> None:
        connection.execute(
            "INSERT INTO documents (id, workspace, sha256, name, path) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (workspace, id) DO UPDATE SET name = excluded.name, path = excluded.path",
            (document_id, workspace, sha256, name, path),
        )

    @staticmethod
    def describe(connection: apsw.Connection, document: int, info: DocumentInfo) -> None:
        connection.execute(
            "UPDATE documents SET type = ?, view = ?, unit = ?, pages = ? WHERE number = ?",
            (info.type, info.view.value, info.unit.value, info.pages, document),
        )

    @staticmethod
    def read_through(connection: apsw.Connection, document: int) -> None:
        """All pages are stored: where the file did not tell their number, it is known now."""
        connection.execute(
            "UPDATE documents SET pages = (SELECT count(*) FROM pages"
            " WHERE document = documents.number) WHERE number = ? AND pages IS NULL",
            (document,),
        )

    @staticmethod
    def put_page(
        connection: apsw.Connection,
        document: int,
        page: ReadPage,
        *,
        language: str | None,
        headings: tuple[str, ...],
    ) -> None:
        """The page as read; an earlier reading of it must have been removed before.

        ``headings`` is the heading path in force at its end.
        """
        connection.execute(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                page.number,
                page.label,
                page.outcome.value,
                page.confidence,
                page.quality,
                page.reason_code,
                page.reason,
                language,
                page.width,
                page.height,
                page.text,
                json.dumps(headings, ensure_ascii=False),
                pack_structure(page.blocks, page.tables),
                pack_boxes(page.chars),
            ),
        )

    # -- pages ---------------------------------------------------------------------

    def pages(self, document: int) -> list[PageRow]:
        rows = self._database.rows(
            f"SELECT {_PAGE} FROM pages WHERE document = ? ORDER BY number", (document,)
        )
        return [_page_row(row) for row in rows]

    def page(self, document: int, number: int) -> StoredPage:
        """Raises ``unknown-page``."""
        row = self._database.row(
            f"SELECT {_PAGE}, text, structure FROM pages WHERE document = ? AND number = ?",
            (document, number),
        )
        if row is None:
            raise EngineError("unknown-page", "no such page", page=number)
        *page, text, structure = row
        return StoredPage(_page_row(tuple(page)), text, unpack_structure(structure))

    def headings_before(self, document: int, number: int) -> tuple[str, ...]:
        """The heading path in force where this page begins."""
        row = self._database.row(
            "SELECT headings FROM pages WHERE document = ? AND number < ?"
            " ORDER BY number DESC LIMIT 1",
            (document, number),
        )
        return () if row is None else tuple(json.loads(row[0]))

    def boxes(self, document: int, number: int) -> CharBoxes:
        row = self._database.row(
            "SELECT boxes FROM pages WHERE document = ? AND number = ?", (document, number)
        )
        if row is None:
            raise EngineError("unknown-page", "no such page", page=number)
        return unpack_boxes(row[0])

    def texts(self, document: int) -> Iterable[tuple[int, str]]:
        """(page number, text) in order."""
        rows = self._database.rows(
            "SELECT number, text FROM pages WHERE document = ? ORDER BY number", (document,)
        )
        return ((number, text) for number, text in rows)
