"""The standard measures of retrieval, by trec_eval, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pytrec_eval  # pyright: ignore[reportMissingTypeStubs]

DEPTH = 10
_RESAMPLES = 1000
Run = Mapping[str, Sequence[str]]
"""Query id -> document ids, best first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over queries with its 95 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measures:
    queries: int
    ndcg10: Measure
    recall10: Measure
    mrr10: Measure
    hit1: Measure

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def measure(run: Run, relevant: Mapping[str, Mapping[str, int]]) -> Measures:
    """Scores the queries of ``run``; one without results counts as 0."""
    judged = {query: dict(relevant[query]) for query in run}
    scored = {
        query: {document: float(DEPTH - place) for place, document in enumerate(found[:DEPTH])}
        for query, found in run.items()
    }
    evaluator = pytrec_eval.RelevanceEvaluator(  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        judged, {"ndcg_cut_10", "recall_10", "recip_rank", "success_1"}
    )
    results = evaluator.evaluate(scored)  # pyright: ignore[reportUnknownMemberType]

    def values(name: str) -> Measure:
        return _interval([results.get(query, {}).get(name, 0.0) for query in run])

    return Measures(
        queries=len(run),
        ndcg10=values("ndcg_cut_10"),
        recall10=values("recall_10"),
        mrr10=values("recip_rank"),
        hit1=values("success_1"),
    )


def _interval(values: Sequence[float]) -> Measure:
    own = np.asarray(values, np.float64)
    generator = np.random.default_rng(0)
    places = generator.integers(0, len(own), size=(_RESAMPLES, len(own)))
    means = own[places].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return Measure(float(own.mean()), float(low), float(high))
