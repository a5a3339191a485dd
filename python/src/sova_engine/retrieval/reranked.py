"""The last word of a model that reads question and passage together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sova_engine.retrieval.candidates import Scored


def reranked(scored: Sequence[Scored], scores: Mapping[str, float]) -> list[Scored]:
    """The passages it has read in its order, and all others behind them in theirs.

    ``scores``: by passage id, 0 to 1.
    """
    read = [one for one in scored if one.candidate.passage_id in scores]
    if not read:
        return list(scored)
    read.sort(key=lambda one: (-scores[one.candidate.passage_id], one.candidate.passage_id))
    least = min(scores.values())
    most = max(1.0, *(one.score for one in scored))
    first = [
        one._replace(score=score, channels={**one.channels, "rerank": (rank, score)})
        for rank, one in enumerate(read, 1)
        for score in (scores[one.candidate.passage_id],)
    ]
    others = [one for one in scored if one.candidate.passage_id not in scores]
    return first + [one._replace(score=least * one.score / (most + 1)) for one in others]
