"""BGE-M3 as an ``Embedder``: one vector a passage; it reads whole passages well."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sova_engine.embedding.protocol import PassageVectors, Vectors
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

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[str]]]) -> PassageVectors:
        vectors = self.embed_queries([text for text, _ in passages])
        none = np.zeros((0, self.dimensions), np.float32)
        return PassageVectors(vectors, none, np.zeros(0, np.int32))
