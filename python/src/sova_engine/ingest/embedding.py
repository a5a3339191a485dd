"""Passages to cached vectors, in batches, each its own commit."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import numpy as np

from sova_engine.embedding import Embedder
from sova_engine.store import Embedded, PassageRow, Store, Vectors

BATCH = 64
_log = logging.getLogger(__name__)


def embed(
    store: Store, embedder: Embedder, number: int, passages: Sequence[PassageRow]
) -> Iterator[int]:
    """Yields how many passages have their vectors after each batch.

    Texts that are in the cache already are not embedded again.
    """
    missing = store.vectors.missing(number, (one.hash for one in passages))
    todo = list({one.hash: one for one in passages if one.hash in missing}.values())
    done = len(passages) - len(todo)
    yield done
    for first in range(0, len(todo), BATCH):
        part = todo[first : first + BATCH]
        vectors = vectors_of(embedder, part)
        with store.database.write() as connection:
            store.vectors.put(connection, number, vectors)
        _log.info("embedded %d texts by %s", len(part), embedder.id)
        done += len(part)
        yield done


def vectors_of(embedder: Embedder, passages: Sequence[PassageRow]) -> dict[bytes, Embedded]:
    """By text hash."""
    made = embedder.embed_passages([(one.index_text, one.sentence_texts()) for one in passages])
    return {
        one.hash: Embedded(
            np.vstack([_directed(made.passages[i])[None], made.sentences[made.owners == i]]),
            made.sparse[i] if made.sparse else None,
        )
        for i, one in enumerate(passages)
    }


def _directed(vector: Vectors) -> Vectors:
    """A text without words has no direction and cosine search needs one: a fixed one."""
    if vector.any():
        return vector
    return np.full_like(vector, 1 / np.sqrt(vector.size))
