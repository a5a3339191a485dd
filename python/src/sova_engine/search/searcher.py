"""From a question to its passages; each step timed, each decision traceable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import numpy as np

from sova_engine.answers import Asked, Question, Read
from sova_engine.api.schemas import FoundPassage, SearchRequest, SearchResult
from sova_engine.embedding import AskedVectors
from sova_engine.lexical import (
    LexicalQuery,
    QueryLanguage,
    analyse_text,
    is_small,
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
from sova_engine.search.candidates import CandidateLook, Seen
from sova_engine.search.dense import DenseChannel
from sova_engine.search.found import Found, shown, trace_of
from sova_engine.search.overview import overview
from sova_engine.search.quoting import quoted, read_shown
from sova_engine.search.reranking import Reranking
from sova_engine.search.stopwatch import Stopwatch
from sova_engine.search.word_table import WordTable
from sova_engine.store import Scores, Store
from sova_engine.upkeep import Lens

_PER_CHANNEL = 120
_AT_ONCE = 4


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
        self._beside = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="dense")

    def close(self) -> None:
        self._beside.shutdown(cancel_futures=True)

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
            sure = confidence(self._looks(request, found, said))
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
        found, said = self._searched(request)
        return self._looks(request, found, said)

    def read(self, request: SearchRequest) -> Read:
        """What would be shown, read sentence by sentence, whether it answers or not."""
        return self._searched(request)[1]

    def found(self, request: SearchRequest) -> Found:
        """All passages that any channel sees, in their order, before any is chosen."""
        return self._find(request, Stopwatch())

    def _searched(self, request: SearchRequest) -> tuple[Found, Read]:
        found = self.found(request)
        chosen = select(found.scored, request.limit, request.passages_per_document)
        return found, self._read(request, found, shown(self._store, chosen, found))

    def _read(self, request: SearchRequest, found: Found, passages: Sequence[FoundPassage]) -> Read:
        asked = Asked(request.text, found.language, found.words, found.vector)
        embed = found.lenses[0].embedder.embed_queries
        question = Question(asked, embed, self._word_vectors)
        return read_shown(self._store, request.workspace, question, passages)

    def _looks(self, request: SearchRequest, found: Found, said: Read) -> Mapping[str, float]:
        """The curve is fitted on fused scores: a reranker changes only the sentence said."""
        if not found.fused:
            return {}
        return looks_at(
            found.fused,
            found.language,
            found.words,
            request.text,
            said.best,
        )

    def _find(self, request: SearchRequest, watch: Stopwatch) -> Found:
        """Meaning is asked for on a thread of its own: it waits for the vector store most of
        the time, and what the words find is looked up and looked at meanwhile."""
        searched = " ".join(subject(one) for one in [*request.context, request.text])
        documents = None
        if request.document_ids is not None:
            documents = self._store.documents.numbers(request.workspace, request.document_ids)
        channels = request.channels or ["lexical", "dense", "sparse"]
        lenses = self._chosen_lenses(request)
        embedded: Future[list[AskedVectors]] = Future()
        looking = "dense" in channels
        near = self._beside.submit(
            self._near, request.workspace, documents, lenses, searched, looking, embedded, watch
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

        def see(numbers: Sequence[int]) -> Seen:
            with watch.stage("rows"):
                rows = self._store.passages.candidates(numbers)
            meant = asked if looking else []
            return self._look.see(rows, words, spelled, lenses, meant, sparse, watch)

        by_words = see(best)
        there = set(best)
        found = near.result()
        seen = [by_words, see([number for number in found if number not in there])]
        with watch.stage("rows"):
            numbers = list(dict.fromkeys([*best, *found]))
            lexical = self._lexical(words, scores, numbers)
        by_id = {row.id: row for one in seen for row in one.rows}
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

    def _near(
        self,
        workspace: str,
        documents: Sequence[int] | None,
        lenses: Sequence[Lens],
        searched: str,
        looking: bool,
        embedded: Future[list[AskedVectors]],
        watch: Stopwatch,
    ) -> list[int]:
        """The passages any lens sees near. ``embedded`` gets the question by each lens."""
        try:
            with watch.stage("embed"):
                asked = [lens.embedder.ask(searched) for lens in lenses]
        except BaseException as error:
            embedded.set_exception(error)
            raise
        embedded.set_result(asked)
        near: list[int] = []
        with watch.stage("dense"):
            for lens, one in zip(lenses, asked, strict=True):
                if looking and one.dense.any():
                    near += (
                        self._dense.candidates(lens, workspace, documents, one.dense, _PER_CHANNEL)
                        or []
                    )
        return list(dict.fromkeys(near))

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
