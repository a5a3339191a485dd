"""A second model reads the best passages beside the question and has the last word.

Reading takes its time on a processor, so how many passages it reads follows from how fast
it turned out to be when it was opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sova_engine.retrieval import Scored

_MOST = 50
_FEWEST = 5
"""So many are read however slow it is: below, it could change nothing."""
_BUDGET_SECONDS = 1.5
_TRIED = 4
_PASSAGE = "Najmoprimac smije otkazati ugovor uz otkazni rok od tri mjeseca, pisanim putem. " * 11
"""As long as passages are."""


class PairScorer(Protocol):
    def score(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]: ...


class Reranking:
    def __init__(self, scorer: PairScorer) -> None:
        """Reads a few passages to learn its pace."""
        self._scorer = scorer
        scorer.score("?", ["."])
        begun = perf_counter()
        scorer.score("Koji je otkazni rok?", [_PASSAGE] * _TRIED)
        self.most = affordable((perf_counter() - begun) / _TRIED)

    def scores(self, question: str, scored: Sequence[Scored]) -> dict[str, float]:
        """By passage id, of the first that it has time for."""
        read = [one.candidate for one in scored[: self.most]]
        if not read:
            return {}
        found: list[float] = self._scorer.score(question, [one.text for one in read]).tolist()
        return {one.passage_id: score for one, score in zip(read, found, strict=True)}


def affordable(seconds_each: float) -> int:
    """How many passages are read within the budget."""
    return max(_FEWEST, min(_MOST, int(_BUDGET_SECONDS / max(seconds_each, 1e-6))))
