"""A sentence as what it claims: numbers, names, words, and which words it negates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from sova_engine.lexical import BY_LANGUAGE, fold, words
from sova_engine.lexical.analysis import keys

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_CAPITAL = re.compile(r"(?<!^)(?<![.!?…]\s)(?<![\w'’-])[A-ZČĆĐŠŽ]\w+")
_PAIR = re.compile(r"([A-ZČĆĐŠŽ]\w+)(?: [A-ZČĆĐŠŽ]\w+)")
_NUMBER_WORDS = {
    word: str(value)
    for value, forms in enumerate(
        (
            "two dva dvije dvaju",
            "three tri triju",
            "four cetiri cetiriju",
            "five pet",
            "six sest",
            "seven sedam",
            "eight osam",
            "nine devet",
            "ten deset",
            "eleven jedanaest",
            "twelve dvanaest",
        ),
        start=2,
    )
    for word in forms.split()
}
"""'One' is left out: it is an article and a pronoun as often as a number."""

_NEGATORS = frozenset(
    "ne nije nisu nisam nismo niste necu nece nema nemaju nemam nemoj ni niti nikad nikada"
    " not no never nor cannot isn aren wasn weren don doesn didn won wouldn".split()
)
_COMMON = BY_LANGUAGE["mixed"]


@dataclass(frozen=True, slots=True)
class Word:
    keys: frozenset[str]
    negated: bool


@dataclass(frozen=True)
class Claim:
    """One sentence (or clause); everything folded."""

    text: str

    @cached_property
    def numbers(self) -> list[str]:
        """In order, one spelling each: ``1.234,50`` -> ``1234.50``, ``two`` -> ``2``."""
        written = [digits(found) for found in _NUMBER.findall(self.text)]
        return written + [_NUMBER_WORDS[word] for word in words(self.text) if word in _NUMBER_WORDS]

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
        for word in words(self.text):
            if word in _NEGATORS:
                negated = True
            elif word not in _COMMON and not word.isdigit() and word not in _NUMBER_WORDS:
                found.append(Word(meaning(word), negated))
                negated = False
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for word in self.words for key in word.keys)


def meaning(word: str) -> frozenset[str]:
    """The index keys of a folded word, without the short beginnings that strangers share."""
    return frozenset(key for key in keys(word, None) if not (key.startswith("_") and len(key) < 6))


def digits(number: str) -> str:
    """``1.234,50`` and ``1,234.50`` are one number; a date keeps its parts."""
    parts = re.split(r"[.,]", number.rstrip(".,:/"))
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        return "".join(parts)
    if len(parts) > 2 and all(len(part) == 3 for part in parts[1:-1]):
        return "".join(parts[:-1]) + "." + parts[-1]
    return ".".join(parts)


def same_name(name: str, other: str) -> bool:
    """Whether two words are one name in different cases: they differ in their endings only."""
    a, b = fold(name), fold(other)
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 3:
        return False
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(short))
    return common >= max(2, len(short) - (1 if len(short) < 5 else 2))
