"""What the built-in embedder sees of a word.

The whole word, and prefixes of its *key*: a spelling in which Croatian and English
words of one origin begin alike (``democracy``/``demokracija`` -> ``demokraci``,
``technology``/``tehnologija`` -> ``tehnologi``). Prefixes carry Croatian inflection
and names; the key lets a word that training never met in one language meet its
relative in the other. The training script and the product share this file: a change
here is a new model.
"""

from __future__ import annotations

import re
from functools import lru_cache

PREFIXES = (4, 5, 6, 7, 9)
MIN_PREFIX = PREFIXES[0]

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
def key(word: str) -> str:
    """The spelling shared by relatives in both languages; ``word`` is folded."""
    if not word.isalpha():
        return word
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


@lru_cache(maxsize=200_000)
def features(word: str) -> tuple[str, ...]:
    """The names of a folded word's features; prefixes are marked with ``~``."""
    stem = key(word)
    if not word.isalpha() or len(stem) < MIN_PREFIX:
        return (word,)
    return (word, *(f"~{stem[:n]}" for n in PREFIXES if n <= len(stem)))
