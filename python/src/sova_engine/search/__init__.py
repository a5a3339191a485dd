"""A question's way: language, both channels, one order, the passages that are shown."""

from sova_engine.search.dense import DenseChannel
from sova_engine.search.reranking import Reranking
from sova_engine.search.searcher import Searcher

__all__ = ["DenseChannel", "Reranking", "Searcher"]
