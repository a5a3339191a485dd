"""Near words are found among many without measuring each."""

from __future__ import annotations

import random

from sova_engine.lexical import Spellings
from sova_engine.lexical.spelling import edits


def _plain_edits(a: str, b: str) -> int:
    """The whole table, as the definition of optimal string alignment has it."""
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            same = a[i - 1] == b[j - 1]
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same)
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def test_edits_up_to_the_limit_are_counted_exactly() -> None:
    chance = random.Random(4)
    words = ["".join(chance.choices("abc", k=chance.randint(3, 8))) for _ in range(60)]
    for a in words:
        for b in words:
            for limit in (1, 2):
                assert edits(a, b, limit) == min(_plain_edits(a, b), limit + 1)


def test_no_near_word_is_left_out() -> None:
    chance = random.Random(5)
    words = ["".join(chance.choices("abcdefgh", k=chance.randint(5, 7))) for _ in range(500)]
    spellings = Spellings([(word, 1) for word in words])
    for word in words[:30]:
        found = {token for token, _ in spellings.alike(word, 2)}
        assert found >= {other for other in words if _plain_edits(word, other) <= 2}
