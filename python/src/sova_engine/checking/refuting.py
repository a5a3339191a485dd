"""What refutes a claim though its words are there: negations, contraries, another month."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sova_engine.checking.claims import Claim, Word
from sova_engine.checking.opposites import contradicts
from sova_engine.lexical import words

_EXCEPTED = re.compile(r"\b(?:osim|izuzev|except|other than)\b(.*)", re.IGNORECASE)
_CLAUSE_SAYS = 0.5
"""A clause with so many of the claim's words speaks for its sentence."""


def another_month(claim: Claim, leading: Sequence[Claim]) -> bool:
    """The sentences that say it name months, and none of them is the claim's."""
    named = frozenset(month for part in leading for month in part.months)
    return bool(claim.months and named) and claim.months.isdisjoint(named)


def negated_otherwise(claim: Claim, near: Sequence[Claim]) -> bool:
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


def contrary(claim: Claim, parts: Sequence[Claim], leading: Sequence[Claim]) -> bool:
    """The clause that says it says the contrary, or the only sentence with a word of the claim."""
    clauses = [clause for part in leading for clause in part.clauses]
    best = max(claim.share_in(clause) for clause in clauses)
    nearest = [clause for clause in clauses if claim.share_in(clause) == best]
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
