"""Numbers of a claim that its sources do not have, or not where they say the rest of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sova_engine.checking.claims import Claim
from sova_engine.checking.quantities import Quantity

_DATE = re.compile(r"(?:1[5-9]|20)\d\d|.*-.*")


def missing_numbers(claim: Claim, near: Sequence[Claim], leading: Sequence[Claim]) -> list[str]:
    return absent(claim, near) + [
        quantity.written
        for quantity in claim.quantities
        if any(quantity.value in part.offered for part in near)
        and any(_said_of_another(claim, quantity, part) for part in leading)
    ]


def absent(claim: Claim, parts: Sequence[Claim]) -> list[str]:
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


def _said_of_another(claim: Claim, quantity: Quantity, part: Claim) -> bool:
    """The sentence has several numbers, and another one stands closer to the claim's words."""
    clauses = part.clauses
    own = [claim.share_in(clause) for clause in clauses if quantity.value in clause.offered]
    others = [
        claim.share_in(clause)
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
