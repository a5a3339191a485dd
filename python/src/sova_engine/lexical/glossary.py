"""Which everyday words of the two languages mean the same (``glossary.txt``).

The built-in vectors are trained on texts that may be passed on, and those hardly know leases,
salaries or a doctor's findings: *tenant* and *najmoprimac* were strangers to them (cosine .05).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical.folding import words
from sova_engine.lexical.stems import Language, stem

_FLEETING = ("ak", "ac", "ar", "am")
_SHORTEST = 4
_FILE = Path(__file__).with_name("glossary.txt")


@lru_cache(maxsize=100_000)
def senses(word: str) -> tuple[int, ...]:
    """The places a folded word has in the glossary, as a word of either language: ``2n`` as an
    English one in line ``n``, ``2n + 1`` as a Croatian one."""
    english, croatian = _table()
    return english.get(stem(word, "en"), ()) + croatian.get(stem(word, "hr"), ())


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


@cache
def _table() -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    english: dict[str, tuple[int, ...]] = {}
    croatian: dict[str, tuple[int, ...]] = {}
    lines = _FILE.read_text(encoding="utf-8").split("\n")
    entries = [line for line in lines if line and not line.startswith("#")]
    for number, entry in enumerate(entries):
        left, right = entry.split("=")
        for key in _stems(left, "en"):
            english[key] = (*english.get(key, ()), 2 * number)
        for key in _stems(right, "hr"):
            croatian[key] = (*croatian.get(key, ()), 2 * number + 1)
    return english, croatian


def _stems(text: str, language: Language) -> list[str]:
    own = words(text)
    if language == "hr":
        own = [form for word in own for form in (word, *_forms(word))]
    return list(dict.fromkeys(stem(word, language) for word in own))


def _forms(word: str) -> Iterator[str]:
    """Forms a Croatian word has that the stemmer takes for another word."""
    if word.endswith("ti"):
        yield word[:-2]  # cuvati, cuva
    if word.endswith("k"):
        yield f"{word[:-1]}ci"  # umirovljenik, umirovljenici
    if len(word) > _SHORTEST and word.endswith(_FLEETING):
        yield f"{word[:-2]}{word[-1]}a"  # sastanak, sastanka
