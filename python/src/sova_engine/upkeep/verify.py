"""Is a collection what the cache says it is? Answered by searching, not by a status.

Chroma's index files can be damaged while its counts look right, so a passage counts as
there only when a search for its own vector finds it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sova_engine.store import Store
from sova_engine.upkeep.space import Space
from sova_engine.vectors.model import VectorsDamaged, VectorStore

_SAMPLE = 48
_BATCH = 64
_SAME = 0.999
"""Cosine from which a neighbour is the vector itself or its equal."""
_WIDER = 40
_TOLERATED = 0.02
"""Share of passages not finding themselves up to which they are added anew one by one
(an approximate index may miss a few); beyond it the index is damaged."""


@dataclass(frozen=True, slots=True)
class Finding:
    passages: int = 0
    vectors: int = 0
    pending: int = 0
    lost: tuple[str, ...] = ()
    """Ids that ought to be found and are not."""
    strange: tuple[str, ...] = ()
    """Ids in the store that nothing here knows."""
    damaged: bool = False
    rebuilt: bool = False

    @property
    def consistent(self) -> bool:
        return not (self.damaged or self.lost or self.strange)

    def repaired(self) -> Finding:
        return replace(self, rebuilt=self.damaged)

    def plus(self, other: Finding) -> Finding:
        return Finding(
            self.passages + other.passages,
            self.vectors + other.vectors,
            self.pending + other.pending,
            self.lost + other.lost,
            self.strange + other.strange,
            self.damaged or other.damaged,
            self.rebuilt or other.rebuilt,
        )


def verify(store: Store, vectors: VectorStore, space: Space, *, thorough: bool) -> Finding:
    """Thorough: every id compared, every passage searched for. Else counts and a sample."""
    try:
        vectors.ensure(space.collection, space.dimensions)
        count = vectors.counts().get(space.collection, 0)
        expected = store.debts.expected(space.workspace, space.embedder)
        pending = store.debts.count(space.workspace, space.embedder)
        finding = Finding(len(expected) + pending, count, pending)
        if thorough or not len(expected) <= count <= len(expected) + pending:
            there = vectors.ids(space.collection)
            known = store.passages.ids(space.workspace)
            finding = replace(
                finding,
                lost=tuple(sorted(expected.keys() - there)),
                strange=tuple(sorted(there - known)),
            )
            sought = [one for one in expected if one in there]
        else:
            sought = list(expected)
        if not thorough:
            sought = random.sample(sought, min(_SAMPLE, len(sought)))
        unfound = _unfound(store, vectors, space, [(one, expected[one]) for one in sought])
        if len(unfound) > max(1, _TOLERATED * len(sought)):
            return replace(finding, damaged=True)
        return replace(finding, lost=(*finding.lost, *unfound))
    except VectorsDamaged:
        return Finding(store.passages.count(space.workspace), damaged=True)


def _unfound(
    store: Store, vectors: VectorStore, space: Space, sought: Sequence[tuple[str, bytes]]
) -> list[str]:
    """Those whose own vector does not lead to them or to an equal vector."""
    missed: list[str] = []
    for first in range(0, len(sought), _BATCH):
        part = sought[first : first + _BATCH]
        cached = store.vectors.get(space.embedder, space.dimensions, [key for _, key in part])
        asked = [(one, cached[key][0]) for one, key in part if key in cached]
        if not asked:
            continue
        matrix = np.stack([vector for _, vector in asked])
        nearest = vectors.query(space.collection, matrix, 1)
        for (one, vector), neighbours in zip(asked, nearest, strict=True):
            if neighbours and neighbours[0].similarity >= _SAME:
                continue
            wider = vectors.query(space.collection, vector.reshape(1, -1), _WIDER)[0]
            if not any(n.id == one and n.similarity >= _SAME for n in wider):
                missed.append(one)
    return missed
