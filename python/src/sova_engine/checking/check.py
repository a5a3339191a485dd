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
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sova_engine.checking.claims import Claim, Word, meaning, same_name
from sova_engine.checking.opposites import contradicts
from sova_engine.lexical import fold, words
from sova_engine.retrieval import detect_language

Support = Literal["supported", "weak", "unsupported"]
Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZČĆĐŠŽ\d\"„“(])|\n+")
_CLAUSE = re.compile(r"[,;:]\s+|\s+(?:and|but|while|a|ali|dok|te|i)\s+")

SUPPORTED, WEAK = 0.6, 0.35
_NEAR = 0.2
"""Sentences whose share of the claim's words is so close to the best speak with it."""
_REFUTED = 0.15
_FOREIGN_SUPPORTED, _FOREIGN_WEAK = 0.45, 0.3
"""Nearest vector of a source in the other language; 95 % of strangers stay below 0.25 (NTREX)."""
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
    parts = [Claim(part) for source in sources for part in _SENTENCE.split(source) if part.strip()]
    if not parts:
        return Checked("unsupported", 0.0, [])
    if _other_language(text, sources):
        return _check_foreign(claim, parts, embed)
    shares = [_share(claim, part) for part in parts]
    best = max(shares)
    near = [part for part, share in zip(parts, shares, strict=True) if share >= best - _NEAR]
    leading = [part for part, share in zip(parts, shares, strict=True) if share == best]

    missing = _missing_numbers(claim, near, leading) + _missing_names(claim, parts, leading)
    score = 0.5 * best + 0.5 * _share(claim, Claim(" ".join(sources)))
    if missing or _negated_otherwise(claim, near) or _contrary(claim, leading):
        return Checked("unsupported", min(score, _REFUTED), missing)
    verdict = _verdict(score, SUPPORTED, WEAK)
    if verdict == "unsupported" and _nearest(claim.text, parts, embed) >= _SAID_OTHERWISE:
        return Checked("weak", score, missing)
    return Checked(verdict, score, missing)


def _check_foreign(claim: Claim, parts: Sequence[Claim], embed: Embed) -> Checked:
    """Words of the other language cannot be compared; numbers can, and vectors."""
    there = {number for part in parts for number in part.numbers}
    missing = [number for number in claim.numbers if number not in there]
    nearest = _nearest(claim.text, parts, embed)
    if missing:
        return Checked("unsupported", min(nearest, _REFUTED), missing)
    return Checked(_verdict(nearest, _FOREIGN_SUPPORTED, _FOREIGN_WEAK), nearest, missing)


def _other_language(text: str, sources: Sequence[str]) -> bool:
    own, theirs = detect_language(text), detect_language(" ".join(sources))
    return own != theirs and "mixed" not in (own, theirs)


def _verdict(score: float, supported: float, weak: float) -> Support:
    return "supported" if score >= supported else "weak" if score >= weak else "unsupported"


def _share(claim: Claim, part: Claim) -> float:
    """How many of the claim's words the part has; a claim of numbers alone is carried by them."""
    if not claim.words:
        return 1.0 if set(claim.numbers) <= set(part.numbers) else 0.0
    return sum(not word.keys.isdisjoint(part.keys) for word in claim.words) / len(claim.words)


def _nearest(text: str, parts: Sequence[Claim], embed: Embed) -> float:
    texts = [part.text for part in parts]
    vectors = embed([text, *texts, " ".join(texts)])
    return max(0.0, float((vectors[1:] @ vectors[0]).max()))


def _missing_numbers(claim: Claim, near: Sequence[Claim], leading: Sequence[Claim]) -> list[str]:
    there = {number for part in near for number in part.numbers}
    missing = [number for number in claim.numbers if number not in there]
    return missing + [
        number
        for number in claim.numbers
        if number in there and any(_said_of_another(claim, number, part) for part in leading)
    ]


def _said_of_another(claim: Claim, number: str, part: Claim) -> bool:
    """The sentence has several numbers, and another one stands closer to the claim's words."""
    clauses = [Claim(text) for text in _CLAUSE.split(part.text) if text.strip()]
    own = [_share(claim, clause) for clause in clauses if number in clause.numbers]
    others = [
        _share(claim, clause)
        for clause in clauses
        if set(clause.numbers).isdisjoint(claim.numbers)
        and any(_kind(other) == _kind(number) for other in clause.numbers)
    ]
    return bool(own and others) and max(others) > max(own)


def _kind(number: str) -> Literal["year", "number"]:
    return "year" if re.fullmatch(r"(?:1[5-9]|20)\d\d", number) else "number"


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
    said = [word for part in near for word in part.words]
    return any(_only(said, word.keys, not word.negated) for word in claim.words)


def _only(said: Sequence[Word], keys: frozenset[str], negated: bool) -> bool:
    found = [word.negated for word in said if not word.keys.isdisjoint(keys)]
    return bool(found) and all(one == negated for one in found)


def _contrary(claim: Claim, leading: Sequence[Claim]) -> bool:
    return all(contradicts(words(claim.text), words(part.text)) for part in leading)
