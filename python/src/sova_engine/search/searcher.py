"""From a question to its passages; each step timed, each decision traceable."""

from __future__ import annotations

from dataclasses import dataclass, field

from sova_engine.answers import Question
from sova_engine.api.schemas import (
    ChannelScore,
    ExtractedSentence,
    FoundPassage,
    SearchRequest,
    SearchResult,
    SearchTrace,
    TraceCandidate,
    TraceTerm,
)
from sova_engine.embedding import Embedder, Vectors
from sova_engine.lexical import LexicalQuery, QueryLanguage, query
from sova_engine.retrieval import (
    THRESHOLD,
    Candidate,
    Channel,
    PassageLanguage,
    Scored,
    Selection,
    confidence,
    detect_language,
    fuse,
    select,
)
from sova_engine.search.dense import DenseChannel
from sova_engine.search.followup import searched_text
from sova_engine.search.quoting import quote
from sova_engine.search.stopwatch import Stopwatch
from sova_engine.store import PassageRow, Store

_PER_CHANNEL = 120
_TRACED = 60


@dataclass(slots=True)
class _Found:
    """What is known of a question while it is answered."""

    searched: str
    language: QueryLanguage
    words: LexicalQuery
    vector: Vectors
    rows: dict[int, PassageRow] = field(default_factory=dict[int, PassageRow])
    scored: list[Scored] = field(default_factory=list[Scored])

    def row(self, passage_id: str) -> PassageRow:
        return next(row for row in self.rows.values() if row.id == passage_id)


class Searcher:
    def __init__(
        self, store: Store, embedder: Embedder, dense: DenseChannel, coverage: float = 1.0
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._dense = dense
        self._coverage = coverage

    def search(self, request: SearchRequest) -> SearchResult:
        watch = Stopwatch()
        found = self._find(request, watch)
        with watch.stage("fuse"):
            sure = confidence(found.scored, found.language, _weight(found.words))
            chosen = select(found.scored, request.limit, request.passages_per_document)
            passages = self._passages(chosen, found)
        answerable = bool(passages) and sure >= THRESHOLD
        sentences: list[ExtractedSentence] = []
        if request.extract and answerable:
            with watch.stage("extract"):
                question = Question(found.searched, found.language, found.words, found.vector)
                embed = self._embedder.embed_queries
                sentences = quote(self._store, request.workspace, question, passages, embed)
        return SearchResult(
            language=found.language,
            confidence=sure,
            threshold=THRESHOLD,
            answerable=answerable,
            passages=passages,
            sentences=sentences,
            timings=watch.timings,
            trace=self._trace(found, chosen) if request.trace else None,
        )

    # -- finding --------------------------------------------------------------------

    def _find(self, request: SearchRequest, watch: Stopwatch) -> _Found:
        searched = searched_text(request.text, request.context)
        with watch.stage("language"):
            language = _language(request, searched)
        documents = None
        if request.document_ids is not None:
            documents = self._store.documents.numbers(request.workspace, request.document_ids)
        channels = request.channels or ["lexical", "dense"]
        with watch.stage("lexical"):
            words = query(searched, language, self._store.lexical)
            match = words.match() if "lexical" in channels else None
            lexical: dict[int, float] = {}
            if match is not None:
                lexical = dict(
                    self._store.lexical.search(
                        match,
                        workspace=request.workspace,
                        documents=documents,
                        limit=_PER_CHANNEL,
                    )
                )
        with watch.stage("embed"):
            vector = self._embedder.embed_queries([searched])[0]
        found = _Found(searched, language, words, vector)
        near: list[int] | None = None
        with watch.stage("dense"):
            if "dense" in channels and vector.any():
                near = self._dense.candidates(request.workspace, documents, vector, _PER_CHANNEL)
            numbers = list(dict.fromkeys([*lexical, *(near or ())]))
            found.rows = self._store.passages.by_numbers(numbers)
            hashes = [row.hash for row in found.rows.values()]
            cosines = self._dense.cosines(hashes, vector) if near is not None else {}
        with watch.stage("fuse"):
            candidates: list[Candidate] = []
            for number, row in found.rows.items():
                near_by = cosines.get(row.hash)
                candidates.append(
                    Candidate(
                        passage_id=row.id,
                        document_id=row.document_id,
                        page=row.page,
                        start=row.start,
                        end=row.end,
                        text=row.text,
                        language=_passage_language(row),
                        lexical=lexical.get(number),
                        passage_cosine=near_by.passage if near_by else None,
                        sentence_cosine=near_by.sentence if near_by else None,
                    )
                )
            found.scored = fuse(candidates, language)
        return found

    # -- what is shown ----------------------------------------------------------------

    def _passages(self, chosen: Selection, found: _Found) -> list[FoundPassage]:
        passages: list[FoundPassage] = []
        for one in chosen.passages:
            row = found.row(one.best.candidate.passage_id)
            text = row.text
            if (one.start, one.end) != (row.start, row.end):
                text = self._store.documents.page(row.document, row.page).text[one.start : one.end]
            passages.append(
                FoundPassage(
                    passage_id=row.id,
                    document_id=row.document_id,
                    page=row.page,
                    page_label=row.page_label,
                    char_start=one.start,
                    char_end=one.end,
                    text=text,
                    heading_path=list(row.heading_path),
                    language=_passage_language(row),
                    score=one.best.score,
                    channels=_channels(one.best),
                )
            )
        return passages

    def _trace(self, found: _Found, chosen: Selection) -> SearchTrace:
        return SearchTrace(
            searched=found.searched,
            terms=[
                TraceTerm(token=term.token, forms=list(term.forms), weight=term.weight)
                for term in found.words.terms
            ],
            candidates=[
                TraceCandidate(
                    passage_id=one.candidate.passage_id,
                    document_id=one.candidate.document_id,
                    page=one.candidate.page,
                    text=one.candidate.text,
                    channels=_channels(one),
                    fused=one.score,
                    dropped=chosen.dropped.get(one.candidate.passage_id),
                )
                for one in found.scored[:_TRACED]
            ],
            embedder=self._embedder.name,
            coverage=self._coverage,
        )


def _language(request: SearchRequest, searched: str) -> QueryLanguage:
    return detect_language(searched) if request.language == "auto" else request.language


def _passage_language(row: PassageRow) -> PassageLanguage | None:
    return "hr" if row.language == "hr" else "en" if row.language == "en" else None


def _weight(words: LexicalQuery) -> float:
    return sum(term.weight for term in words.terms)


def _channels(scored: Scored) -> dict[Channel, ChannelScore]:
    return {
        channel: ChannelScore(rank=rank, score=score)
        for channel, (rank, score) in scored.channels.items()
    }
