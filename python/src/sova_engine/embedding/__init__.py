"""Texts to vectors. Pure: no database, no network."""

from sova_engine.embedding.builtin import StaticEmbedder
from sova_engine.embedding.catalogue import (
    Available,
    catalogue,
    load,
    load_builtin,
    reranker_folder,
)
from sova_engine.embedding.hashed import HashedEmbedder
from sova_engine.embedding.protocol import (
    AskedVectors,
    Embedder,
    PassageVectors,
    SparseWeights,
    Vectors,
    WordEmbedder,
)

__all__ = [
    "AskedVectors",
    "Available",
    "Embedder",
    "HashedEmbedder",
    "PassageVectors",
    "SparseWeights",
    "StaticEmbedder",
    "Vectors",
    "WordEmbedder",
    "catalogue",
    "load",
    "load_builtin",
    "reranker_folder",
]
