"""One key for the forms of a word. Snowball's Serbian rules read folded Croatian well."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, Protocol, cast

import Stemmer

Language = Literal["hr", "en"]


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


_STEMMERS: dict[Language, _Stemmer] = {
    "hr": cast("_Stemmer", Stemmer.Stemmer("serbian")),
    "en": cast("_Stemmer", Stemmer.Stemmer("english")),
}


_PAID = re.compile(
    r"((?:is|u|na|do|pot|pre|za|ot)?pla)"
    r"(?:c[aeiu]\w*|t(?:a|e|i|u|om|ama|im|is|imo|ite|iti|it|io|ila|ilo|ili|ile))"
)
"""``plaća``, ``isplaćuje``, ``platiti``, ``uplata``: one root of ``t`` and ``ć`` that no stemmer
joins, and that half of all contracts turn on."""


@lru_cache(maxsize=100_000)
def stem(word: str, language: Language) -> str:
    """The stem of a folded word; words with a digit are kept whole."""
    if not word.isalpha():
        return word
    if language == "hr":
        paid = _PAID.fullmatch(word)
        if paid is not None:
            return paid.group(1) + "t"
    return _STEMMERS[language].stemWord(word)
