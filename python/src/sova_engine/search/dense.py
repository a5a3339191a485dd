"""The dense channel: candidates from the vector store, exact cosines from the cache.

Candidates are what the store's index finds, plus an exact search over vectors it does
not have yet. A question over few chosen documents, or over a small library, needs no index
at all: it is an exact search over their cached vectors. So is one over a larger library
while the store is away, as far as memory allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sova_engine.embedding import AskedVectors
from sova_engine.search.held import HeldMatrices
from sova_engine.store import CandidateRow, PassageMatrix, Store, Vectors
from sova_engine.upkeep import Lens, VectorKeeper

_EXACT_PASSAGES = 20_000
"""Up to so many passages of chosen documents are searched exactly."""
_SMALL_LIBRARY = 2_000
_PENDING = 4_000
_FILTERED_MORE = 8
_AROUND = 6_000
"""Characters before and behind: a printed page is there whole, a book without pages is not."""


@dataclass(frozen=True, slots=True)
class Near:
    """Passages near a question, each known by its id or by its number."""

    ids: Sequence[str] = ()
    """As the vector store has them: not looked up here, for that is done where the passages are
    read. Beside the words' thread it waited for Python's lock at every row (5 ms)."""
    numbers: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Cosines:
    passage: float
    sentence: float | None
    """That of its best sentence."""
    vector: Vectors | None = None
    """The passage's own."""


class DenseChannel:
    def __init__(self, store: Store, keeper: VectorKeeper) -> None:
        self._store = store
        self._keeper = keeper
        self._held = HeldMatrices(store.database)

    def candidates(
        self,
        lens: Lens,
        workspace: str,
        documents: Sequence[int] | None,
        vector: Vectors,
        limit: int,
    ) -> Near:
        """By index or exactly; nothing when it cannot be asked."""
        number, dimensions = lens.number, lens.embedder.dimensions
        if documents is not None and self._few(documents):
            return Near(numbers=self._exactly(lens, workspace, documents, vector, limit))
        if documents is None and self._store.passages.at_most(_SMALL_LIBRARY):
            return Near(numbers=self._exactly(lens, workspace, None, vector, limit))
        wanted = limit if documents is None else limit * _FILTERED_MORE
        neighbours = self._keeper.query(lens.space(workspace), vector, wanted)
        if neighbours is None:
            if documents is not None or not self._store.passages.at_most(_EXACT_PASSAGES):
                return Near()
            return Near(numbers=self._exactly(lens, workspace, None, vector, limit))
        ids = [one.id for one in neighbours]
        found = self._store.vectors.of_pending(number, dimensions, workspace, _PENDING)
        pending = _nearest(found, vector, limit)
        if documents is None:
            return Near(ids, pending)
        rows = self._store.passages.numbers(ids, documents)[:limit]
        return Near(numbers=[*rows, *self._store.passages.within(pending, documents)])

    def cosines(self, lens: Lens, hashes: Sequence[bytes], vector: Vectors) -> dict[bytes, Cosines]:
        """Exact, by text; texts without a vector yet are left out."""
        keys, starts, vectors = self._store.vectors.stacked(
            lens.number, lens.embedder.dimensions, list(dict.fromkeys(hashes))
        )
        if not keys:
            return {}
        scores = vectors @ vector
        own = vectors[starts]
        passages = scores[starts].tolist()
        scores[starts] = -np.inf
        sentences = np.maximum.reduceat(scores, starts).tolist()
        return {
            key: Cosines(passage, None if sentence == -np.inf else sentence, its)
            for key, passage, sentence, its in zip(keys, passages, sentences, own, strict=True)
        }

    def surroundings(self, lens: Lens, rows: Sequence[CandidateRow], vector: Vectors) -> Vectors:
        """For each passage the cosine of all that stands around it on its page, itself too."""
        owners, vectors = self._store.vectors.around(
            lens.number,
            lens.embedder.dimensions,
            [(row.document, row.page, row.start - _AROUND, row.end + _AROUND) for row in rows],
        )
        sums = np.zeros((len(rows), lens.embedder.dimensions), np.float32)
        if len(owners):
            first = np.flatnonzero(np.diff(owners, prepend=-1))
            sums[owners[first]] = np.add.reduceat(vectors, first, axis=0)
        return (sums @ vector) / np.maximum(np.linalg.norm(sums, axis=1), np.float32(1e-6))

    def sparse_scores(
        self, lenses: Sequence[Lens], hashes: Sequence[bytes], asked: Sequence[AskedVectors]
    ) -> dict[bytes, float]:
        """By text: how much of the question's own weight a passage has, 0 to 1; only those
        whose weights are there already."""
        for lens, question in zip(lenses, asked, strict=True):
            most = sum(weight * weight for weight in question.sparse.values())
            if most > 0:
                found = self._store.vectors.sparse_scores(
                    lens.number, list(dict.fromkeys(hashes)), question.sparse
                )
                return {key: min(1.0, score / most) for key, score in found.items()}
        return {}

    def _exactly(
        self,
        lens: Lens,
        workspace: str,
        documents: Sequence[int] | None,
        vector: Vectors,
        limit: int,
    ) -> list[int]:
        """Over chosen documents, or over all there are."""

        def read() -> PassageMatrix:
            of = self._everything(workspace) if documents is None else documents
            return self._store.vectors.of_documents(lens.number, lens.embedder.dimensions, of)

        chosen = None if documents is None else tuple(sorted(documents))
        found = self._held.of((lens.number, workspace, chosen), read)
        return _nearest(found, vector, limit)

    def _everything(self, workspace: str) -> list[int]:
        return [one.number for one in self._store.documents.all(workspace) if one.visible]

    def _few(self, documents: Sequence[int]) -> bool:
        return self._store.passages.count_of(documents) <= _EXACT_PASSAGES


def _nearest(matrix: PassageMatrix, vector: Vectors, limit: int) -> list[int]:
    """By the better of passage and best sentence."""
    if not matrix.passages:
        return []
    best = np.maximum.reduceat(matrix.vectors @ vector, matrix.starts)
    order = np.argsort(-best)[:limit]
    return [matrix.passages[int(i)] for i in order]
