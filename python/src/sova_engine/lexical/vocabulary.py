"""The words that are in the index: how rare each is, and which ones a typo may mean."""

from __future__ import annotations

from typing import Protocol

from sova_engine.lexical.analysis import EXACT
from sova_engine.lexical.spelling import Spellings, edits

SHORTEST_CORRECTED = 6
TWO_EDITS_FROM = 8
MAX_CORRECTIONS = 3


class Vocabulary(Protocol):
    """What the index knows of its tokens (an ``fts5vocab`` table of type ``row``)."""

    @property
    def passages(self) -> int: ...

    def frequency(self, token: str) -> int:
        """In how many passages the token is."""
        ...

    def starting_with(self, prefix: str) -> Spellings:
        """Tokens that begin so."""
        ...


class Remembered:
    """A vocabulary asked once for each thing: a look-up reads the table of the index."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._frequencies: dict[str, int] = {}
        self.passages = vocabulary.passages

    def frequency(self, token: str) -> int:
        known = self._frequencies.get(token)
        if known is None:
            known = self._frequencies[token] = self._vocabulary.frequency(token)
        return known

    def starting_with(self, prefix: str) -> Spellings:
        return self._vocabulary.starting_with(prefix)


def corrections(word: str, vocabulary: Vocabulary) -> list[str]:
    """Indexed words a mistyped folded word may mean, the likeliest first.

    Its first letter is taken as right, as it nearly always is; that keeps the look-up
    to one range of the vocabulary. Words with digits are never corrected.
    """
    if len(word) < SHORTEST_CORRECTED or not word.isalpha():
        return []
    limit = 2 if len(word) >= TWO_EDITS_FROM else 1
    near: list[tuple[int, int, str]] = []
    for token, frequency in vocabulary.starting_with(EXACT + word[0]).alike(EXACT + word, limit):
        candidate = token[len(EXACT) :]
        if candidate.isalpha():
            distance = edits(word, candidate, limit)
            if distance <= limit:
                near.append((distance, -frequency, candidate))
    near.sort()
    return [word for distance, _, word in near[:MAX_CORRECTIONS] if distance == near[0][0]]
