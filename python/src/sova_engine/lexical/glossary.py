"""Which everyday words mean the same, across the two languages and within one (``glossary.txt``).

The built-in vectors are trained on texts that may be passed on, and those hardly know leases,
salaries or a doctor's findings: *tenant* and *najmoprimac* were strangers to them (cosine .05). And
who asks for the *kirija* must find the contract's *najamnina*: no letter of it is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical.folding import words
from sova_engine.lexical.stems import Language, stem

_FLEETING = ("ak", "ac", "ar", "am")
_SHORTEST = 4
_ENDING = re.compile(r"(?:oga|ega|omu|emu|ome|ima|ama|eg|em|og|om|oj|ih|im|a|e|i|o|u)$")
_FILE = Path(__file__).with_name("glossary.txt")


@lru_cache(maxsize=100_000)
def senses(word: str) -> tuple[int, ...]:
    """The places a folded word has in the glossary, as a word of either language: ``2n`` as an
    English one in line ``n``, ``2n + 1`` as a Croatian one, both where a line's words are one
    another's. Words meet where one's place is the other's with its last bit turned."""
    table = _table()
    found = table.english.get(stem(word, "en"), ()) + table.croatian.get(stem(word, "hr"), ())
    return tuple(dict.fromkeys(found or table.roots.get(_root(word), ())))


@lru_cache(maxsize=10_000)
def other_words(word: str) -> tuple[str, ...]:
    """The words that mean the same as a folded word, folded, in both languages."""
    own = {stem(word, "en"), stem(word, "hr")}
    listed = _table().words
    others = dict.fromkeys(one for sense in senses(word) for one in listed.get(sense ^ 1, ()))
    return tuple(one for one in others if own.isdisjoint((stem(one, "en"), stem(one, "hr"))))


def translated(asked: Sequence[str], own: Sequence[str]) -> NDArray[np.bool_]:
    """[asked, own]: whether one is the other's word in the other language; all folded."""
    found = np.zeros((len(asked), len(own)), np.bool_)
    places: dict[int, list[int]] = {}
    for place, word in enumerate(own):
        for sense in senses(word):
            places.setdefault(sense ^ 1, []).append(place)
    for row, word in enumerate(asked):
        for sense in senses(word):
            found[row, places.get(sense, [])] = True
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """Folded words of each language that mean the same."""

    english: tuple[str, ...]
    croatian: tuple[str, ...]
    one_anothers: bool
    """Whether they mean the same within a language too."""


def entries() -> Iterator[Entry]:
    """The glossary's lines, in their order."""
    for line in _FILE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            one_anothers = "==" in line
            left, right = line.split("==" if one_anothers else "=")
            yield Entry(tuple(words(left)), tuple(words(right)), one_anothers)


@dataclass(frozen=True, slots=True)
class _Table:
    english: dict[str, tuple[int, ...]]
    croatian: dict[str, tuple[int, ...]]
    """Stem -> places."""
    roots: dict[str, tuple[int, ...]]
    """What is left of a Croatian word without its ending -> places: the stemmer knows *godišnji*
    and *godišnjeg* for two words."""
    words: dict[int, tuple[str, ...]]
    """Place -> the words there."""


@cache
def _table() -> _Table:
    table = _Table({}, {}, {}, {})
    for number, entry in enumerate(entries()):
        sides: tuple[tuple[dict[str, tuple[int, ...]], Language, tuple[str, ...], int], ...] = (
            (table.english, "en", entry.english, 2 * number),
            (table.croatian, "hr", entry.croatian, 2 * number + 1),
        )
        for side, language, own, place in sides:
            places = (2 * number, 2 * number + 1) if entry.one_anothers else (place,)
            for key in _stems(own, language):
                side[key] = (*side.get(key, ()), *places)
            for word in own if language == "hr" else ():
                root = _root(word)
                table.roots[root] = (*table.roots.get(root, ()), *places)
            for each in places:
                table.words[each] = (*table.words.get(each, ()), *own)
    return table


def _stems(own: Sequence[str], language: Language) -> list[str]:
    if language == "hr":
        own = [form for word in own for form in (word, *_forms(word))]
    return list(dict.fromkeys(stem(word, language) for word in own))


def _root(word: str) -> str:
    root = _ENDING.sub("", word)
    return root if len(root) >= _SHORTEST else word


def _forms(word: str) -> Iterator[str]:
    """Forms a Croatian word has that the stemmer takes for another word."""
    if word.endswith("ti"):
        yield word[:-2]  # cuvati, cuva
    if word.endswith("k"):
        yield f"{word[:-1]}ci"  # umirovljenik, umirovljenici
    if len(word) > _SHORTEST and word.endswith(_FLEETING):
        yield f"{word[:-2]}{word[-1]}a"  # sastanak, sastanka
    if word.endswith("anj"):
        yield f"{word[:-3]}nja"  # lipanj, lipnja
