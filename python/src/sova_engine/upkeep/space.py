"""One collection of the vector store."""

from __future__ import annotations

from dataclasses import dataclass

from sova_engine.vectors import collection_name


@dataclass(frozen=True, slots=True)
class Space:
    """A workspace seen by one embedder."""

    workspace: str
    embedder: int
    embedder_id: str
    dimensions: int

    @property
    def collection(self) -> str:
        return collection_name(self.workspace, self.embedder_id, self.dimensions)
