"""Letters and words: what both the word index and the built-in embedder read.

A question typed without diacritics must meet the same words, so both sides fold
them. ``đ`` has no decomposition in Unicode and is folded by hand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
_CROATIAN = (("č", "c"), ("ć", "c"), ("đ", "d"), ("š", "s"), ("ž", "z"))
_OTHER = re.compile(r"[^\x00-\x7f]+")
_SENTENCE = 400
_LETTERS = {"ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"}


def fold(text: str) -> str:
    """Lower case without diacritics: ``Đurđica Šćepanović`` -> ``durdica scepanovic``."""
    lowered = unicodedata.normalize("NFC", text).lower()
    if lowered.isascii():
        return lowered
    for letter, plain in _CROATIAN:
        lowered = lowered.replace(letter, plain)
    return _OTHER.sub(_plain, lowered)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return list(_words(text)) if len(text) <= _SENTENCE else WORD.findall(fold(text))


@lru_cache(maxsize=1024)
def _words(sentence: str) -> tuple[str, ...]:
    """Several looks at a sentence follow one another, each at its words."""
    return tuple(WORD.findall(fold(sentence)))


def _plain(run: re.Match[str]) -> str:
    letters = "".join(_LETTERS.get(letter, letter) for letter in run.group())
    decomposed = unicodedata.normalize("NFD", letters)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
