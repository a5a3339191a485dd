"""How likely it is that the passages found answer the question at all.

A logistic curve over what the best passage looks like and how far it stands out, fitted on
the development halves of five sets with and without a third of their texts (both languages'
versions of a text together), each set and case weighing the same. docs/benchmarks/retrieval.md has
its reliability diagram and what it refuses on the other halves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sova_engine.lexical import LexicalQuery, QueryLanguage
from sova_engine.retrieval.candidates import Scored

THRESHOLD = 0.31
"""Where a tenth of the answerable development questions is refused."""

_NOTHING = 0.1
"""What a passage that has nothing to do with the question scores: it stands for the rivals
a small library does not have. Without it a lone document that answers was refused."""

_MANY_WORDS = 12
_FIFTH = 4
_BIAS = -4.65
_WEIGHTS = {
    "score": 1.40,
    "before second": 0.69,
    "before fifth": 9.97,
    "words matched": 2.65,
    "passage": -1.47,
    "sentence": 0.87,
    "own language": 0.37,
    "words asked": 1.11,
}


def confidence(scored: Sequence[Scored], language: QueryLanguage, query: LexicalQuery) -> float:
    """Between 0 and 1; ``scored`` as ``fuse`` orders it."""
    if not scored:
        return 0.0
    first, best = scored[0], scored[0].candidate
    reached = (best.lexical or 0.0) / query.ceiling if query.ceiling > 0 else 0.0
    looks = {
        "score": first.score,
        "before second": _lead(scored, 1),
        "before fifth": _lead(scored, _FIFTH),
        "words matched": reached if best.word_match is None else best.word_match,
        "passage": best.passage_cosine or 0.0,
        "sentence": best.sentence_cosine or 0.0,
        "own language": float(best.language == language),
        "words asked": min(len(query.content), _MANY_WORDS) / 10,
    }
    value = _BIAS + sum(_WEIGHTS[name] * look for name, look in looks.items())
    return 1 / (1 + math.exp(-value))


def _lead(scored: Sequence[Scored], place: int) -> float:
    """How far the best stands before the passage at ``place``, or before nothing."""
    best = scored[0].score
    rival = scored[place].score if place < len(scored) else min(_NOTHING, scored[-1].score)
    return max(0.0, best - rival)
