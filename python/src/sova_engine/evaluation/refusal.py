"""Whether the engine knows that it does not know: questions whose documents were left out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sova_engine.evaluation.library import left_out, library_of
from sova_engine.evaluation.retrieval_sets import RetrievalSet

_BINS = 10


@dataclass(frozen=True, slots=True)
class Refusal:
    set: str
    unanswerable: int
    refused: float
    """Share of the unanswerable that were refused (should be high)."""
    answerable: int
    wrongly_refused: float
    """Share of the answerable that were refused (should be low)."""
    reliability: list[tuple[float, float, int]]
    """(mean confidence, share whose document is there, questions) by confidence."""

    def line(self) -> str:
        return (
            f"{self.set}: refused {self.refused:.3f} of {self.unanswerable} unanswerable,"
            f" {self.wrongly_refused:.3f} of {self.answerable} answerable"
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def measure_refusal(one: RetrievalSet, every: int = 1) -> Refusal:
    """A library without a third of the texts, in any language, asked all questions."""
    gone = left_out(one.documents)
    asked: list[tuple[bool, float, bool]] = []
    with library_of([document for document in one.documents if document.id not in gone]) as library:
        queries = one.queries[::every]
        for query, answer in zip(queries, library.ask_all(queries), strict=True):
            there = any(document not in gone for document in one.relevant[query.id])
            asked.append((there, answer.confidence, answer.answerable))
    without = [not answered for there, _, answered in asked if not there]
    with_answer = [not answered for there, _, answered in asked if there]
    return Refusal(
        set=one.name,
        unanswerable=len(without),
        refused=_share(without),
        answerable=len(with_answer),
        wrongly_refused=_share(with_answer),
        reliability=_reliability([(sure, there) for there, sure, _ in asked]),
    )


def _share(of: list[bool]) -> float:
    return sum(of) / len(of) if of else 0.0


def _reliability(asked: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    rows: list[tuple[float, float, int]] = []
    for place in range(_BINS):
        low, high = place / _BINS, (place + 1) / _BINS
        own = [(s, t) for s, t in asked if low <= s < high or (high == 1 and s == 1)]
        if own:
            mean = sum(s for s, _ in own) / len(own)
            rows.append((mean, sum(t for _, t in own) / len(own), len(own)))
    return rows
