"""A file's way into the index: read, cut, embed, index; and the slow better vectors after."""

from sova_engine.ingest.pipeline import Ingest
from sova_engine.ingest.running import Running, Work

__all__ = ["Ingest", "Running", "Work"]
