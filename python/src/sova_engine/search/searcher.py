"""From a question to its passages; each step timed, each decision traceable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from sova_engine.embedding import Vectors
from sova_engine.lexical import (
    LexicalQuery,
    QueryLanguage,
    analyse_text,
    is_small,
    query,
    small_scores,
)
from sova_engine.retrieval import (
    THRESHOLD,
    Candidate,
    Channel,
    PassageLanguage,
    Scored,
    Selection,
    WordVectors,
    confidence,
    detect_language,
    fuse,
    select,
    word_match,
)
from sova_engine.search.blend import blend
from sova_engine.search.dense import Cosines, DenseChannel
from sova_engine.search.quoting import quote
from sova_engine.search.stopwatch import Stopwatch
from sova_engine.store import PassageRow, Store
from sova_engine.upkeep import Lens

_PER_CHANNEL = 120
_TRACED = 60


@dataclass(slots=True)
class _Found:
    """What is known of a question while it is answered."""

    searched: str
    language: QueryLanguage
    words: LexicalQuery
    lenses: Sequence[Lens]
    vector: Vectors
    """The question's by the first lens."""
    rows: dict[int, PassageRow] = field(default_factory=dict[int, PassageRow])
    scored: list[Scored] = field(default_factory=list[Scored])

    def row(self, passage_id: str) -> PassageRow:
        return next(row for row in self.rows.values() if row.id == passage_id)


class Searcher:
    def __init__(
        self,
        store: Store,
        dense: DenseChannel,
        lenses: Callable[[], Sequence[Lens]],
        word_vectors: WordVectors,
    ) -> None:
        """``lenses``: those in use now, the built-in one first."""
        self._store = store
        self._word_vectors = word_vectors
        self._dense = dense
        self._lenses = lenses

    def search(self, request: SearchRequest) -> SearchResult:
        watch = Stopwatch()
        found = self._find(request, watch)
        with watch.stage("fuse"):
            sure = confidence(found.scored, found.language, found.words)
            chosen = select(found.scored, request.limit, request.passages_per_document)
            passages = self._passages(chosen, found)
        answerable = bool(passages) and sure >= THRESHOLD
        sentences: list[ExtractedSentence] = []
        if request.extract and answerable:
            with watch.stage("extract"):
                question = Question(found.searched, found.language, found.words, found.vector)
                embed = found.lenses[0].embedder.embed_queries
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
        searched = " ".join([*request.context, request.text])
        with watch.stage("language"):
            language = _language(request, searched)
        documents = None
        if request.document_ids is not None:
            documents = self._store.documents.numbers(request.workspace, request.document_ids)
        channels = request.channels or ["lexical", "dense"]
        with watch.stage("lexical"):
            words = query(searched, language, self._store.lexical.vocabulary)
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
        lenses = self._chosen_lenses(request)
        with watch.stage("embed"):
            vectors = [lens.embedder.embed_queries([searched])[0] for lens in lenses]
        found = _Found(searched, language, words, lenses, vectors[0])
        seen: list[int] | None = None
        with watch.stage("dense"):
            if "dense" in channels:
                seen = self._near(request.workspace, documents, lenses, vectors)
            if match is not None and seen:
                unscored = [number for number in seen if number not in lexical]
                lexical |= self._store.lexical.scores(match, unscored)
            numbers = list(dict.fromkeys([*lexical, *(seen or ())]))
            found.rows = self._store.passages.by_numbers(numbers)
            if is_small(self._store.lexical.vocabulary):
                lexical = _small(found, lexical)
            # From the vector cache: what the words found is judged by its meaning too while
            # the vector store is away or still takes in a document.
            cosines: dict[bytes, Cosines] = {}
            if "dense" in channels and any(vector.any() for vector in vectors):
                cosines = self._cosines(found, vectors)
        with watch.stage("fuse"):
            candidates: list[Candidate] = []
            matches = self._word_matches(found) if cosines else {}
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
                        word_match=matches.get(number),
                    )
                )
            found.scored = fuse(candidates, language, words.ceiling)
        return found

    def _chosen_lenses(self, request: SearchRequest) -> Sequence[Lens]:
        """All in use, or the one that was asked for."""
        lenses = self._lenses()
        asked = [lens for lens in lenses if lens.embedder.id == request.embedder]
        return asked or lenses

    def _near(
        self,
        workspace: str,
        documents: Sequence[int] | None,
        lenses: Sequence[Lens],
        vectors: Sequence[Vectors],
    ) -> list[int] | None:
        """What any lens sees near; None when none of them could look."""
        near: list[int] | None = None
        for lens, vector in zip(lenses, vectors, strict=True):
            if not vector.any():
                continue
            own = self._dense.candidates(lens, workspace, documents, vector, _PER_CHANNEL)
            if own is not None:
                near = [*(near or []), *own]
        return near

    def _cosines(self, found: _Found, vectors: Sequence[Vectors]) -> dict[bytes, Cosines]:
        hashes = [row.hash for row in found.rows.values()]
        seen = [
            self._dense.cosines(lens, hashes, vector)
            for lens, vector in zip(found.lenses, vectors, strict=True)
        ]
        return seen[0] if len(seen) == 1 else blend(seen[0], seen[1])

    def _word_matches(self, found: _Found) -> dict[int, float]:
        texts = [row.text for row in found.rows.values()]
        scores = word_match(found.words.content, texts, self._word_vectors)
        return dict(zip(found.rows, scores, strict=True))

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
        have, everything = self._store.vectors.coverage(found.lenses[-1].number)
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
            embedder=" + ".join(lens.embedder.name for lens in found.lenses),
            coverage=have / everything if everything else 1.0,
        )


def _small(found: _Found, lexical: Mapping[int, float]) -> dict[int, float]:
    """BM25 says nothing in a small library: the same passages, weighed by the words they have."""
    tokens = {
        number: frozenset(analyse_text(" ".join((*row.heading_path, row.text)), None))
        for number, row in found.rows.items()
        if number in lexical
    }
    return small_scores(found.words, tokens)


def _language(request: SearchRequest, searched: str) -> QueryLanguage:
    return detect_language(searched) if request.language == "auto" else request.language


def _passage_language(row: PassageRow) -> PassageLanguage | None:
    return "hr" if row.language == "hr" else "en" if row.language == "en" else None


def _channels(scored: Scored) -> dict[Channel, ChannelScore]:
    return {
        channel: ChannelScore(rank=rank, score=score)
        for channel, (rank, score) in scored.channels.items()
    }
