"""Words in a small library, where counting passages says nothing about how rare a word is.

With one document every word of it stands in all passages, and BM25 gives it no weight at
all. So a few hundred passages of no particular kind are thought beside the real ones, and
a passage's score is the weight of the question's words that it has.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sova_engine.lexical.analysis import BEGINNING

if TYPE_CHECKING:
    from sova_engine.lexical.query import LexicalQuery
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


def small_scores(query: LexicalQuery, tokens: Mapping[int, frozenset[str]]) -> dict[int, float]:
    """For each passage number the weight of the terms it has; passages with none are left out.

    A term found only by its beginning counts a third, as in the full expression.
    """
    scores: dict[int, float] = {}
    for number, own in tokens.items():
        score = 0.0
        for term in query.terms:
            met = [form for form in term.forms if form in own]
            if any(form[0] != BEGINNING for form in met):
                score += term.weight
            elif met:
                score += term.weight / 3
        if score > 0:
            scores[number] = score
    return scores
