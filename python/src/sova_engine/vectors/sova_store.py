"""``VectorStore`` over our own vector server (``sova_engine.vectors.server``)."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from sova_engine.vectors import frames
from sova_engine.vectors.model import Matrix, Neighbour, VectorsDamaged, VectorsUnavailable

_TIMEOUT_SECONDS = 30.0
_KNOCK_SECONDS = 0.5
_PAGE = 10_000


class SovaVectorStore:
    """One kept-alive connection per thread: a query costs well under a millisecond of HTTP."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._authorization = f"Bearer {token}"
        self._local = threading.local()

    def reachable(self) -> bool:
        try:
            socket.create_connection(self._address, timeout=_KNOCK_SECONDS).close()
        except OSError:
            return False
        return True

    def trusted(self) -> bool:
        return bool(self._json("GET", "/readyz")["trusted"])

    def mark_verified(self) -> None:
        self._call("POST", "/v1/verified")

    def counts(self) -> dict[str, int]:
        return self._json("GET", "/v1/collections")

    def ensure(self, collection: str, dimensions: int) -> None:
        body = json.dumps({"dimensions": dimensions}).encode()
        self._call("PUT", _path(collection), body)

    def drop(self, collection: str) -> None:
        self._call("DELETE", _path(collection))

    def upsert(
        self, collection: str, ids: Sequence[str], documents: Sequence[str], matrix: Matrix
    ) -> None:
        body = frames.pack({"ids": list(ids), "documents": list(documents)}, matrix)
        self._call("POST", _path(collection, "/upsert"), body, frames.CONTENT_TYPE)

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        body = json.dumps({"ids": list(ids)}).encode()
        self._call("POST", _path(collection, "/delete"), body)

    def query(self, collection: str, matrix: Matrix, count: int) -> list[list[Neighbour]]:
        body = frames.pack({"count": count}, matrix)
        answer = self._call("POST", _path(collection, "/query"), body, frames.CONTENT_TYPE)
        header, distances = frames.unpack(answer)
        return [
            [Neighbour(id_, 1.0 - float(d)) for id_, d in zip(ids, row, strict=True)]
            for ids, row in zip(header["ids"], distances, strict=True)
        ]

    def ids(self, collection: str) -> set[str]:
        found: set[str] = set()
        while True:
            query = f"/ids?offset={len(found)}&limit={_PAGE}"
            part: list[str] = self._json("GET", _path(collection, query))["ids"]
            found.update(part)
            if len(part) < _PAGE:
                return found

    def discard(self) -> None:
        self._call("POST", "/v1/discard")

    def _json(self, method: str, path: str) -> Any:
        return json.loads(self._call(method, path))

    def _call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        content_type: str = "application/json",
    ) -> bytes:
        headers = {"Authorization": self._authorization}
        if body is not None:
            headers["Content-Type"] = content_type
        try:
            status, answer = self._exchange(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            raise VectorsUnavailable(repr(error)) from error
        if status < 300:
            return answer
        text = answer.decode(errors="replace")
        if status in (404, 500):
            raise VectorsDamaged(text)
        raise VectorsUnavailable(f"{status} {text}")

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        """Once more on a fresh connection where a kept one failed: every call is idempotent."""
        connection = self._connection()
        fresh = connection.sock is None
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            if fresh:
                raise
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()

    def _connection(self) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection(*self._address, timeout=_TIMEOUT_SECONDS)
            self._local.connection = connection
        return connection


def _path(collection: str, rest: str = "") -> str:
    return f"/v1/collections/{quote(collection, safe='')}{rest}"
