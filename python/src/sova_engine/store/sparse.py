"""Sparse weights as they are kept, and what a question's make of many passages' at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

SparseWeights = Mapping[int, float]
_BYTES = 6
"""A token takes a uint32 and a float16."""


def pack_sparse(weights: SparseWeights) -> bytes:
    tokens = sorted(weights)
    values = np.array([weights[token] for token in tokens], "<f2")
    return np.array(tokens, "<u4").tobytes() + values.tobytes()


def inner_products(asked: SparseWeights, packed: Sequence[bytes]) -> NDArray[np.float32]:
    """Of the question's weights with those of each passage."""
    scores = np.zeros(len(packed), np.float32)
    if not asked:
        return scores
    tokens = np.array(sorted(asked), np.uint32)
    weights = np.array([asked[int(token)] for token in tokens], np.float32)
    for place, data in enumerate(packed):
        count = len(data) // _BYTES
        own = np.frombuffer(data, "<u4", count)
        values = np.frombuffer(data, "<f2", count, offset=4 * count)
        # Both are ascending: where each of the question's tokens would stand.
        at = np.searchsorted(own, tokens)
        met = at < count
        met[met] = own[at[met]] == tokens[met]
        scores[place] = weights[met] @ values[at[met]].astype(np.float32)
    return scores
