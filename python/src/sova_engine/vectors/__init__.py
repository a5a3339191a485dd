"""The vector store: what the engine needs of one, and the two there are."""

from sova_engine.vectors.lean import load_less
from sova_engine.vectors.model import (
    Matrix,
    Neighbour,
    VectorsDamaged,
    VectorStore,
    VectorsUnavailable,
    collection_name,
)
from sova_engine.vectors.sova_store import SovaVectorStore

load_less()

__all__ = [
    "Matrix",
    "Neighbour",
    "SovaVectorStore",
    "VectorStore",
    "VectorsDamaged",
    "VectorsUnavailable",
    "collection_name",
]
