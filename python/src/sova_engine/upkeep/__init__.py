"""Keeping what is derived whole: the vector store equal to the cache, better vectors added."""

from sova_engine.upkeep.background import BackgroundEmbedding
from sova_engine.upkeep.keeper import VectorKeeper
from sova_engine.upkeep.lens import Lens
from sova_engine.upkeep.space import Space
from sova_engine.upkeep.verify import Finding

__all__ = ["BackgroundEmbedding", "Finding", "Lens", "Space", "VectorKeeper"]
