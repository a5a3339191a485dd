"""Chroma's persistent client as the vector server uses it: opened, probed, closed, replaced."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import NotFoundError

from sova_engine.errors import EngineError
from sova_engine.vectors.directory import VectorDirectory
from sova_engine.vectors.hnsw import EF_SEARCH, HNSW
from sova_engine.vectors.model import Matrix

_log = logging.getLogger(__name__)


class ChromaService:
    """Owns the client. Chroma's own failures come out as ``internal`` errors, and as
    ``disk-full`` where there is no room: what cannot be written is not damaged."""

    def __init__(self, directory: VectorDirectory, leave: Callable[[], None]) -> None:
        """``leave`` ends the process, at once: whoever supervises it starts it again."""
        self._directory = directory
        self._leave = leave
        self._jammed = False
        self._lock = threading.Lock()
        self._collections: dict[str, Collection] = {}
        self.trusted = directory.prepare()
        self._client = self._open_or_replace()
        directory.opened()

    def _open_or_replace(self) -> Client:
        try:
            with _native():
                client = self._open()
                for collection in client.list_collections():
                    # One of an earlier version is searched as widely as a new one. Before
                    # its first search: an index that is open keeps what it was opened with.
                    collection.modify(configuration={"hnsw": {"ef_search": EF_SEARCH}})
                    _probe(collection)
            return client
        except Exception as error:
            if self._directory.full:
                self._directory.not_opened()
                raise _no_room() from error
            _log.warning("the vector store cannot be read, set aside: %r", error)
            self._directory.set_aside()
            self.trusted = True
            return self._open()

    def _open(self) -> Client:
        # Chroma keeps one system per path for the life of the process, also a broken one.
        SharedSystemClient.clear_system_cache()
        settings = Settings(anonymized_telemetry=False)
        client = chromadb.PersistentClient(str(self._directory.store), settings=settings)
        assert isinstance(client, Client)
        return client

    def counts(self) -> dict[str, int]:
        with self._roomy():
            return {one.name: one.count() for one in self._client.list_collections()}

    def ensure(self, name: str, dimensions: int) -> None:
        with self._lock, self._roomy():
            self._collections[name] = self._client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration={"hnsw": HNSW},
                metadata={"dimensions": dimensions},
            )

    def drop(self, name: str) -> None:
        with self._lock, self._roomy(), suppress(NotFoundError):
            self._collections.pop(name, None)
            self._client.delete_collection(name)

    def upsert(self, name: str, ids: list[str], documents: list[str], matrix: Matrix) -> None:
        collection = self._collection(name)
        with self._roomy():
            collection.upsert(
                ids=ids, embeddings=matrix, metadatas=[{"document": one} for one in documents]
            )

    def delete(self, name: str, ids: list[str]) -> None:
        collection = self._collection(name)
        with self._roomy():
            collection.delete(ids=ids)

    def query(self, name: str, matrix: Matrix, count: int) -> tuple[list[list[str]], Matrix]:
        """Ids and cosine distances; rows are as long as the shortest answer."""
        collection = self._collection(name)
        with self._roomy():
            found = collection.query(
                query_embeddings=matrix, n_results=count, include=["distances"]
            )
        distances = np.asarray(found["distances"], dtype=np.float32)
        return found["ids"], distances.reshape(len(found["ids"]), -1)

    def ids(self, name: str, offset: int, limit: int) -> list[str]:
        collection = self._collection(name)
        with self._roomy():
            return collection.get(limit=limit, offset=offset, include=[])["ids"]

    def discard(self) -> None:
        """Sets the store aside and opens an empty one."""
        with self._lock, self._roomy():
            self._collections.clear()
            self._client.close()
            self._directory.set_aside()
            self._client = self._open()
            self.trusted = True

    def close(self) -> None:
        """Seals the directory, unless a doubt about it was never settled."""
        if not self._jammed:
            self._client.close()
            if self.trusted:
                self._directory.close_sealed()
        self._directory.release()

    @contextmanager
    def _roomy(self) -> Generator[None]:
        """A call of Chroma; also a search writes, for it takes in what waits in its log.

        After a write for which there was no room Chroma may wait for itself for ever, also once
        there is room again. So nothing more is asked of it until then, and then it begins anew.
        """
        if self._jammed:
            if not self._directory.full:
                _log.warning("the disk has room again: the vector store is opened anew")
                self._leave()
            raise _no_room()
        try:
            with _native():
                yield
        except NotFoundError:
            raise
        except Exception as error:
            if self._directory.full:
                self._jammed = True
                raise _no_room() from error
            raise

    def _collection(self, name: str) -> Collection:
        found = self._collections.get(name)
        if found is not None:
            return found
        with self._lock:
            try:
                with self._roomy():
                    found = self._client.get_collection(name, embedding_function=None)
            except NotFoundError as error:
                raise EngineError("not-found", "no such collection", collection=name) from error
            self._collections[name] = found
            return found


def _probe(collection: Collection) -> None:
    """One real search: counting alone does not touch the index files."""
    metadata: dict[str, Any] = dict(collection.metadata or {})
    point = np.ones((1, int(metadata.get("dimensions", 1))), dtype=np.float32)
    collection.query(query_embeddings=point, n_results=1, include=["distances"])


def _no_room() -> EngineError:
    return EngineError("disk-full", "no space left for the vector store", permanent=False)


@contextmanager
def _native() -> Generator[None]:
    """A panic in Chroma's Rust part is no ``Exception``; it becomes one."""
    try:
        yield
    except (Exception, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as panic:
        raise EngineError("internal", f"Chroma: {panic!r}") from panic
