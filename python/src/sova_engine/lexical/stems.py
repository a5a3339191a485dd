"""One key for the forms of a word. Snowball's Serbian rules read folded Croatian well."""

from __future__ import annotations

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


@lru_cache(maxsize=100_000)
def stem(word: str, language: Language) -> str:
    """The stem of a folded word; words with a digit are kept whole."""
    if not word.isalpha():
        return word
    return _STEMMERS[language].stemWord(word)
