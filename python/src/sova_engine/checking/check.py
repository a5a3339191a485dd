"""The verdict on one sentence: held against the sentences of its sources, not their words in a bag.

Every number must stand where the other words of the claim stand, names too; what the source
negates must not be claimed, nor its contrary. What is left is judged by how many of the
claim's words the source has. A source in the other language is judged by its numbers and
its nearest vector. Thresholds are calibrated on a made set (``sova_engine.evaluation.checking``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sova_engine.checking.amounts import absent, missing_numbers
from sova_engine.checking.claims import Claim, meaning, same_name
from sova_engine.checking.refuting import another_month, contrary, negated_otherwise
from sova_engine.checking.roles import added_to_list, another_person, cases_exchanged
from sova_engine.chunking import sentences
from sova_engine.lexical import fold, words
from sova_engine.retrieval import detect_language

Support = Literal["supported", "weak", "unsupported"]
Embed = Callable[[Sequence[str]], NDArray[np.float32]]

SUPPORTED, WEAK = 0.6, 0.35
_NEAR = 0.2
"""Sentences whose share of the claim's words is so close to the best speak with it."""
_REFUTED = 0.15
_FOREIGN_SUPPORTED = 0.45
_FOREIGN_WEAK = (0.27, 0.22, 0.14)
"""Nearest vector of a source in the other language, by how many names and numbers are in both
(none, one, more); 95 % of strangers stay below 0.25."""
_TELLING = 6
"""A claim of fewer words may be in either language: its sources' own is taken."""
_SAID_OTHERWISE = 0.45
"""The same in one language, where hardly a word is shared."""


@dataclass(frozen=True, slots=True)
class Checked:
    support: Support
    score: float
    """0..1: how far the sources carry the sentence."""
    missing: list[str]
    """Numbers and names that the sources do not have, or not there."""


def check(text: str, sources: Sequence[str], embed: Embed) -> Checked:
    claim = Claim(text.strip())
    parts = [Claim(source[a:b]) for source in sources for a, b in sentences(source)]
    if not parts:
        return Checked("unsupported", 0.0, [])
    if _is_quoted(claim, parts):
        return Checked("supported", 1.0, [])
    shares = [claim.share_in(part) for part in parts]
    best = max(shares)
    if _other_language(text, sources, best):
        return _check_foreign(claim, parts, embed)
    near = [part for part, share in zip(parts, shares, strict=True) if share >= best - _NEAR]
    leading = [part for part, share in zip(parts, shares, strict=True) if share == best]

    clauses = [clause for part in parts for clause in part.clauses]
    missing = [
        *missing_numbers(claim, near, leading),
        *(_missing_names(claim, parts, leading) or another_person(claim, parts, clauses)),
        *added_to_list(claim, leading),
    ]
    missing = list(dict.fromkeys(missing))
    score = 0.5 * best + 0.5 * claim.share_in(Claim(" ".join(sources)))
    refuted = (
        negated_otherwise(claim, near)
        or contrary(claim, parts, leading)
        or cases_exchanged(claim, leading)
        or another_month(claim, leading)
    )
    if missing or refuted:
        return Checked("unsupported", min(score, _REFUTED), missing)
    verdict = _verdict(score, SUPPORTED, WEAK)
    if verdict == "unsupported" and _nearest(claim.text, parts, embed) >= _SAID_OTHERWISE:
        return Checked("weak", score, missing)
    return Checked(verdict, score, missing)


def _is_quoted(claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whole sentences of the source, word for word."""
    own = words(claim.text)
    spelled = [words(part.text) for part in parts]
    pairs = [a + b for a, b in pairwise(spelled)]
    return bool(own) and own in [*spelled, *pairs]


def _check_foreign(claim: Claim, parts: Sequence[Claim], embed: Embed) -> Checked:
    """Words of the other language cannot be compared; numbers can, and vectors."""
    missing = absent(claim, parts)
    nearest = _nearest(claim.text, parts, embed)
    if missing:
        return Checked("unsupported", min(nearest, _REFUTED), missing)
    weak = _FOREIGN_WEAK[min(_anchors(claim, parts), len(_FOREIGN_WEAK) - 1)]
    return Checked(_verdict(nearest, _FOREIGN_SUPPORTED, weak), nearest, missing)


def _anchors(claim: Claim, parts: Sequence[Claim]) -> int:
    """Names and numbers of the claim that the source has: they are alike in both languages."""
    capitals = {capital for part in parts for capital in part.capitals if len(capital) > 3}
    names = sum(any(same_name(name, other) for other in capitals) for name in set(claim.names))
    return names + sum(
        any(number in part.offered for part in parts) for number in set(claim.numbers)
    )


def _other_language(text: str, sources: Sequence[str], best: float) -> bool:
    """Where one of them is in no language for sure, hardly a word in common decides."""
    own, theirs = detect_language(text), detect_language(" ".join(sources))
    if "mixed" not in (own, theirs):
        return own != theirs
    return best < WEAK and len(words(text)) >= _TELLING


def _verdict(score: float, supported: float, weak: float) -> Support:
    return "supported" if score >= supported else "weak" if score >= weak else "unsupported"


def _nearest(text: str, parts: Sequence[Claim], embed: Embed) -> float:
    texts = [part.text for part in parts]
    vectors = embed([text, *texts, " ".join(texts)])
    return max(0.0, float((vectors[1:] @ vectors[0]).max()))


def _missing_names(claim: Claim, parts: Sequence[Claim], leading: Sequence[Claim]) -> list[str]:
    def named(name: str, among: Sequence[Claim]) -> bool:
        spelled = meaning(fold(name))
        return any(
            not spelled.isdisjoint(part.keys)
            or any(same_name(name, other) for other in part.capitals)
            for part in among
        )

    missing = [name for name in claim.names if not named(name, parts)]
    if missing:
        return missing
    # Named elsewhere, while the sentence that says this names somebody else.
    absent = [name for name in claim.names if not named(name, leading)]
    strangers = [name for part in leading for name in part.names if not named(name, [claim])]
    return absent if absent and strangers and len(absent) == len(claim.names) else []
