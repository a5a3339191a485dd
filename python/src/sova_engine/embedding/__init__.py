"""Texts to vectors. Pure: no database, no network."""

from sova_engine.embedding.builtin import StaticEmbedder
from sova_engine.embedding.catalogue import Available, catalogue, load, load_builtin
from sova_engine.embedding.hashed import HashedEmbedder
from sova_engine.embedding.protocol import Embedder, PassageVectors, Vectors, WordEmbedder

__all__ = [
    "Available",
    "Embedder",
    "HashedEmbedder",
    "PassageVectors",
    "StaticEmbedder",
    "Vectors",
    "WordEmbedder",
    "catalogue",
    "load",
    "load_builtin",
]
