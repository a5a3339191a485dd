"""From a question to its passages; each step timed, each decision traceable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from sova_engine.answers import Asked, Question, Read
from sova_engine.api.schemas import FoundPassage, SearchRequest, SearchResult
from sova_engine.lexical import (
    LexicalQuery,
    QueryLanguage,
    analyse_text,
    is_small,
    names_in,
    query,
    small_scores,
    subject,
)
from sova_engine.retrieval import (
    THRESHOLD,
    WordVectors,
    confidence,
    fuse,
    looks_at,
    question_language,
    reranked,
    select,
)
from sova_engine.search.beside import Beside
from sova_engine.search.candidates import CandidateLook, Seen
from sova_engine.search.dense import DenseChannel, Near
from sova_engine.search.found import Found, shown, trace_of
from sova_engine.search.overview import overview
from sova_engine.search.quoting import named, quoted, read_shown
from sova_engine.search.reranking import Reranking
from sova_engine.search.stopwatch import Stopwatch
from sova_engine.search.word_table import WordTable
from sova_engine.store import CandidateRow, Scores, Store
from sova_engine.upkeep import Lens

_PER_CHANNEL = 120


class Searcher:
    def __init__(
        self,
        store: Store,
        dense: DenseChannel,
        lenses: Callable[[], Sequence[Lens]],
        word_vectors: WordVectors,
        reranking: Callable[[], Reranking | None],
    ) -> None:
        """``lenses``: those in use now, the built-in one first. ``reranking``: the model that
        reads the best passages again, once it is there."""
        self._reranking = reranking
        self._store = store
        self._word_vectors = word_vectors
        self._dense = dense
        self._table = WordTable(store.words, word_vectors)
        self._look = CandidateLook(dense, word_vectors)
        self._lenses = lenses
        self._beside = Beside(dense)

    def close(self) -> None:
        self._beside.close()

    def warm(self, stopping: Callable[[], bool]) -> None:
        """What a first question would wait for in a large library is read ahead."""
        self._store.lexical.warm(stopping)
        self._table.warm(stopping)

    def search(self, request: SearchRequest) -> SearchResult:
        embedder = self._lenses()[0].embedder
        discussed = partial(self._discussed, request)
        told = overview(self._store, request, _language(request), embedder, discussed)
        return told or self._answered(request)

    def _discussed(self, request: SearchRequest) -> str | None:
        """The document that answers best the questions this one leans on."""
        *before, last = request.context
        asked = request.model_copy(update={"text": last, "context": before})
        found = self._find(asked, Stopwatch())
        return found.scored[0].candidate.document_id if found.scored else None

    def _answered(self, request: SearchRequest) -> SearchResult:
        watch = Stopwatch()
        with watch.stage("search"):
            found = self._find(request, watch)
            with watch.stage("join"):
                chosen = select(found.scored, request.limit, request.passages_per_document)
                passages = shown(self._store, chosen, found)
        with watch.stage("extract"):
            said = self._read(request, found, passages)
            sure = confidence(self._looks(request, found, passages, said))
            answerable = bool(passages) and sure >= THRESHOLD
            sentences = quoted(said) if request.extract and answerable else []
        return SearchResult(
            language=found.language,
            confidence=sure,
            threshold=THRESHOLD,
            answerable=answerable,
            passages=passages,
            sentences=sentences,
            timings=watch.timings,
            trace=trace_of(self._store, chosen, found) if request.trace else None,
        )

    def looks(self, request: SearchRequest) -> Mapping[str, float]:
        """What the confidence in an answer is made of; nothing where nothing is found."""
        return self._looks(request, *self._searched(request))

    def read(self, request: SearchRequest) -> Read:
        """What would be shown, read sentence by sentence, whether it answers or not."""
        return self._searched(request)[2]

    def found(self, request: SearchRequest) -> Found:
        """All passages that any channel sees, in their order, before any is chosen."""
        return self._find(request, Stopwatch())

    def _searched(self, request: SearchRequest) -> tuple[Found, Sequence[FoundPassage], Read]:
        found = self.found(request)
        chosen = select(found.scored, request.limit, request.passages_per_document)
        passages = shown(self._store, chosen, found)
        return found, passages, self._read(request, found, passages)

    def _read(self, request: SearchRequest, found: Found, passages: Sequence[FoundPassage]) -> Read:
        asked = Asked(request.text, found.language, found.words, found.vector)
        embed = found.lenses[0].embedder.embed_queries
        question = Question(asked, embed, self._word_vectors)
        return read_shown(self._store, request.workspace, question, passages)

    def _looks(
        self, request: SearchRequest, found: Found, passages: Sequence[FoundPassage], said: Read
    ) -> Mapping[str, float]:
        """The curve is fitted on fused scores: a reranker changes only the sentence said."""
        if not found.fused:
            return {}
        texts: list[str] = []
        if names_in(request.text):
            texts = named(self._store, request.workspace, passages, said)
        return looks_at(found.fused, found.words, request.text, texts, said.best)

    def _find(self, request: SearchRequest, watch: Stopwatch) -> Found:
        """What the words find is looked up and looked at while meaning is asked for."""
        searched = " ".join(subject(one) for one in [*request.context, request.text])
        documents = None
        if request.document_ids is not None:
            documents = self._store.documents.numbers(request.workspace, request.document_ids)
        channels = request.channels or ["lexical", "dense", "sparse"]
        lenses = self._chosen_lenses(request)
        looking = "dense" in channels
        embedded, near = self._beside.ask(
            request.workspace, documents, lenses, searched, looking, _PER_CHANNEL, watch
        )
        with watch.stage("analyse"):
            language = _language(request)
            lists = self._store.lexical.lists()
            words = query(searched, language, self._store.lexical.vocabulary)
        with watch.stage("lexical"):
            wanted = words.wanted() if "lexical" in channels else []
            scores = self._store.lexical.scores(lists, wanted, all_of_them=words.exact)
            best = self._store.lexical.best(
                scores, workspace=request.workspace, documents=documents, limit=_PER_CHANNEL
            )
        asked = embedded.result()
        spelled = self._table.asked([word for word, _ in words.content])
        sparse = "sparse" in channels

        def see(rows: Sequence[CandidateRow]) -> Seen:
            meant = asked if looking else []
            return self._look.see(rows, words, spelled, lenses, meant, sparse, watch)

        with watch.stage("rows"):
            by_words = self._store.passages.candidates(best)
        seen = [see(by_words)]
        by_id = {row.id: row for row in by_words}
        found = near.result()
        with watch.stage("rows"):
            by_meaning = self._rows(found, by_id)
        seen.append(see(by_meaning))
        by_id |= {row.id: row for row in by_meaning}
        with watch.stage("rows"):
            lexical = self._lexical(words, scores, [row.number for row in by_id.values()])
        candidates = self._look.candidates(seen, lexical)
        with watch.stage("fuse"):
            around = self._look.surroundings(by_id, lenses[0], asked[0].dense)
            fused = scored = fuse(candidates, language, words.ceiling, around)
        reranking = self._reranking() if request.rerank else None
        if reranking is not None:
            with watch.stage("rerank"):
                scored = reranked(fused, reranking.scores(searched, fused))
        return Found(searched, language, words, lenses, asked[0].dense, by_id, fused, scored)

    def _chosen_lenses(self, request: SearchRequest) -> Sequence[Lens]:
        """All in use, or the one that was asked for."""
        lenses = self._lenses()
        asked = [lens for lens in lenses if lens.embedder.id == request.embedder]
        return asked or lenses

    def _rows(self, found: Near, there: Mapping[str, CandidateRow]) -> list[CandidateRow]:
        """Those that are not ``there`` already, by passage id."""
        ids = [id_ for id_ in found.ids if id_ not in there]
        rows = self._store.passages.candidates_by_ids(ids)
        known = {row.number for row in (*there.values(), *rows)}
        others = [number for number in dict.fromkeys(found.numbers) if number not in known]
        return rows + self._store.passages.candidates(others)

    def _lexical(
        self, words: LexicalQuery, scores: Scores, numbers: Sequence[int]
    ) -> Mapping[int, float]:
        scored = np.array([number for number in numbers if number < len(scores)], np.int64)
        own: list[float] = scores[scored].tolist()
        both = zip(scored.tolist(), own, strict=True)
        known = {number: score for number, score in both if score > 0}
        if not is_small(self._store.lexical.vocabulary):
            return known
        # BM25 says nothing in a small library: the same passages, weighed by their words.
        rows = self._store.passages.by_numbers(list(known))
        tokens = {
            number: frozenset(analyse_text(row.words_text, None)) for number, row in rows.items()
        }
        return small_scores(words, tokens)


def _language(request: SearchRequest) -> QueryLanguage:
    if request.language != "auto":
        return request.language
    return question_language(request.text, request.context)
