"""Words in a small library, where counting passages says nothing about how rare a word is.

With one document every word of it stands in all passages, and BM25 gives it no weight at
all. So a few hundred passages of no particular kind are thought beside the real ones.
"""

from __future__ import annotations

import math

from sova_engine.lexical.vocabulary import Vocabulary

SMALL = 200
"""Passages below which a library is small."""
_BESIDE = 300
_SHARE = 0.01
"""How many of the passages thought beside have a given word."""


def is_small(vocabulary: Vocabulary) -> bool:
    return vocabulary.passages < SMALL


def small_rarity(having: int, passages: int) -> float:
    """Inverse document frequency over the real passages and those thought beside them."""
    total, known = passages + _BESIDE, having + _SHARE * _BESIDE
    return math.log((total - known + 0.5) / (known + 0.5))
