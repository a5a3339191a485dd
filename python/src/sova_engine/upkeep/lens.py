"""A lens: one embedder with its place in the store. The library is seen through one or two."""

from __future__ import annotations

from dataclasses import dataclass

from sova_engine.embedding import Embedder
from sova_engine.store import Store
from sova_engine.upkeep.space import Space


@dataclass(frozen=True, slots=True)
class Lens:
    embedder: Embedder
    number: int
    """The embedder's number in the store."""

    @classmethod
    def of(cls, store: Store, embedder: Embedder, *, builtin: bool) -> Lens:
        number = store.vectors.register(embedder.id, embedder.dimensions, builtin=builtin)
        return cls(embedder, number)

    def space(self, workspace: str) -> Space:
        return Space(workspace, self.number, self.embedder.id, self.embedder.dimensions)
