"""The names in a question, and where a text speaks of them.

A name is met by a name: *Splitu* by *Split* and *splitske* of Croatian texts, not by the *splits*
of English ones. Who types without capitals, or with nothing else, has no names here: for such a
question a name is a word like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sova_engine.lexical.folding import WORD, fold
from sova_engine.lexical.glossary import senses
from sova_engine.lexical.relatives import relative
from sova_engine.lexical.stems import stem
from sova_engine.lexical.stopwords import CROATIAN, ENGLISH

_MOSTLY = 0.6
_TITLE_WORDS = 4
"""So many words with a capital, more than most, are a title in English."""
_BEGINNING = 3
_LONG = 5
_MOST_ENDING = 3
_HARD = {"ci": "k", "zi": "g", "si": "h"}
"""*Rijeci*, *Požezi*: of *Rijeka*, *Požega*."""
_ADJECTIVE = re.compile(r"[sc]k(?:i|a|o|e|u|og|oga|om|ome|oj|ih|im|ima)$")
_ADJECTIVE_FROM = 5
_VOWELS = re.compile("[aeiou]")
_SENTENCE_ENDS = re.compile(r"[.?!:]")
_TITLE_BEFORE = re.compile(r"\b(?:dr|mr|mrs|ms|sc|prof|doc|sv|st|ing|dipl)\.?\s*$", re.IGNORECASE)
_CALENDAR = frozenset(
    "i january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays"
    " thursdays fridays saturdays sundays english croatian dr mr mrs ms prof doc".split()
)
"""Written with a capital for another reason, and with none in Croatian; titles."""


@lru_cache(maxsize=64)
def names_in(question: str) -> tuple[str, ...]:
    """Folded, in order: words with a capital that do not have it for standing first."""
    text = unicodedata.normalize("NFC", question)
    found = list(WORD.finditer(text))
    letters = [letter for letter in text if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters) > _MOSTLY * len(letters)
    if shouted or _is_title([one.group() for one in found[1:]]):
        return ()
    named: list[str] = []
    for place, one in enumerate(found):
        word = fold(one.group())
        if not _may_be_name(one.group(), word):
            continue
        if not _stands_first(text, found, place) or one.group().isupper():
            named.append(word)
        elif place + 1 < len(found):
            after = found[place + 1]
            beside = text[one.end() : after.start()] == " "
            if beside and _may_be_name(after.group(), fold(after.group())):
                named.append(word)  # *Davor Kolar* at the beginning
    return tuple(dict.fromkeys(named))


def _is_title(inside: list[str]) -> bool:
    """*What Is the Population of Split*: every word of weight has a capital."""
    small = [word for word in inside if fold(word) in CROATIAN or fold(word) in ENGLISH]
    others = [word for word in inside if fold(word) not in CROATIAN and fold(word) not in ENGLISH]
    titled = sum(word[0].isupper() for word in others)
    if any(word[0].isupper() and word != "I" for word in small):
        return titled == len(others)
    return titled >= _TITLE_WORDS and titled > _MOSTLY * len(others)


def _may_be_name(written: str, word: str) -> bool:
    return (
        written[0].isupper()
        and len(word) > 1
        and word.isalpha()
        and word not in CROATIAN
        and word not in ENGLISH
        and word not in _CALENDAR
    )


def _stands_first(text: str, found: list[re.Match[str]], place: int) -> bool:
    if place == 0:
        return True
    between = text[found[place - 1].end() : found[place].start()]
    return (
        _SENTENCE_ENDS.search(between) is not None
        and _TITLE_BEFORE.search(text[: found[place].start()]) is None
    )


class NamedWords:
    """The words of some texts that a name can be met by."""

    def __init__(self, texts: Iterable[str]) -> None:
        written = [one for text in texts for one in _written(text)]
        self._capital = frozenset(fold(one) for one in written if one[0].isupper())
        self._adjectives = frozenset(
            word for one in written if _ADJECTIVE.search(word := fold(one)) is not None
        )
        self._senses = frozenset(sense for one in written for sense in senses(fold(one)))

    def has(self, name: str) -> bool:
        """By itself, by its adjective (*splitski*) or by its own word in the other language."""
        return (
            any(is_same_name(name, word) for word in self._capital)
            or any(_is_adjective(name, word) for word in self._adjectives)
            or not self._senses.isdisjoint(sense ^ 1 for sense in senses(name))
        )

    def may_be(self, name: str, word: str) -> bool:
        """Whether a folded word of the texts can stand for the name at all: a common word like it
        cannot."""
        return (
            word in self._capital
            or _is_adjective(name, word)
            or not set(senses(word)).isdisjoint(sense ^ 1 for sense in senses(name))
        )


def _written(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text))


def _is_adjective(name: str, word: str) -> bool:
    begins = stem(name, "hr")[:_ADJECTIVE_FROM]
    return (
        len(begins) > _BEGINNING and word.startswith(begins) and _ADJECTIVE.search(word) is not None
    )


@lru_cache(maxsize=100_000)
def is_same_name(one: str, other: str) -> bool:
    """Two folded names that differ by an ending only: *Rijeci* and *Rijeka*, *Zadru* and *Zadar*,
    *Italy* and *Italija*."""
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()):
        return False
    if any(stem(one, language) == stem(other, language) for language in ("hr", "en")):
        return True
    if any(_is_soft(a, b) for a, b in ((one, other), (other, one))):
        return True
    a, b = sorted((relative(one), relative(other)), key=len)
    common = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if common < _BEGINNING:
        return False
    if common >= _LONG and common >= len(a) - 2:
        return len(b) - common <= _MOST_ENDING + 1
    if common >= len(a) - 1:
        return len(b) - common <= _MOST_ENDING
    return _VOWELS.sub("", a) == _VOWELS.sub("", b)


def _is_soft(one: str, other: str) -> bool:
    hard = _HARD.get(one[-2:])
    return hard is not None and len(one) > _BEGINNING and other[:-1] == one[:-2] + hard
