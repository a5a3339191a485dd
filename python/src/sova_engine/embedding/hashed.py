"""An embedder without a model: each word feature a fixed random direction.

It finds shared words and names, not meanings. It stands in where the shipped table is
missing or damaged, under its own id, so that nothing it made is taken for the model's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from sova_engine.embedding.features import features
from sova_engine.embedding.protocol import AskedVectors, PassageVectors, Vectors
from sova_engine.lexical.folding import words

_DIMENSIONS = 256


class HashedEmbedder:
    id = "hashed-1"
    name = "word features"
    dimensions = _DIMENSIONS

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), _DIMENSIONS), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words(text):
                for feature in features(word):
                    row += _direction(feature)
            length = float(np.linalg.norm(row))
            if length > 0:
                row /= length
        return vectors

    def ask(self, question: str) -> AskedVectors:
        return AskedVectors(self.embed_queries([question])[0], {})

    def word_vectors(self, folded: Sequence[str]) -> Vectors:
        return self.embed_queries(folded)

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[str]]]) -> PassageVectors:
        owners = [i for i, (_, own) in enumerate(passages) for _ in own]
        return PassageVectors(
            self.embed_queries([text for text, _ in passages]),
            self.embed_queries([sentence for _, own in passages for sentence in own]),
            np.asarray(owners, np.int32),
        )


@lru_cache(maxsize=50_000)
def _direction(feature: str) -> Vectors:
    generator = np.random.default_rng(crc32(feature.encode()))
    return generator.standard_normal(_DIMENSIONS, dtype=np.float32)
