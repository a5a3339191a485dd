"""Which of many words are a slip or two away from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_LETTERS = {letter: 1 << place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
_OTHER = 1 << 26


class Spellings:
    """Tokens with their frequency, and what tells quickly that two cannot be alike."""

    def __init__(self, tokens: Sequence[tuple[str, int]]) -> None:
        self._tokens = tokens
        self._lengths = np.array([len(token) for token, _ in tokens], np.int16)
        self._letters = np.array([_letters(token) for token, _ in tokens], np.uint32)

    def alike(self, token: str, limit: int) -> Iterator[tuple[str, int]]:
        """Those whose length and letters differ from the token's by no more than the limit;
        each edit brings at most one new letter in and takes at most one out."""
        own = np.uint32(_letters(token))
        maybe = np.abs(self._lengths - len(token)) <= limit
        maybe &= _bits(self._letters & ~own) <= limit
        maybe &= _bits(~self._letters & own) <= limit
        return (self._tokens[place] for place in np.flatnonzero(maybe).tolist())


def edits(a: str, b: str, limit: int) -> int:
    """Optimal string alignment distance of two words, ``limit + 1`` when it is more."""
    far = limit + 1
    if abs(len(a) - len(b)) > limit:
        return far
    before: list[int] = []
    row = [min(j, far) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        above, before_above = row, before
        row = [far] * (len(b) + 1)
        row[0] = min(i, far)
        # Farther from the diagonal there are more edits than the limit.
        for j in range(max(1, i - limit), min(len(b), i + limit) + 1):
            y = b[j - 1]
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before_above[j - 2] + 1)
            row[j] = min(best, far)
        if min(row) > limit:
            return far
        before = above
    return row[-1]


def _letters(token: str) -> int:
    found = 0
    for letter in token:
        found |= _LETTERS.get(letter, _OTHER)
    return found


def _bits(values: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return np.bitwise_count(values)
