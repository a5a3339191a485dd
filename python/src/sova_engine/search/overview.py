"""The answer to a question about a document as a whole (``answers.asks_about_whole``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from sova_engine.answers import (
    Sentence,
    Told,
    Whole,
    asks_about_whole,
    is_contract,
    outline,
    parties,
    sentences_of,
    with_lists,
)
from sova_engine.api.schemas import (
    ExtractedSentence,
    FoundPassage,
    SearchRequest,
    SearchResult,
    SearchTrace,
    WholeDocument,
    WholeTrace,
)
from sova_engine.embedding import Embedder
from sova_engine.lexical import QueryLanguage, keys, name_words, translated, words
from sova_engine.retrieval import THRESHOLD
from sova_engine.search.found import found_passage
from sova_engine.search.quoting import extracted
from sova_engine.search.stopwatch import Stopwatch
from sova_engine.store import DocumentRow, PassageRow, Store

_SURE = 1.0
"""Nothing was searched for, so nothing may have been missed."""
_FEW = 5
"""Documents that are told of, at most; of more, those that came last."""
_TITLED = 40
"""Up to so many documents are also known by how they begin."""
_SENTENCES = {1: 4, 2: 2, 3: 2}
_FIRST_PASSAGES = 24
_PASSAGES = 60
"""Of a long document the beginning is read, and passages from all over it."""


@dataclass(frozen=True, slots=True)
class _Telling:
    document: WholeDocument
    told: Sequence[tuple[PassageRow, Told]]


def overview(
    store: Store,
    request: SearchRequest,
    language: QueryLanguage,
    embedder: Embedder,
    discussed: Callable[[], str | None],
) -> SearchResult | None:
    """None where it is no such question, no document is meant, or none has anything to say:
    then it is searched for. ``discussed`` looks for the id of the document that the questions
    before were about, where this one leans on them (*Sum it up*)."""
    asked = asks_about_whole(request.text)
    if asked is None:
        return None
    watch = Stopwatch()
    with watch.stage("extract"):
        tellings = _told(store, request, asked, embedder, discussed)
        passages, sentences = _shown([one for of in tellings for one in of.told], request.limit)
    if not sentences:
        return None
    return SearchResult(
        language=language,
        confidence=_SURE,
        threshold=THRESHOLD,
        answerable=True,
        passages=passages,
        sentences=sentences if request.extract else [],
        timings=watch.timings,
        trace=_trace(request, asked, embedder, tellings) if request.trace else None,
    )


def _trace(
    request: SearchRequest, asked: Whole, embedder: Embedder, tellings: Sequence[_Telling]
) -> SearchTrace:
    documents = [one.document for one in tellings]
    return SearchTrace(
        searched=request.text,
        terms=[],
        candidates=[],
        embedder=embedder.name,
        coverage=1.0,
        whole=WholeTrace(asked="parties" if asked.parties else "about", documents=documents),
    )


def _told(
    store: Store,
    request: SearchRequest,
    asked: Whole,
    embedder: Embedder,
    discussed: Callable[[], str | None],
) -> list[_Telling]:
    meant = _meant(store, _open_to(store, request.workspace, request.document_ids), asked)
    if request.context and len(meant) > 1:
        its = discussed()
        meant = [one for one in meant if one.id == its] or meant
    if asked.parties and 1 < len(meant) <= _TITLED:
        meant = [one for one in meant if _is_contract(store, one)]
    if asked.parties and len(meant) > 1:
        return []
    tellings: list[_Telling] = []
    few = meant[-_FEW:]
    for document in few:
        rows, pool = _pool(store, document)
        if asked.parties:
            own = parties(pool)
        else:
            said = _SENTENCES.get(len(few), 1)
            own = outline(pool, embedder.embed_queries, said, headings=len(few) == 1)
        told = [(rows[one.sentence.source], one) for one in own]
        if told:
            there = store.passages.count(document=document.number)
            whole = WholeDocument(document_id=document.id, read=len(rows), passages=there)
            tellings.append(_Telling(whole, told))
    return tellings


def _open_to(store: Store, workspace: str, document_ids: Sequence[str] | None) -> list[DocumentRow]:
    chosen = None if document_ids is None else set(document_ids)
    return [
        one
        for one in store.documents.all(workspace)
        if one.visible and (chosen is None or one.id in chosen)
    ]


def _meant(store: Store, open_to: Sequence[DocumentRow], asked: Whole) -> list[DocumentRow]:
    if not asked.named:
        return list(open_to)
    found = [one for one in open_to if _is_named(asked.named, _own_name(one))]
    if not found and len(open_to) <= _TITLED:
        found = [one for one in open_to if _is_named(asked.named, _begins_with(store, one))]
    if not found and len(open_to) == 1 and asked.is_kind:
        return list(open_to)
    return found


def _own_name(document: DocumentRow) -> list[str]:
    """As it is spoken of, and as the file is called: people copy that, ending and all."""
    return words(name_words(document.name)) + words(document.name)


def _is_contract(store: Store, document: DocumentRow) -> bool:
    """By its name, or by what it begins with."""
    return is_contract(words(name_words(document.name))) or is_contract(
        _begins_with(store, document)
    )


def _begins_with(store: Store, document: DocumentRow) -> list[str]:
    row = next(store.passages.of_document(document.number, limit=1), None)
    return [] if row is None or not row.sentences else words(row.sentence_texts()[0])


def _is_named(named: Sequence[str], own: Sequence[str]) -> bool:
    """Every word that was named is in its name, in either language."""
    known = {key for word in own for key in keys(word, None)}
    abroad = translated(named, own)
    return all(
        bool(abroad[place].any()) or not known.isdisjoint(keys(word, None))
        for place, word in enumerate(named)
    )


def _pool(store: Store, document: DocumentRow) -> tuple[list[PassageRow], list[Sentence]]:
    """Its passages, and their sentences with the place of their passage."""
    rows = list(_sampled(store, document))
    pool: list[Sentence] = []
    heading = ""
    page_of = lru_cache(maxsize=1)(partial(store.documents.page, document.number))
    for place, row in enumerate(rows):
        page = page_of(row.page)
        heading = row.heading_path[-1] if row.heading_path else heading
        pool += sentences_of(
            place,
            row.page,
            page.text,
            row.sentences,
            page.structure.blocks,
            page.structure.tables,
            heading,
        )
    return rows, with_lists(pool)


def _sampled(store: Store, document: DocumentRow) -> Iterator[PassageRow]:
    there = store.passages.count(document=document.number)
    yield from store.passages.of_document(document.number, limit=min(there, _FIRST_PASSAGES))
    left = there - _FIRST_PASSAGES
    step = max(1, -(-left // (_PASSAGES - _FIRST_PASSAGES)))
    for offset in range(_FIRST_PASSAGES, there, step):
        yield from store.passages.of_document(document.number, offset=offset, limit=1)


def _shown(
    told: Sequence[tuple[PassageRow, Told]], limit: int
) -> tuple[list[FoundPassage], list[ExtractedSentence]]:
    places: dict[str, int] = {}
    passages: list[FoundPassage] = []
    sentences: list[ExtractedSentence] = []
    for row, one in told:
        if row.id not in places:
            if len(passages) == limit:
                continue
            places[row.id] = len(passages) + 1
            passages.append(found_passage(row, _SURE, {}))
        sentences.append(extracted(one.sentence, places[row.id], _SURE, one.role))
    return passages, sentences
