"""Ingest: idempotent, resumable behind the last stored page, visible all at once.

Each page is one commit, each batch of vectors another; the last transaction makes the
whole document visible to search. Killed anywhere, it goes on from what is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from sova_engine.api.schemas import (
    DocumentSummary,
    DoneEvent,
    IngestRequest,
    OutcomeCounts,
    StageEvent,
)
from sova_engine.chunking import Passage, cut, headings_after
from sova_engine.embedding import Embedder
from sova_engine.errors import EngineError
from sova_engine.ingest.embedding import embed
from sova_engine.ingest.running import Running, Work
from sova_engine.lexical import analyse_text, name_words
from sova_engine.precedence import Precedence
from sova_engine.reading import DocumentInfo, Outcome, ReadLimits, ReadPage, ReadRequest
from sova_engine.store import DocumentRow, PassageRow, Store, remove_document, remove_page

Read = Callable[[ReadRequest, Callable[[], bool]], tuple[DocumentInfo, Iterator[ReadPage]]]
"""``sova_engine.reading.read_isolated`` or a reader of a test."""

_INDEX_BATCH = 200


class Ingest:
    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        embedder_number: int,
        read: Read,
        running: Running,
        precedence: Precedence | None = None,
    ) -> None:
        """``embedder`` is the quick one: a document waits for its vectors, not for others'."""
        self._precedence = precedence or Precedence()
        self._store = store
        self._embedder = embedder
        self._embedder_number = embedder_number
        self._read = read
        self._running = running

    def run(self, request: IngestRequest, work: Work) -> Iterator[StageEvent | DoneEvent]:
        """Raises ``EngineError``; after a permanent one nothing of a new document is left."""
        with self._running.alone(request.workspace, request.document_id, work):
            document = self._document(request)
            if document.visible and request.options.pages is None:
                yield DoneEvent(summary=self._summary(document.number))
                return
            try:
                yield from self._stages(request, document, work)
            except EngineError as error:
                if error.permanent and not document.visible:
                    self._forget(document)
                raise

    def remove(self, workspace: str, document_id: str) -> None:
        """Also stops an ingest of it. Raises ``unknown-document``."""
        with self._running.alone(workspace, document_id, Work()):
            self._forget(self._store.documents.get(workspace, document_id))

    def _stages(
        self, request: IngestRequest, document: DocumentRow, work: Work
    ) -> Iterator[StageEvent | DoneEvent]:
        yield from self._reading(request, document, work)
        self._judge(document)
        passages = list(self._store.passages.of_document(document.number))
        for done in embed(self._store, self._embedder, self._embedder_number, passages):
            self._between(work)
            yield StageEvent(stage="embedding", done=done, total=len(passages))
        yield from self._indexing(document, passages, work)
        yield DoneEvent(summary=self._summary(document.number))

    # -- reading --------------------------------------------------------------------

    def _document(self, request: IngestRequest) -> DocumentRow:
        found = self._store.documents.find(request.workspace, request.document_id)
        if found is not None and found.sha256 != request.sha256:
            self._forget(found)
        with self._store.database.write() as connection:
            self._store.documents.create(
                connection,
                workspace=request.workspace,
                document_id=request.document_id,
                sha256=request.sha256,
                name=request.name,
                path=request.path,
            )
        return self._store.documents.get(request.workspace, request.document_id)

    def _reading(
        self, request: IngestRequest, document: DocumentRow, work: Work
    ) -> Iterator[StageEvent]:
        again = frozenset(request.options.pages or ())
        stored = {page.number for page in self._store.documents.pages(document.number)} - again
        wanted = again or _missing(document.pages, stored)
        if wanted is not None and not wanted:
            return
        yield StageEvent(stage="reading", done=len(stored), total=document.pages)
        info, pages = self._read(_read_request(request, wanted), work.cancelled.is_set)
        with self._store.database.write() as connection:
            self._store.documents.describe(connection, document.number, info)
        for page in pages:
            self._between(work)
            if page.number in stored:
                continue
            self._put(document, page)
            stored.add(page.number)
            stage = "recognising" if page.outcome is Outcome.OCR else "reading"
            yield StageEvent(stage=stage, done=len(stored), total=info.pages)
        with self._store.database.write() as connection:
            self._store.documents.read_through(connection, document.number)

    def _put(self, document: DocumentRow, page: ReadPage) -> None:
        before = self._store.documents.headings_before(document.number, page.number)
        passages = cut(page, headings_before=before, count_tokens=_count_tokens)
        with self._store.database.write() as connection:
            remove_page(connection, document.workspace, document.number, page.number)
            self._store.documents.put_page(
                connection,
                document.number,
                page,
                language=_language(passages),
                headings=headings_after(page, before),
            )
            self._store.passages.put(connection, document.number, document.id, passages)

    def _judge(self, document: DocumentRow) -> None:
        """A document without one readable word is an error with its reason, not a success."""
        pages = self._store.documents.pages(document.number)
        if not pages:
            raise EngineError("no-pages", "the file has no pages")
        if all(page.outcome is Outcome.FAILED for page in pages):
            first = pages[0]
            raise EngineError(first.reason_code or "corrupt-file", first.reason or "unreadable")
        if not any(page.characters for page in pages):
            raise EngineError("no-text", "no page has any text", pages=len(pages))

    # -- indexing -------------------------------------------------------------------

    def _indexing(
        self, document: DocumentRow, passages: list[PassageRow], work: Work
    ) -> Iterator[StageEvent]:
        new = [one for one in passages if not one.indexed]
        # A name is in whatever language its giver thought in.
        named = analyse_text(name_words(document.name), None)
        tokens: dict[int, list[str]] = {}
        for done, one in enumerate(new):
            if done % _INDEX_BATCH == 0:
                self._between(work)
                yield StageEvent(stage="indexing", done=done, total=len(new))
            own = analyse_text(one.index_text, _known(one.language))
            tokens[one.number] = [*own, *named]
        with self._store.database.write() as connection:
            self._store.debts.owe_document(connection, document.number)
            for number, found in tokens.items():
                self._store.lexical.put(
                    connection,
                    workspace=document.workspace,
                    document=document.number,
                    passage=number,
                    tokens=found,
                )
            self._store.words.put(connection, ((one.number, one.words_text) for one in new))
            connection.execute(
                "UPDATE passages SET indexed = 1 WHERE document = ?", (document.number,)
            )
            connection.execute(
                "UPDATE documents SET visible = 1 WHERE number = ?", (document.number,)
            )
        yield StageEvent(stage="indexing", done=len(new), total=len(new))

    def _between(self, work: Work) -> None:
        """Two pieces: a page, a batch of vectors, a passage's words."""
        self._precedence.give_way()
        if work.cancelled.is_set():
            raise EngineError("cancelled", "the ingest was cancelled", permanent=False)

    def _summary(self, number: int) -> DocumentSummary:
        document = self._store.documents.by_number(number)
        if document is None:
            raise EngineError("cancelled", "the document was removed")
        pages = self._store.documents.pages(number)
        outcomes = Counter(page.outcome.value for page in pages)
        return DocumentSummary.model_validate(
            {
                "type": document.type,
                "view": document.view,
                "unit": document.unit,
                "pages": len(pages),
                "outcomes": OutcomeCounts(**outcomes),
                "languages": self._store.passages.languages(number),
                "passages": self._store.passages.count(document=number),
            }
        )

    def _forget(self, document: DocumentRow) -> None:
        with self._store.database.write() as connection:
            remove_document(connection, document.workspace, document.number)


def _count_tokens(text: str) -> int:
    """About what a multilingual tokenizer makes of it, without loading one."""
    return len(text) // 4 + 1


def _missing(pages: int | None, stored: set[int]) -> frozenset[int] | None:
    """Pages still to be read; None for all, where the number is not known before reading."""
    if pages is None or not stored:
        return None
    return frozenset(range(1, pages + 1)) - stored


def _read_request(request: IngestRequest, wanted: frozenset[int] | None) -> ReadRequest:
    options = request.options
    return ReadRequest(
        path=Path(request.path),
        name=request.name,
        limits=ReadLimits(max_pages=options.max_pages),
        password=options.password,
        ocr=options.ocr,
        ocr_languages=tuple(options.ocr_languages),
        only_pages=wanted,
    )


def _language(passages: list[Passage]) -> str | None:
    """The page's language: that of most of its text."""
    sizes: Counter[str] = Counter()
    for one in passages:
        if one.language is not None:
            sizes[one.language] += len(one.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _known(language: str | None) -> Literal["hr", "en"] | None:
    return "hr" if language == "hr" else "en" if language == "en" else None
