"""Who does what, and what belongs to a list: the right names and things, said of one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sova_engine.checking.claims import Claim, Word, meaning, same_name
from sova_engine.lexical import fold, words

_PERSON = re.compile(r"[A-ZČĆĐŠŽ][\w'’-]+(?: [A-ZČĆĐŠŽ][\w'’-]+)+")
_LIST = re.compile(r"(\w+), (?:(\w+), )?(\w+) (?:i|te|ili|and|or) (\w+)")
_SAID = 0.75
"""A sentence with so many of the claim's other words says it."""


def another_person(claim: Claim, parts: Sequence[Claim], clauses: Sequence[Claim]) -> list[str]:
    """Names of the claim where the source says the same of somebody else."""
    said = [word for word in claim.words if not _is_name(word, claim)]
    if len(said) < 2:
        return []
    return [
        person
        for person in _persons(claim)
        if _only_others(person, claim, _sayers(said, parts, _SAID))
        or _only_others(person, claim, _sayers(said, clauses, 1.0))
    ]


def cases_exchanged(claim: Claim, parts: Sequence[Claim]) -> bool:
    """Two persons of one sentence, each in the other's case: who did it was done to."""
    own = _persons(claim)
    for part in parts:
        there = _persons(part)
        pairs = [(name, other) for name in own for other in there if _same(name, other)]
        turns = {_more_nominative(name, other) for name, other in pairs}
        if len(pairs) == 2 and turns == {True, False}:
            said = [word for word in claim.words if not _is_name(word, claim)]
            return any(not word.keys.isdisjoint(part.keys) for word in said)
    return False


def _more_nominative(name: str, other: str) -> bool | None:
    """Other cases are longer (Horvat, Horvata) or leave the -a (Ana, Ane); None: no difference."""
    for one, two in zip(fold(name).split()[-2:], fold(other).split()[-2:], strict=False):
        if one != two:
            return len(one) < len(two) if len(one) != len(two) else one.endswith("a")
    return None


def added_to_list(claim: Claim, leading: Sequence[Claim]) -> list[str]:
    """What the claim counts among things that the source counts without it."""
    found = _LIST.search(claim.text)
    if found is None:
        return []
    items = [item for item in found.groups() if item]
    if len(items) < 3 or not all(Claim(item).words for item in items):
        return []
    missing = [item for item in items if not any(_has(part, item) for part in leading)]
    return missing if len(missing) == 1 else []


def _sayers(said: Sequence[Word], parts: Sequence[Claim], least: float) -> list[Claim]:
    shares = [
        sum(not word.keys.isdisjoint(part.keys) for word in said) / len(said) for part in parts
    ]
    best = max(shares, default=0.0)
    return [part for part, share in zip(parts, shares, strict=True) if share == best >= least]


def _only_others(person: str, claim: Claim, sayers: Sequence[Claim]) -> bool:
    if not sayers or any(_names(part, person) for part in sayers):
        return False
    own = _persons(claim)
    return all(
        any(not any(_same(other, name) for name in own) for other in _persons(part))
        for part in sayers
    )


def _persons(claim: Claim) -> list[str]:
    return _PERSON.findall(claim.text)


def _same(name: str, other: str) -> bool:
    """By the surname."""
    return same_name(_surname(name), _surname(other))


def _surname(person: str) -> str:
    """The last part that is no ending: ``UN-a``; of mere marks (``R-1 P-2``) all of them."""
    return next((part for part in reversed(re.split(r"[ -]", person)) if len(part) > 1), person)


def _names(part: Claim, person: str) -> bool:
    return any(same_name(_surname(person), capital) for capital in part.capitals)


def _is_name(word: Word, claim: Claim) -> bool:
    return any(
        not word.keys.isdisjoint(meaning(fold(part)))
        for person in _persons(claim)
        for part in person.split()
    )


def _has(part: Claim, item: str) -> bool:
    return any(not meaning(word).isdisjoint(part.keys) for word in words(item))
