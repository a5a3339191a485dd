"""What the engine needs of a vector store, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


class VectorsUnavailable(Exception):
    """The store does not answer; what is asked of it may work later."""


class VectorsDamaged(Exception):
    """The store answers, but not for this collection: it must be built again."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    id: str
    similarity: float
    """Cosine, -1..1."""


class VectorStore(Protocol):
    """Ids, vectors and the document each belongs to; never a text.

    One collection for each workspace and embedder. Every method raises
    ``VectorsUnavailable`` or ``VectorsDamaged``; all may be called from any thread.
    """

    def reachable(self) -> bool:
        """Whether somebody listens there; quick, and says nothing of health."""
        ...

    def trusted(self) -> bool:
        """False when the store was not closed cleanly since it was last verified."""
        ...

    def mark_verified(self) -> None: ...

    def counts(self) -> dict[str, int]:
        """Vectors by collection."""
        ...

    def ensure(self, collection: str, dimensions: int) -> None: ...

    def drop(self, collection: str) -> None:
        """Also one that is damaged; nothing happens when there is none."""
        ...

    def upsert(
        self, collection: str, ids: Sequence[str], documents: Sequence[str], matrix: Matrix
    ) -> None:
        """Acknowledged means durable. ``matrix`` has the shape (ids, dimensions)."""
        ...

    def delete(self, collection: str, ids: Sequence[str]) -> None: ...

    def query(self, collection: str, matrix: Matrix, count: int) -> list[list[Neighbour]]:
        """Nearest first, one list for each row; fewer than ``count`` in a small collection."""
        ...

    def ids(self, collection: str) -> set[str]: ...

    def discard(self) -> None:
        """Set everything aside and begin empty: the way out of damage that cannot be dropped."""
        ...


def collection_name(workspace: str, embedder_id: str, dimensions: int) -> str:
    """Chroma allows letters, digits and ``._-``; anything else becomes ``-``."""
    raw = f"{workspace}--{embedder_id}--{dimensions}"
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in raw)
