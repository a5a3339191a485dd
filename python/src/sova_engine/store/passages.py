"""Passages: addresses into pages, with what was indexed of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

import apsw

from sova_engine.chunking.model import Passage
from sova_engine.lexical import name_words
from sova_engine.store.connection import Database, Row


@dataclass(frozen=True, slots=True)
class PassageRow:
    number: int
    """Internal key, the row of the lexical index."""
    id: str
    """Known outside and in the vector store: same document and cutting, same id."""
    document: int
    document_id: str
    document_name: str
    page: int
    page_label: str | None
    start: int
    end: int
    text: str
    index_text: str
    heading_path: tuple[str, ...]
    language: str | None
    sentences: tuple[tuple[int, int], ...]
    """(start, end) in the page's text."""
    hash: bytes
    indexed: bool

    @property
    def words_text(self) -> str:
        """All it is found by: its document's name, its headings, itself."""
        return f"{name_words(self.document_name)}\n{self.index_text}"

    def sentence_texts(self) -> list[str]:
        return [self.text[a - self.start : b - self.start] for a, b in self.sentences]


class CandidateRow(NamedTuple):
    """As much of a passage as it takes to order it among others."""

    number: int
    id: str
    document: int
    document_id: str
    page: int
    start: int
    end: int
    text: str
    language: str | None
    hash: bytes
    words: bytes | None
    """uint32 numbers of its words; None where an earlier version put it in."""


_SELECT = (
    "SELECT p.number, p.id, p.document, d.id, d.name, p.page, g.label, p.start, p.end,"
    " p.text, coalesce(p.index_text, p.text), p.heading_path, p.language,"
    " p.sentences, p.hash, p.indexed"
    " FROM passages p JOIN documents d ON d.number = p.document"
    " JOIN pages g ON g.document = p.document AND g.number = p.page"
)


def _row(values: Row) -> PassageRow:
    number, id_, document, document_id, name, page, label, start, end, text, *rest = values
    index_text, heading_path, language, sentences, digest, indexed = rest
    return PassageRow(
        number,
        id_,
        document,
        document_id,
        name,
        page,
        label,
        start,
        end,
        text,
        index_text,
        tuple(json.loads(heading_path)),
        language,
        tuple((a, b) for a, b in json.loads(sentences)),
        digest,
        bool(indexed),
    )


def passage_hash(passage: Passage) -> bytes:
    """16 bytes over all an embedder sees: the indexed text and where its sentences are."""
    spans = [(a - passage.start, b - passage.start) for a, b in passage.sentences]
    seen = json.dumps([passage.index_text, passage.text, spans], ensure_ascii=False)
    return blake2b(seen.encode(), digest_size=16).digest()


class Passages:
    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def put(
        connection: apsw.Connection, document: int, document_id: str, passages: Iterable[Passage]
    ) -> None:
        for passage in passages:
            connection.execute(
                "INSERT INTO passages (id, document, page, start, end, text, index_text,"
                " heading_path, language, sentences, hash)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    f"{document_id}:{passage.page}:{passage.start}",
                    document,
                    passage.page,
                    passage.start,
                    passage.end,
                    passage.text,
                    None if passage.index_text == passage.text else passage.index_text,
                    json.dumps(passage.heading_path, ensure_ascii=False),
                    passage.language,
                    json.dumps(passage.sentences),
                    passage_hash(passage),
                ),
            )

    def by_numbers(self, numbers: Sequence[int]) -> dict[int, PassageRow]:
        if not numbers:
            return {}
        holes = ",".join("?" * len(numbers))
        rows = self._database.rows(f"{_SELECT} WHERE p.number IN ({holes})", numbers)
        return {row.number: row for row in map(_row, rows)}

    def candidates(self, numbers: Sequence[int]) -> list[CandidateRow]:
        """Those that are still there."""
        return self._candidates("p.number", numbers)

    def candidates_by_ids(self, ids: Sequence[str]) -> list[CandidateRow]:
        """Only those that search may see."""
        return self._candidates("d.visible AND p.id", ids)

    def _candidates(self, column: str, keys: Sequence[int] | Sequence[str]) -> list[CandidateRow]:
        if not keys:
            return []
        holes = ",".join("?" * len(keys))
        rows = self._database.rows(
            "SELECT p.number, p.id, p.document, d.id, p.page, p.start, p.end, p.text,"
            " p.language, p.hash, w.words FROM passages p JOIN documents d ON d.number = p.document"
            f" LEFT JOIN passage_words w ON w.passage = p.number WHERE {column} IN ({holes})",
            keys,
        )
        return [CandidateRow._make(row) for row in rows]

    def of_document(
        self, document: int, *, offset: int = 0, limit: int = -1
    ) -> Iterator[PassageRow]:
        """In reading order."""
        rows = self._database.rows(
            f"{_SELECT} WHERE p.document = ? ORDER BY p.page, p.start LIMIT ? OFFSET ?",
            (document, limit, offset),
        )
        for values in rows:
            yield _row(values)

    def sentences_of_page(self, document: int, page: int) -> list[tuple[int, int]]:
        """(start, end) of the page's sentences in order."""
        rows = self._database.rows(
            "SELECT sentences FROM passages WHERE document = ? AND page = ? ORDER BY start",
            (document, page),
        )
        return [(a, b) for (spans,) in rows for a, b in json.loads(spans)]

    def count(self, workspace: str | None = None, *, document: int | None = None) -> int:
        """Visible passages of all workspaces, of one, or all those of one document."""
        if document is not None:
            query, values = "SELECT count(*) FROM passages WHERE document = ?", (document,)
        else:
            query = (
                "SELECT count(*) FROM passages p JOIN documents d ON d.number = p.document"
                " WHERE d.visible AND (?1 IS NULL OR d.workspace = ?1)"
            )
            values = (workspace,)
        return self._database.value(query, values)

    def at_most(self, limit: int) -> bool:
        """Whether the whole index has no more passages; costs the same however many it has."""
        query = "SELECT count(*) FROM (SELECT 1 FROM passages LIMIT ?)"
        return self._database.value(query, (limit + 1,)) <= limit

    def numbers(self, ids: Sequence[str], documents: Sequence[int]) -> list[int]:
        """In the order of ``ids``; unknown, unseen and not chosen ones are left out."""
        holes = ",".join("?" * len(ids))
        rows = self._database.rows(
            "SELECT p.id, p.number, p.document FROM passages p"
            f" JOIN documents d ON d.number = p.document AND d.visible WHERE p.id IN ({holes})",
            tuple(ids),
        )
        chosen = set(documents)
        found = {id_: n for id_, n, document in rows if document in chosen}
        return [found[one] for one in ids if one in found]

    def within(self, numbers: Sequence[int], documents: Sequence[int]) -> list[int]:
        """Those of these passages that are in these documents, in the same order."""
        holes = ",".join("?" * len(numbers))
        rows = self._database.rows(
            f"SELECT number, document FROM passages WHERE number IN ({holes})", tuple(numbers)
        )
        chosen = set(documents)
        found = {number for number, document in rows if document in chosen}
        return [number for number in numbers if number in found]

    def count_of(self, documents: Sequence[int]) -> int:
        holes = ",".join("?" * len(documents))
        return self._database.value(
            f"SELECT count(*) FROM passages WHERE document IN ({holes})", documents
        )

    def ids(self, workspace: str) -> set[str]:
        """Visible passages."""
        rows = self._database.rows(
            "SELECT p.id FROM passages p JOIN documents d ON d.number = p.document"
            " WHERE d.visible AND d.workspace = ?",
            (workspace,),
        )
        return {id_ for (id_,) in rows}

    def languages(self, document: int) -> list[str]:
        """Languages of the document's passages, the most frequent first."""
        rows = self._database.rows(
            "SELECT language FROM passages WHERE document = ? AND language IS NOT NULL"
            " GROUP BY language HAVING count(*) * 20 >="
            " (SELECT count(*) FROM passages WHERE document = ?)"
            " ORDER BY count(*) DESC, language",
            (document, document),
        )
        return [language for (language,) in rows]
