"""What every embedder gives, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""float32, [n, dimensions], each row of length 1 (or all zeros for a text without words)."""


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """A passage is found by its own vector and by its best sentence: both are kept."""

    passages: Vectors
    sentences: Vectors
    owners: NDArray[np.int32]
    """For each sentence vector the place of its passage in the call."""
    sparse: Sequence[SparseWeights] = ()
    """One a passage, or none at all."""


SparseWeights = Mapping[int, float]
"""How much each token of a text counts; tokens without weight are left out."""


@dataclass(frozen=True, slots=True)
class AskedVectors:
    """A question as an embedder sees it; ``sparse`` is empty where it has no such weights."""

    dense: Vectors
    sparse: SparseWeights


class Embedder(Protocol):
    @property
    def id(self) -> str:
        """Names the exact weights: vectors of two ids are never mixed in one index."""
        ...

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors: ...

    def ask(self, question: str) -> AskedVectors:
        """All it has to say of a question, from one pass."""
        ...

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[str]]]) -> PassageVectors:
        """``passages``: index text (heading path and text) and sentences of each."""
        ...


class WordEmbedder(Embedder, Protocol):
    """An embedder that is quick enough to ask for single words."""

    def word_vectors(self, folded: Sequence[str]) -> Vectors:
        """Nearness of two words is nearness of meaning; zeros for an empty word."""
        ...
