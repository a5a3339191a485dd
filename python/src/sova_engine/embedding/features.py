"""What the built-in embedder sees of a word: the word, and beginnings of its spelling.

Beginnings carry Croatian inflection and names, and join relatives of both languages
(``lexical.relative``). The training script and the product share this file: a change
here is a new model.
"""

from __future__ import annotations

from functools import lru_cache

from sova_engine.lexical import relative

PREFIXES = (4, 5, 6, 7, 9)


@lru_cache(maxsize=200_000)
def features(word: str) -> tuple[str, ...]:
    """The names of a folded word's features; beginnings are marked with ``~``."""
    if not word.isalpha():
        return (word,)
    spelling = relative(word)
    return (word, *(f"~{spelling[:n]}" for n in PREFIXES if n <= len(spelling)))
