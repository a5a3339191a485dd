"""The vector store: what the engine needs of one, and the two there are."""

from sova_engine.vectors.model import (
    Matrix,
    Neighbour,
    VectorsDamaged,
    VectorStore,
    VectorsUnavailable,
    collection_name,
)
from sova_engine.vectors.sova_store import SovaVectorStore

__all__ = [
    "Matrix",
    "Neighbour",
    "SovaVectorStore",
    "VectorStore",
    "VectorsDamaged",
    "VectorsUnavailable",
    "collection_name",
]
