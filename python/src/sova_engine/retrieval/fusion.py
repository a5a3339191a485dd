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
from dataclasses import astuple, dataclass
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

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

Numbers = NDArray[np.float64]
Surroundings = Callable[[Sequence[Candidate]], Sequence[float]]
"""How much nearer the question the page around each candidate is than the passage alone."""

SPARSE = 0.3
"""BGE-M3's own weights beside BM25, where a passage has them: the share its authors give
them beside its vectors. Not fitted: the model cannot be had where this was built."""


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
    if not candidates:
        return []
    # Of equal scores the lower id is first, in every order here.
    ordered = sorted(candidates, key=lambda one: one.passage_id)
    weights = _weights(ordered, query, shape)
    lexical, sparse = _column([c.lexical for c in ordered]), _column([c.sparse for c in ordered])
    dense = _dense_scores(ordered, weights)
    covered = _covered(lexical, sparse, ceiling)
    asked = bool(np.isfinite(lexical).any())
    clear = _clearness(covered.tolist(), shape) if np.isfinite(dense).any() else 1.0
    words = weights[:, 0] * clear * covered
    both = words + (1 - weights[:, 0]) * dense if asked else dense
    fused = np.where(np.isfinite(dense), both, words)
    seen = np.flatnonzero(np.array([one.vector is not None for one in ordered]))
    if len(seen):
        if surroundings is not None:
            best = seen[np.argsort(-fused[seen], kind="stable")][:_LOOKED_AROUND]
            places: list[int] = best.tolist()
            nearer = np.asarray(surroundings([ordered[place] for place in places]))
            shares = weights[best, 1] / (1.0 if asked else 1 - weights[best, 0])
            fused[best] += shares * shape.page * nearer
        fused = _echoed(ordered, seen, fused, shape.echo)
    channels: list[tuple[Channel, Numbers]] = [
        ("lexical", lexical),
        ("dense", dense),
        ("sparse", sparse),
    ]
    told = [_told(name, found) for name, found in channels]
    scores: list[float] = fused.tolist()
    order: list[int] = np.argsort(-fused, kind="stable").tolist()
    return [
        Scored(ordered[at], scores[at], {name: its[at] for name, its in told if at in its})
        for at in order
    ]


def _column(values: Sequence[float | None]) -> Numbers:
    """NaN where a channel did not see the candidate."""
    return np.array(values, np.float64)


def _weights(ordered: Sequence[Candidate], query: QueryLanguage, shape: Shape) -> Numbers:
    """[candidates, 4]: for words, passage, sentence and single words."""
    by_language = {
        language: astuple(shape.weights(query, language))
        for language in {one.language for one in ordered}
    }
    return np.array([by_language[one.language] for one in ordered], np.float64)


def _dense_scores(ordered: Sequence[Candidate], weights: Numbers) -> Numbers:
    """Meaning alone: passage, best sentence and single words as one number from 0 to 1."""
    parts = np.array(
        [(c.passage_cosine, c.sentence_cosine, c.word_match) for c in ordered], np.float64
    )
    known = np.isfinite(parts)
    shares = weights[:, 1:] * known
    sums = (shares * np.where(known, parts, 0.0)).sum(axis=1)
    meant = known[:, :2].any(axis=1)
    return np.divide(sums, shares.sum(axis=1), out=np.full(len(ordered), np.nan), where=meant)


def _covered(lexical: Numbers, sparse: Numbers, ceiling: float) -> Numbers:
    """How much of what the words could give each has, by BM25 and by the model's own weights."""
    found = np.nan_to_num(lexical) / ceiling if ceiling > 0 else np.zeros(len(lexical))
    words = found.clip(max=1.0)
    return np.where(np.isfinite(sparse), (1 - SPARSE) * words + SPARSE * sparse, words)


def _clearness(covered: Sequence[float], shape: Shape) -> float:
    """Up to 1: whether the words point at few passages or at many."""
    best, *following = nlargest(_NEXT + 1, covered)
    lead = (best - sum(following) / _NEXT) / best if best > 0 else 0.0
    return max(_LEAST_CLEAR, min(1.0, lead / shape.clear) ** 2)


def _echoed(
    ordered: Sequence[Candidate], seen: NDArray[np.intp], fused: Numbers, share: float
) -> Numbers:
    """Passages like the best one come nearer to it; its own score stays as it is. ``seen``:
    the places of those that have a vector."""
    best = int(np.argmax(fused[seen]))
    vectors = np.stack([v for one in ordered if (v := one.vector) is not None])
    echo = np.zeros(len(ordered))
    echo[seen] = fused[seen[best]] * (vectors @ vectors[best]).clip(0)
    return (1 - share) * fused + share * echo


def _told(channel: Channel, scores: Numbers) -> tuple[Channel, dict[int, tuple[int, float]]]:
    """By place, of those it has seen: the rank from 1, and the score."""
    there = np.flatnonzero(np.isfinite(scores))
    there = there[np.argsort(-scores[there], kind="stable")]
    places: list[int] = there.tolist()
    found: list[float] = scores[there].tolist()
    return channel, dict(zip(places, enumerate(found, 1), strict=True))
