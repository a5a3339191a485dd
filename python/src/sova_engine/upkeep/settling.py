"""Pays the store's debts to a vector store: vectors not written yet, passages not removed yet."""

from __future__ import annotations

import logging
from collections.abc import Callable

import numpy as np

from sova_engine.precedence import Precedence
from sova_engine.store import Pending, Store
from sova_engine.upkeep.space import Space
from sova_engine.vectors.model import VectorStore

_log = logging.getLogger(__name__)
_BATCH = 500
_SMALL_BATCH = 50
"""Chroma answers nothing while it takes a batch in: half a millisecond to two a vector."""


class Settler:
    """Every method raises ``VectorsUnavailable`` or ``VectorsDamaged``; what was not
    acknowledged stays owed."""

    def __init__(
        self, store: Store, precedence: Precedence, *, stopping: Callable[[], bool]
    ) -> None:
        self._store = store
        self._precedence = precedence
        self._stopping = stopping

    def settle(self, vectors: VectorStore, space: Space) -> None:
        """Removals first, then pending vectors, in batches struck off after their
        acknowledgement. Returns early when the engine stops."""
        self.settle_removals(vectors, space)
        debts = self._store.debts
        while pending := debts.pending(space.workspace, space.embedder, self._batch()):
            if self._stopping():
                return
            cached = self._store.vectors.get(
                space.embedder, space.dimensions, [one.hash for one in pending]
            )
            there: list[Pending] = [one for one in pending if one.hash in cached]
            matrix = np.stack([cached[one.hash][0] for one in there]) if there else None
            if matrix is not None:
                ids = [one.id for one in there]
                documents = [one.document_id for one in there]
                vectors.upsert(space.collection, ids, documents, matrix)
            debts.settle(space.embedder, pending)

    def _batch(self) -> int:
        self._precedence.give_way()
        return _SMALL_BATCH if self._precedence.asked_lately else _BATCH

    def settle_removals(self, vectors: VectorStore, space: Space) -> None:
        debts = self._store.debts
        while ids := debts.removals(space.workspace, space.embedder, _BATCH):
            vectors.ensure(space.collection, space.dimensions)
            vectors.delete(space.collection, ids)
            debts.settle_removals(space.workspace, space.embedder, ids)


def drop_strangers(store: Store, vectors: VectorStore) -> None:
    """Collections that no workspace with any known embedder uses."""
    known = {
        Space(workspace, *embedder).collection
        for workspace in store.documents.workspaces()
        for embedder in store.vectors.registered()
    }
    for name in vectors.counts():
        if name not in known:
            _log.info("dropping the collection %s: nothing here uses it", name)
            vectors.drop(name)
