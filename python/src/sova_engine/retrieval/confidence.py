"""How likely it is that the passages found answer the question at all.

A logistic curve over what the best passages look like, fitted on questions with and
without their passage in the index (see docs/benchmarks.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sova_engine.lexical import QueryLanguage
from sova_engine.retrieval.candidates import Scored

THRESHOLD = 0.5
_BIAS, _COSINE, _SENTENCE, _MARGIN = -3.0, 4.0, 4.0, 2.0


def confidence(scored: Sequence[Scored], query: QueryLanguage, query_weight: float) -> float:
    """Between 0 and 1. ``query_weight``: the rarities of the question's terms summed."""
    del query, query_weight
    if not scored:
        return 0.0
    best = scored[0].candidate
    value = _BIAS
    value += _COSINE * (best.passage_cosine or 0.0)
    value += _SENTENCE * (best.sentence_cosine or 0.0)
    if len(scored) > 1:
        value += _MARGIN * (scored[0].score - scored[1].score)
    return 1 / (1 + math.exp(-value))
