"""The words that are in the index: how rare each is, and which ones a typo may mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sova_engine.lexical.analysis import EXACT

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

    def starting_with(self, prefix: str) -> Iterable[tuple[str, int]]:
        """Tokens that begin so, with their frequency."""
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

    def starting_with(self, prefix: str) -> Iterable[tuple[str, int]]:
        return self._vocabulary.starting_with(prefix)


def edits(a: str, b: str, limit: int) -> int:
    """Optimal string alignment distance of two words, ``limit + 1`` when it is more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, before_above = row, before
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before_above[j - 2] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before = above
    return row[-1]


def corrections(word: str, vocabulary: Vocabulary) -> list[str]:
    """Indexed words a mistyped folded word may mean, the likeliest first.

    Its first letter is taken as right, as it nearly always is; that keeps the look-up
    to one range of the vocabulary. Words with digits are never corrected.
    """
    if len(word) < SHORTEST_CORRECTED or not word.isalpha():
        return []
    limit = 2 if len(word) >= TWO_EDITS_FROM else 1
    near: list[tuple[int, int, str]] = []
    for token, frequency in vocabulary.starting_with(EXACT + word[0]):
        candidate = token[len(EXACT) :]
        if abs(len(candidate) - len(word)) <= limit and candidate.isalpha():
            distance = edits(word, candidate, limit)
            if distance <= limit:
                near.append((distance, -frequency, candidate))
    near.sort()
    return [word for distance, _, word in near[:MAX_CORRECTIONS] if distance == near[0][0]]
