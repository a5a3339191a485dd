"""A spelling in which Croatian and English words of one origin begin alike.

``democracy`` and ``demokracija`` -> ``demokraci``, ``technology`` and ``tehnologija`` ->
``tehnologi``. Its beginnings are index keys and features of the built-in embedder: they
let a word of one language meet its relative in the other, and the forms of a word meet.
The built-in model is trained on this spelling: a change here is a new model.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        ("dj", "d"),
        ("tion", "cion"),
        ("^ch", "c"),
        ("ch", "h"),
        ("sh", "s"),
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("qu", "kv"),
        ("x", "ks"),
        ("w", "v"),
        ("^y(?=[aeiou])", "j"),
        ("y", "i"),
        ("ij(?=[aeiou])", "i"),
        ("ou", "u"),
        ("z", "s"),
        ("c(?![ei])", "k"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=200_000)
def relative(word: str) -> str:
    """The shared spelling of a folded word; words with a digit stay as they are."""
    if not word.isalpha():
        return word
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word
