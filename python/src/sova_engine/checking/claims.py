"""A sentence as what it claims: numbers, names, words, and which words it negates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from sova_engine.checking.dates import named_months
from sova_engine.checking.neighbours import alike
from sova_engine.checking.opposites import concept_of
from sova_engine.checking.quantities import Quantity, Read, fold_evenly, read_quantities, unit_of
from sova_engine.lexical import BY_LANGUAGE, fold, keys, words

_CAPITAL = re.compile(r"(?<!^)(?<![.!?…]\s)(?<![\w'’-])[A-ZČĆĐŠŽ]\w+")
_PAIR = re.compile(r"([A-ZČĆĐŠŽ]\w+)(?: [A-ZČĆĐŠŽ]\w+)")
_NEGATORS = frozenset(
    "ne nije nisu nisam nismo niste necu nece nema nemaju nemam nemoj ni niti nikad nikada"
    " not no never nor cannot isn aren wasn weren don doesn didn won wouldn".split()
)
_CARRYING = frozenset(
    "pravo prava mogucnost potrebno potreban potrebna potrebne potrebni treba duzan duzna duzni"
    " need needed right entitled able".split()
)
"""Behind a negation these pass it on: 'nemaju pravo sudjelovati' says what 'ne sudjeluju' says."""
_COMMON = BY_LANGUAGE["mixed"] - {"radi"}
"""'Radi' is 'works' as often as 'for the sake of'."""
_CLAUSE = re.compile(r"[,;:]\s+|\s+(?:and|but|while|a|ali|dok|te|i)\s+")
_CONDITIONAL = frozenset("bez osim izuzev ako without except unless if".split())
_CONDITIONED = 3
"""So many words behind one of these hold under a condition, or are excepted."""


@dataclass(frozen=True, slots=True)
class Word:
    keys: frozenset[str]
    negated: bool | None
    """None: under a condition; neither agrees nor contradicts."""


@dataclass(frozen=True)
class Claim:
    """One sentence (or clause); everything folded."""

    text: str

    @cached_property
    def _read(self) -> Read:
        return read_quantities(self.text)

    @property
    def quantities(self) -> list[Quantity]:
        return self._read.quantities

    @cached_property
    def numbers(self) -> list[str]:
        """One spelling each: ``1.234,50`` -> ``1234.50``, ``two`` -> ``2``, a date as one."""
        return [quantity.value for quantity in self.quantities]

    @cached_property
    def offered(self) -> frozenset[str]:
        """What a sentence that cites this one may say: of a date the year or the month too."""
        numbers = frozenset(value for one in self.quantities for value in one.offered)
        return numbers | self._read.ordinals

    @cached_property
    def months(self) -> frozenset[int]:
        return named_months(self.text, fold_evenly(self.text))

    @cached_property
    def names(self) -> list[str]:
        """Words with a capital inside the sentence, and a first word that one follows."""
        first = _PAIR.match(self.text)
        found = [first.group(1)] if first and fold(first.group(1)) not in _COMMON else []
        return found + [name for name in _CAPITAL.findall(self.text) if fold(name) not in _COMMON]

    @cached_property
    def capitals(self) -> list[str]:
        """Every word that might be a name of its source, the first ones of sentences too."""
        return re.findall(r"(?<!\w)[A-ZČĆĐŠŽ]\w*", self.text)

    @cached_property
    def words(self) -> list[Word]:
        """Words that say something; a negation counts for the next of them."""
        found: list[Word] = []
        negated = False
        conditioned = 0
        for word in words(self._read.rest):
            if word in _CONDITIONAL:
                conditioned = _CONDITIONED
            elif word in _NEGATORS:
                negated = True
            elif (read := _read_word(word)) is not None and not (word in _CARRYING and negated):
                keys, turned = read
                found.append(Word(keys, None if conditioned > 0 else negated != turned))
                negated = False
                conditioned -= 1
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for word in self.words for key in word.keys)

    @cached_property
    def clauses(self) -> list[Claim]:
        return [Claim(text) for text in _CLAUSE.split(self.text) if text.strip()]

    def share_in(self, part: Claim) -> float:
        """How many of its words the part has, 0..1; a claim of numbers alone is carried by them."""
        if not self.words:
            return 1.0 if set(self.numbers) <= part.offered else 0.0
        return sum(not word.keys.isdisjoint(part.keys) for word in self.words) / len(self.words)


def _read_word(word: str) -> tuple[frozenset[str], bool] | None:
    """What it may be met by, and whether it negates its notion; None: it says nothing."""
    concept, turned = concept_of(word)
    if concept is not None:
        return meaning(word) | {concept}, turned
    if word in _COMMON or word.isdigit() or len(word) == 1:
        return None
    unit = unit_of(word)
    return (meaning(word) | {f"unit:{unit}"} if unit else meaning(word)), False


def meaning(word: str) -> frozenset[str]:
    """The index keys of a folded word, without the short beginnings that strangers share, and
    what it has in common with other words for the same."""
    own = {key for key in keys(word, None) if not (key.startswith("_") and len(key) < 6)}
    return alike(word) | own


def same_name(name: str, other: str) -> bool:
    """Whether two words are one name in different cases: they differ in their endings only."""
    a, b = fold(name), fold(other)
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 3:
        return False
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(short))
    return common >= max(2, len(short) - (1 if len(short) < 5 else 2))
