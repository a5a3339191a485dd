"""One order from all channels: scores brought to a common measure, summed with weights.

Every score is absolute: BM25 as a share of what the question could reach at most, cosines
and word matches as they are. So passages of both languages stand in one order, and the score
says how good a match is.

The weights depend on the pair of question and passage language. Words are good evidence
within a language and less across it (names, relatives, the glossary), and less where they point
at many passages alike. Two more things count: what stands around a passage on its page, and
how like it is to the best passage. All of it fitted on the development halves of the
evaluation sets (docs/benchmarks/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np

from sova_engine.lexical import QueryLanguage
from sova_engine.retrieval.candidates import Candidate, Channel, Scored


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of a passage's score; they sum to 1."""

    lexical: float
    passage: float
    sentence: float
    words: float


@dataclass(frozen=True, slots=True)
class Shape:
    """Everything in the formula that was fitted; ``npm run fit:fusion`` fits it again."""

    within: Weights
    across: Weights
    clear: float
    """The best passage's words stand so far before the next ones' where words tell passages
    apart; with less they count by the square. A long question of common words is found
    everywhere."""
    page: float
    """How far a passage's cosine moves to that of all that stands around it on its page, itself
    too: a passage alone often lacks the word that its page is about."""
    echo: float
    """How much of a score is likeness to the best passage: more of the same matter comes up, in
    either language, though it shares no word with the question."""

    def weights(self, query: QueryLanguage, passage: str | None) -> Weights:
        """Between both where the question is of both languages at once."""
        if query == "mixed" or passage is None:
            return _between(self.within, self.across)
        return self.within if passage == query else self.across


def _between(one: Weights, other: Weights) -> Weights:
    return Weights(
        (one.lexical + other.lexical) / 2,
        (one.passage + other.passage) / 2,
        (one.sentence + other.sentence) / 2,
        (one.words + other.words) / 2,
    )


SHIPPED = Shape(
    within=Weights(lexical=0.40, passage=0.25, sentence=0.06, words=0.29),
    across=Weights(lexical=0.30, passage=0.20, sentence=0.12, words=0.38),
    clear=0.6,
    page=1.0,
    echo=0.3,
)
_NEXT = 9
_LEAST_CLEAR = 0.1
_LOOKED_AROUND = 40
"""So many of the best: the page is read for each."""

Surroundings = Callable[[Sequence[Candidate]], Sequence[float]]
"""How much nearer the question the page around each candidate is than the passage alone."""

SPARSE = 0.3
"""BGE-M3's own weights beside BM25, where a passage has them: the share its authors give
them beside its vectors. Not fitted: the model cannot be had where this was built."""


def dense_score(candidate: Candidate, weights: Weights) -> float | None:
    """Meaning alone: passage, best sentence and single words as one number from 0 to 1."""
    parts = (
        (weights.passage, candidate.passage_cosine),
        (weights.sentence, candidate.sentence_cosine),
        (weights.words, candidate.word_match),
    )
    known = [(weight, score) for weight, score in parts if score is not None]
    if candidate.passage_cosine is None and candidate.sentence_cosine is None:
        return None
    return sum(weight * score for weight, score in known) / sum(weight for weight, _ in known)


def fuse(
    candidates: Sequence[Candidate],
    query: QueryLanguage,
    ceiling: float,
    surroundings: Surroundings | None = None,
    shape: Shape = SHIPPED,
) -> list[Scored]:
    """All candidates, best first, with a score between about 0 and 1.

    ``ceiling``: the BM25 a passage could reach (``LexicalQuery.ceiling``). A passage the
    words did not find has none of it; one without vectors yet is judged by its words alone.
    """
    asked = any(c.lexical is not None for c in candidates)
    meant = any(c.passage_cosine is not None for c in candidates)
    clear = _clearness([_covered(one, ceiling) for one in candidates], shape) if meant else 1.0
    scores: dict[Channel, dict[str, float]] = {"lexical": {}, "dense": {}, "sparse": {}}
    fused: dict[str, float] = {}
    for candidate in candidates:
        key, weights = candidate.passage_id, shape.weights(query, candidate.language)
        dense = dense_score(candidate, weights)
        if candidate.lexical is not None:
            scores["lexical"][key] = candidate.lexical
        if dense is not None:
            scores["dense"][key] = dense
        if candidate.sparse is not None:
            scores["sparse"][key] = candidate.sparse
        words = weights.lexical * clear * _covered(candidate, ceiling)
        if dense is None:
            fused[key] = words
        elif not asked:
            fused[key] = dense
        else:
            fused[key] = words + (1 - weights.lexical) * dense
    if surroundings is not None:
        _look_around(candidates, fused, query, surroundings, asked, shape)
    fused = _echoed(candidates, fused, shape.echo)
    ranks = {channel: _ranks(found) for channel, found in scores.items()}
    scored = [
        Scored(
            candidate,
            fused[candidate.passage_id],
            {
                channel: (ranks[channel][candidate.passage_id], found[candidate.passage_id])
                for channel, found in scores.items()
                if candidate.passage_id in found
            },
        )
        for candidate in candidates
    ]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.passage_id))


def _covered(candidate: Candidate, ceiling: float) -> float:
    """How much of what the words could give it has, by BM25 and by the model's own weights."""
    words = min(1.0, (candidate.lexical or 0.0) / ceiling) if ceiling > 0 else 0.0
    return words if candidate.sparse is None else (1 - SPARSE) * words + SPARSE * candidate.sparse


def _clearness(covered: Sequence[float], shape: Shape) -> float:
    """Up to 1: whether the words point at few passages or at many."""
    best, *following = nlargest(_NEXT + 1, covered) or [0.0]
    lead = (best - sum(following) / _NEXT) / best if best > 0 else 0.0
    return max(_LEAST_CLEAR, min(1.0, lead / shape.clear) ** 2)


def _look_around(
    candidates: Sequence[Candidate],
    fused: dict[str, float],
    query: QueryLanguage,
    surroundings: Surroundings,
    asked: bool,
    shape: Shape,
) -> None:
    """Moves the best towards what their pages are about."""
    seen = [one for one in candidates if one.vector is not None]
    best = nlargest(_LOOKED_AROUND, seen, key=lambda one: fused[one.passage_id])
    if not best:
        return
    for one, nearer in zip(best, surroundings(best), strict=True):
        weights = shape.weights(query, one.language)
        share = weights.passage / (1.0 if asked else 1 - weights.lexical)
        fused[one.passage_id] += share * shape.page * nearer


def _echoed(
    candidates: Sequence[Candidate], fused: dict[str, float], share: float
) -> dict[str, float]:
    """Passages like the best one come nearer to it; its own score stays as it is."""
    seen = {one.passage_id: one.vector for one in candidates if one.vector is not None}
    if not seen:
        return fused
    best = max(seen, key=lambda key: fused[key])
    alike = np.stack(list(seen.values())) @ seen[best]
    echo = dict(zip(seen, (fused[best] * alike.clip(0)).tolist(), strict=True))
    return {key: (1 - share) * score + share * echo.get(key, 0.0) for key, score in fused.items()}


def _ranks(scores: dict[str, float]) -> dict[str, int]:
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return {key: rank for rank, key in enumerate(order, 1)}
