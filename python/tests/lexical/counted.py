"""A vocabulary counted from a few passages, as the store's is from its index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sova_engine.lexical import Spellings


class Counted:
    def __init__(self, passages: Sequence[frozenset[str]]) -> None:
        self.passages = len(passages)
        self._counts = Counter(token for one in passages for token in one)

    def frequency(self, token: str) -> int:
        return self._counts[token]

    def starting_with(self, prefix: str) -> Spellings:
        return Spellings([pair for pair in self._counts.items() if pair[0].startswith(prefix)])
