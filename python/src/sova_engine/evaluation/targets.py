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


def shortfalls(results: Results) -> list[str]:
    """One line for each target that was measured and missed."""
    missed: list[str] = []
    for target in TARGETS:
        measured = results.get((target.set, target.kind, target.direction))
        if measured is not None:
            value = getattr(measured["fused"], target.measure).mean
            if value < target.least:
                missed.append(
                    f"{target.set} {target.kind} {target.direction}: {target.measure}"
                    f" {value:.3f} < {target.least}"
                )
    for (name, kind, direction), channels in results.items():
        singles = [m.ndcg10.mean for c, m in channels.items() if c in ("lexical", "dense")]
        if singles and channels["fused"].ndcg10.mean < max(singles) - BELOW_BEST:
            missed.append(
                f"{name} {kind} {direction}: fused {channels['fused'].ndcg10.mean:.3f}"
                f" below a single channel's {max(singles):.3f}"
            )
    return missed
