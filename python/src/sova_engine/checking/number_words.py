"""Numbers written in words: ``dvadeset i sedam``, ``dvjesto tisuća``, ``one hundred and four``."""

from __future__ import annotations

from collections.abc import Sequence


def _table(*rows: tuple[int, str]) -> dict[str, int]:
    return {word: value for value, forms in rows for word in forms.split()}


_UNITS = _table(
    (1, "one jedan jedna jedno jednog jednoga jednu jedne"),
    (2, "two dva dvije dve dvaju dviju dvama dvjema dvoje dvojica dvojice dvojicu"),
    (3, "three tri triju trima troje trojica trojice trojicu"),
    (4, "four cetiri cetiriju cetirima cetvero cetvorica cetvorice"),
    (5, "five pet petero petorica petorice"),
    (6, "six sest sestero sestorica sestorice"),
    (7, "seven sedam sedmero sedmorica"),
    (8, "eight osam"),
    (9, "nine devet"),
    (10, "ten deset"),
    (11, "eleven jedanaest"),
    (12, "twelve dvanaest"),
    (13, "thirteen trinaest"),
    (14, "fourteen cetrnaest"),
    (15, "fifteen petnaest"),
    (16, "sixteen sesnaest"),
    (17, "seventeen sedamnaest"),
    (18, "eighteen osamnaest"),
    (19, "nineteen devetnaest"),
)
_TENS = _table(
    (20, "twenty dvadeset"),
    (30, "thirty trideset"),
    (40, "forty cetrdeset"),
    (50, "fifty pedeset"),
    (60, "sixty sezdeset"),
    (70, "seventy sedamdeset"),
    (80, "eighty osamdeset"),
    (90, "ninety devedeset"),
)
_HUNDREDS = _table(
    (100, "sto stotinu"),
    (200, "dvjesto dvjesta dvesta dvesto"),
    (300, "tristo trista"),
    (400, "cetiristo"),
    (500, "petsto"),
    (600, "sesto seststo"),
    (700, "sedamsto"),
    (800, "osamsto"),
    (900, "devetsto"),
)
_SMALL = _UNITS | _TENS | _HUNDREDS
MULTIPLIERS = _table(
    (1000, "thousand thousands tisuca tisuce tisucu hiljada hiljade hiljadu"),
    (
        10**6,
        "million millions milijun milijuna milijuni milijunima milion miliona milioni milionima",
    ),
    (10**9, "billion billions milijarda milijarde milijardi milijardu"),
)
_ORDINAL_STEMS = (
    (1, "prv"), (2, "drug"), (3, "trec"), (4, "cetvrt"), (5, "pet"), (6, "sest"), (7, "sedm"),
    (8, "osm"), (9, "devet"), (10, "deset"), (11, "jedanaest"), (12, "dvanaest"),
    (13, "trinaest"), (14, "cetrnaest"), (15, "petnaest"), (16, "sesnaest"),
    (17, "sedamnaest"), (18, "osamnaest"), (19, "devetnaest"), (20, "dvadeset"),
)  # fmt: skip
_ORDINAL_ENDINGS = "i a e o u og oga om omu ome oj im ima ih".split()
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
ORDINALS = {
    stem + ending: value for value, stem in _ORDINAL_STEMS for ending in _ORDINAL_ENDINGS
} | {word: value for value, word in enumerate(_ENGLISH_ORDINALS, start=1)}
"""A sentence offers these as numbers; it does not claim them: 'drugi' is 'other' too."""
_JOINERS = frozenset({"i", "and"})


def read_number(folded: Sequence[str], start: int) -> tuple[int, int] | None:
    """The number that begins here, and where it ends; ``one`` alone is an article."""
    total = current = 0
    at = start
    while at < len(folded):
        word = folded[at]
        if word in _SMALL and _follows(current, _SMALL[word]):
            current += _SMALL[word]
        elif word == "hundred" and 0 < current < 10:
            current *= 100
        elif word in MULTIPLIERS and current > 0:
            total, current = total + current * MULTIPLIERS[word], 0
        elif word in _JOINERS and at > start and _joins(folded, at, current, total):
            pass
        else:
            break
        at += 1
    value = total + current
    alone = at - start == 1 and value == 1
    return None if value == 0 or alone else (value, at)


def _follows(current: int, value: int) -> bool:
    """Whether it may stand behind what was read: ``twenty four``, not ``four five``."""
    if current == 0:
        return True
    if current % 100 == 0:
        return value < 100
    return current % 10 == 0 and current % 100 >= 20 and value < 10


def _joins(folded: Sequence[str], at: int, current: int, total: int) -> bool:
    following = _SMALL.get(folded[at + 1]) if at + 1 < len(folded) else None
    if following is None:
        return False
    if folded[at] == "and":
        return current >= 100 and _follows(current, following)
    return (current >= 20 or (current == 0 and total > 0)) and _follows(current, following)
