"""What the shipped retrieval must reach, and whether it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sova_engine.evaluation.measures import Measures

BELOW_BEST = 0.01
"""No set and direction may be further below its best single channel."""


@dataclass(frozen=True, slots=True)
class Target:
    set: str
    kind: str
    direction: str
    measure: Literal["ndcg10", "hit1"]
    least: float


def _across(name: str, kind: str, measure: Literal["ndcg10", "hit1"], least: float) -> list[Target]:
    return [Target(name, kind, direction, measure, least) for direction in ("hr>en", "en>hr")]


TARGETS: tuple[Target, ...] = (
    Target("gnome-help-hr-en", "title", "hr>hr", "ndcg10", 0.86),
    Target("gnome-help-hr-en", "summary", "hr>hr", "ndcg10", 0.91),
    Target("hrnews-hr", "headline", "hr>hr", "ndcg10", 0.66),
    Target("hrnews-hr", "headline-nodiacritics-lower", "hr>hr", "ndcg10", 0.70),
    Target("ntrex-hr-en", "headline", "hr>hr", "ndcg10", 0.80),
    Target("msdocs-projops-hr-en", "description", "hr>hr", "ndcg10", 0.62),
    Target("gnome-help-hr-en", "title", "en>en", "ndcg10", 0.87),
    Target("xquad-en", "question", "en>en", "ndcg10", 0.97),
    *_across("gnome-help-hr-en", "title", "ndcg10", 0.75),
    *_across("gnome-help-hr-en", "summary", "ndcg10", 0.78),
    *_across("ntrex-hr-en", "headline", "ndcg10", 0.67),
    *_across("ntrex-hr-en", "sentence", "hit1", 0.90),
    *_across("tatoeba-hr-en", "bitext", "hit1", 0.75),
)

Results = Mapping[tuple[str, str, str], Mapping[str, Measures]]
"""(set, kind, direction) -> channel -> measures; channel ``fused`` is what ships."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target that was measured, and how it came out."""

    what: str
    value: float
    least: float

    @property
    def reached(self) -> bool:
        return self.value >= self.least

    def line(self) -> str:
        word = "reached" if self.reached else "MISSED "
        return f"{word} {self.value:.3f} (at least {self.least:.3f}) {self.what}"


def verdicts(results: Results) -> list[Verdict]:
    """One for each target whose set was measured, and one for each set and direction: fused
    against its best single channel."""
    found: list[Verdict] = []
    for target in TARGETS:
        measured = results.get((target.set, target.kind, target.direction))
        if measured is not None:
            value: float = getattr(measured["fused"], target.measure).mean
            what = f"{target.measure} {target.set} {target.kind} {target.direction}"
            found.append(Verdict(what, value, target.least))
    for (name, kind, direction), channels in results.items():
        singles = [m.ndcg10.mean for c, m in channels.items() if c in ("lexical", "dense")]
        if singles:
            what = f"ndcg10 {name} {kind} {direction} against its best single channel"
            least = max(singles) - BELOW_BEST
            found.append(Verdict(what, channels["fused"].ndcg10.mean, least))
    return found
