"""Keeping what is derived whole: the vector store equal to the cache, better vectors added."""

from sova_engine.upkeep.keeper import Space, VectorKeeper
from sova_engine.upkeep.verify import Finding

__all__ = ["Finding", "Space", "VectorKeeper"]
