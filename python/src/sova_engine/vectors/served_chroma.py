"""``VectorStore`` over a served Chroma: a remote server, a distributed one, Chroma Cloud.

This is how a library outgrows one machine. The server owns its files, so there is
nothing to seal or set aside here: it is always trusted, and damage is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from sova_engine.vectors.hnsw import HNSW
from sova_engine.vectors.model import Matrix, Neighbour, VectorsDamaged, VectorsUnavailable

if TYPE_CHECKING:
    from collections.abc import Generator

    from chromadb.api.models.Collection import Collection

_PAGE = 10_000
_BATCH = 1_000


class ServedChromaStore:
    def __init__(self, connect: Callable[[], ClientAPI]) -> None:
        """``connect`` is called at the first use and again after the server was away."""
        self._connect = connect
        self._client: ClientAPI | None = None

    @classmethod
    def at(
        cls, host: str, port: int, *, ssl: bool = False, headers: dict[str, str] | None = None
    ) -> ServedChromaStore:
        settings = Settings(anonymized_telemetry=False)
        return cls(lambda: chromadb.HttpClient(host, port, ssl, headers, settings))

    def reachable(self) -> bool:
        """A served Chroma is known by its last answer: a knock may cost a journey."""
        return True

    def trusted(self) -> bool:
        with self._errors() as client:
            client.heartbeat()
        return True

    def mark_verified(self) -> None:
        return

    def counts(self) -> dict[str, int]:
        with self._errors() as client:
            return {one.name: one.count() for one in client.list_collections()}

    def ensure(self, collection: str, dimensions: int) -> None:
        with self._errors() as client:
            client.get_or_create_collection(
                collection,
                embedding_function=None,
                configuration={"hnsw": HNSW},
                metadata={"dimensions": dimensions},
            )

    def drop(self, collection: str) -> None:
        with self._errors() as client:
            try:
                client.delete_collection(collection)
            except NotFoundError:
                return

    def upsert(
        self, collection: str, ids: Sequence[str], documents: Sequence[str], matrix: Matrix
    ) -> None:
        with self._errors() as client:
            target = self._collection(client, collection)
            for first in range(0, len(ids), _BATCH):
                part = slice(first, first + _BATCH)
                target.upsert(
                    ids=list(ids[part]),
                    embeddings=matrix[part],
                    metadatas=[{"document": one} for one in documents[part]],
                )

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        with self._errors() as client:
            self._collection(client, collection).delete(ids=list(ids))

    def query(self, collection: str, matrix: Matrix, count: int) -> list[list[Neighbour]]:
        with self._errors() as client:
            found = self._collection(client, collection).query(
                query_embeddings=matrix, n_results=count, include=["distances"]
            )
        distances = found["distances"] or []
        return [
            [Neighbour(id_, 1.0 - float(d)) for id_, d in zip(ids, row, strict=True)]
            for ids, row in zip(found["ids"], distances, strict=True)
        ]

    def ids(self, collection: str) -> set[str]:
        found: set[str] = set()
        with self._errors() as client:
            source = self._collection(client, collection)
            while True:
                part = source.get(limit=_PAGE, offset=len(found), include=[])["ids"]
                found.update(part)
                if len(part) < _PAGE:
                    return found

    def discard(self) -> None:
        with self._errors() as client:
            for one in client.list_collections():
                client.delete_collection(one.name)

    @staticmethod
    def _collection(client: ClientAPI, name: str) -> Collection:
        return client.get_collection(name, embedding_function=None)

    @contextmanager
    def _errors(self) -> Generator[ClientAPI]:
        try:
            client = self._client or self._connect()
            self._client = client
            yield client
        except (httpx.HTTPError, ConnectionError) as error:
            self._client = None
            raise VectorsUnavailable(str(error)) from error
        except ChromaError as error:
            raise VectorsDamaged(str(error)) from error
        except ValueError as error:
            # Chroma's client says so when it cannot reach the server to check its tenant.
            if self._client is None:
                raise VectorsUnavailable(str(error)) from error
            raise
