"""The verdict on one sentence: held against the sentences of its sources, not their words in a bag.

Every number must stand where the other words of the claim stand, names too; what the source
negates must not be claimed, nor its contrary. What is left is judged by how many of the
claim's words the source has. A source in the other language is judged by its numbers and
its nearest vector. Thresholds are calibrated on a made set (``sova_engine.evaluation.checking``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sova_engine.checking.claims import Claim, Word, meaning, same_name
from sova_engine.checking.opposites import contradicts
from sova_engine.checking.quantities import Quantity
from sova_engine.checking.roles import added_to_list, another_person, cases_exchanged
from sova_engine.chunking import sentences
from sova_engine.lexical import fold, words
from sova_engine.retrieval import detect_language

Support = Literal["supported", "weak", "unsupported"]
Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_DATE = re.compile(r"(?:1[5-9]|20)\d\d|.*-.*")
_EXCEPTED = re.compile(r"\b(?:osim|izuzev|except|other than)\b(.*)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s+|\s+(?:and|but|while|a|ali|dok|te|i)\s+")

SUPPORTED, WEAK = 0.6, 0.35
_NEAR = 0.2
"""Sentences whose share of the claim's words is so close to the best speak with it."""
_REFUTED = 0.15
_CLAUSE_SAYS = 0.5
"""A clause with so many of the claim's words speaks for its sentence."""
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
    shares = [_share(claim, part) for part in parts]
    best = max(shares)
    if _other_language(text, sources, best):
        return _check_foreign(claim, parts, embed)
    near = [part for part, share in zip(parts, shares, strict=True) if share >= best - _NEAR]
    leading = [part for part, share in zip(parts, shares, strict=True) if share == best]

    clauses = [clause for part in parts for clause in _clauses(part)]
    missing = [
        *_missing_numbers(claim, near, leading),
        *(_missing_names(claim, parts, leading) or another_person(claim, parts, clauses)),
        *added_to_list(claim, leading),
    ]
    missing = list(dict.fromkeys(missing))
    score = 0.5 * best + 0.5 * _share(claim, Claim(" ".join(sources)))
    refuted = (
        _negated_otherwise(claim, near)
        or _contrary(claim, parts, leading)
        or cases_exchanged(claim, leading)
        or _another_month(claim, leading)
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
    missing = _absent(claim, parts)
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


def _share(claim: Claim, part: Claim) -> float:
    """How many of the claim's words the part has; a claim of numbers alone is carried by them."""
    if not claim.words:
        return 1.0 if set(claim.numbers) <= part.offered else 0.0
    return sum(not word.keys.isdisjoint(part.keys) for word in claim.words) / len(claim.words)


def _nearest(text: str, parts: Sequence[Claim], embed: Embed) -> float:
    texts = [part.text for part in parts]
    vectors = embed([text, *texts, " ".join(texts)])
    return max(0.0, float((vectors[1:] @ vectors[0]).max()))


def _missing_numbers(claim: Claim, near: Sequence[Claim], leading: Sequence[Claim]) -> list[str]:
    return _absent(claim, near) + [
        quantity.written
        for quantity in claim.quantities
        if any(quantity.value in part.offered for part in near)
        and any(_said_of_another(claim, quantity, part) for part in leading)
    ]


def _absent(claim: Claim, parts: Sequence[Claim]) -> list[str]:
    """Numbers that are not there, or only in another unit."""
    there = {number for part in parts for number in part.offered}
    return [
        quantity.written
        for quantity in claim.quantities
        if quantity.value not in there or _in_other_units(quantity, parts)
    ]


def _in_other_units(quantity: Quantity, parts: Sequence[Claim]) -> bool:
    units = {
        other.unit for part in parts for other in part.quantities if quantity.value in other.offered
    }
    return quantity.unit is not None and quantity.unit not in units and None not in units


def _clauses(part: Claim) -> list[Claim]:
    return [Claim(text) for text in _CLAUSE.split(part.text) if text.strip()]


def _said_of_another(claim: Claim, quantity: Quantity, part: Claim) -> bool:
    """The sentence has several numbers, and another one stands closer to the claim's words."""
    clauses = _clauses(part)
    own = [_share(claim, clause) for clause in clauses if quantity.value in clause.offered]
    others = [
        _share(claim, clause)
        for clause in clauses
        if clause.offered.isdisjoint(claim.numbers)
        and any(_are_rivals(quantity, other) for other in clause.quantities)
    ]
    return bool(own and others) and max(others) > max(own)


def _are_rivals(one: Quantity, other: Quantity) -> bool:
    """Numbers that could be taken for each other: no amount for a share, no year for a count."""
    if one.unit is not None and other.unit is not None:
        return one.unit == other.unit
    return bool(_DATE.fullmatch(one.value)) == bool(_DATE.fullmatch(other.value))


def _another_month(claim: Claim, leading: Sequence[Claim]) -> bool:
    """The sentences that say it name months, and none of them is the claim's."""
    named = frozenset(month for part in leading for month in part.months)
    return bool(claim.months and named) and claim.months.isdisjoint(named)


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


def _negated_otherwise(claim: Claim, near: Sequence[Claim]) -> bool:
    """A word that stands negated on one side and only plainly on the other."""
    said = [word for part in near if not _is_exception(claim, part) for word in part.words]
    return any(
        word.negated is not None and _only(said, word.keys, not word.negated)
        for word in claim.words
    )


def _is_exception(claim: Claim, part: Claim) -> bool:
    """The sentence says it of everything except of what the claim is about."""
    excepted = _EXCEPTED.search(part.text)
    words_of = Claim(excepted[1]).words if excepted else []
    return bool(words_of) and all(not word.keys.isdisjoint(claim.keys) for word in words_of)


def _only(said: Sequence[Word], keys: frozenset[str], negated: bool) -> bool:
    found = [word.negated for word in said if not word.keys.isdisjoint(keys)]
    return bool(found) and all(one == negated for one in found)


def _contrary(claim: Claim, parts: Sequence[Claim], leading: Sequence[Claim]) -> bool:
    """The clause that says it says the contrary, or the only sentence with a word of the claim."""
    clauses = [clause for part in leading for clause in _clauses(part)]
    best = max(_share(claim, clause) for clause in clauses)
    nearest = [clause for clause in clauses if _share(claim, clause) == best]
    saying = nearest if best >= _CLAUSE_SAYS else leading
    elsewhere = [
        word for word in claim.words if all(word.keys.isdisjoint(part.keys) for part in leading)
    ]
    others = [
        part for part in parts if any(not word.keys.isdisjoint(part.keys) for word in elsewhere)
    ]
    return any(
        bool(group) and all(contradicts(words(claim.text), words(part.text)) for part in group)
        for group in (saying, others)
    )
