"""How well a passage's words cover the question's: each word of the question by the nearest
word of the passage, rarer words counting more.

One vector for a whole text blurs which words met; this looks word by word, across the two
languages too, and was the largest single gain measured on questions in the other language.
It reads the candidates' texts, so it orders what the channels found rather than finding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical import words

WordVectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""Folded words -> float32 [n, dimensions], each row of length 1 (zeros for an unknown word)."""


def word_match(
    asked: Sequence[tuple[str, float]], texts: Sequence[str], vectors: WordVectors
) -> list[float]:
    """A score between 0 and 1 for each text.

    ``asked``: the question's folded content words with their rarity in the library.
    """
    total = sum(rarity for _, rarity in asked)
    if not asked or not texts or total <= 0:
        return [0.0] * len(texts)
    places: dict[str, int] = {}
    flat: list[int] = []
    starts: list[int] = []
    for text in texts:
        starts.append(len(flat))
        own = {places.setdefault(word, len(places)) for word in words(text)}
        flat.extend(own or {places.setdefault("", len(places))})
    near = vectors([word for word, _ in asked]) @ vectors(list(places)).T
    best = np.maximum.reduceat(near[:, flat], starts, axis=1).clip(0, 1)
    weights = np.asarray([rarity for _, rarity in asked], np.float32) / np.float32(total)
    return [float(score) for score in weights @ best]
