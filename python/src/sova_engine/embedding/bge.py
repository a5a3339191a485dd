"""BGE-M3 as an ``Embedder``: one vector a passage, which it reads well as a whole, and weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sova_engine.embedding.protocol import AskedVectors, PassageVectors, Vectors
from sova_engine.transformer import BgeM3


class BgeEmbedder:
    def __init__(self, folder: Path) -> None:
        """Raises ``EngineError``: ``model-missing``, ``model-corrupt``."""
        self._model = BgeM3(folder)

    @property
    def id(self) -> str:
        return self._model.id

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def dimensions(self) -> int:
        return self._model.dimensions

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._model.encode(texts).dense

    def ask(self, question: str) -> AskedVectors:
        encoded = self._model.encode([question])
        return AskedVectors(encoded.dense[0], encoded.sparse[0])

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[str]]]) -> PassageVectors:
        encoded = self._model.encode([text for text, _ in passages])
        none = np.zeros((0, self.dimensions), np.float32)
        sparse = encoded.sparse if self._model.has_sparse else ()
        return PassageVectors(encoded.dense, none, np.zeros(0, np.int32), sparse)
