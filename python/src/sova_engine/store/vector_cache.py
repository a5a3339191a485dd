"""The vectors we own. The vector store is built from these, again if need be.

One row per embedded text and embedder: float16, row 0 the passage, any further rows its
sentences. Keyed by what was embedded, so a rebuilt index or a second copy of a text
embeds nothing again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import apsw
import numpy as np
from numpy.typing import NDArray

from sova_engine.store.connection import Database, Row, rows_of
from sova_engine.store.half import floats
from sova_engine.store.sparse import SparseWeights, inner_products, pack_sparse

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Embedded:
    """What an embedder made of a text."""

    rows: Vectors
    """The passage's vector, then its sentences'."""
    sparse: SparseWeights | None = None


@dataclass(frozen=True, slots=True)
class PassageMatrix:
    """Passages with all their vectors in one matrix; ``starts`` is each one's first row."""

    passages: list[int]
    starts: NDArray[np.int64]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class _Coverage:
    have: int
    everything: int
    good_until: float


class VectorCache:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._coverage: dict[int, _Coverage] = {}

    def register(self, embedder_id: str, dimensions: int, *, builtin: bool) -> int:
        """The number of this embedder here; made when new."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO embedders (id, dimensions, builtin) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO NOTHING",
                (embedder_id, dimensions, builtin),
            )
            ((number, known),) = rows_of(
                connection,
                "SELECT number, dimensions FROM embedders WHERE id = ?",
                (embedder_id,),
            )
        if known != dimensions:
            raise ValueError(f"{embedder_id} had {known} dimensions, now {dimensions}")
        return number

    def registered(self) -> list[tuple[int, str, int]]:
        """(number, id, dimensions) of all embedders that have vectors here."""
        return [
            (number, id_, dimensions)
            for number, id_, dimensions in self._database.rows(
                "SELECT number, id, dimensions FROM embedders ORDER BY number"
            )
        ]

    def forget_predecessors(self, embedder: int) -> int:
        """Drops the vectors of those this one replaced, once it has seen everything.

        The built-in embedder replaces an earlier built-in one, an installed model an
        earlier installed one. Returns how many went.
        """
        with self._database.write() as connection:
            old = rows_of(
                connection,
                "SELECT number FROM embedders WHERE number <> ?1 AND builtin ="
                " (SELECT builtin FROM embedders WHERE number = ?1)",
                (embedder,),
            )
            connection.executemany("DELETE FROM vectors WHERE embedder = ?", old)
            connection.executemany("DELETE FROM embedders WHERE number = ?", old)
        return len(old)

    @staticmethod
    def put(connection: apsw.Connection, embedder: int, vectors: Mapping[bytes, Embedded]) -> None:
        connection.executemany(
            "INSERT INTO vectors (hash, embedder, data, sparse) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [
                (
                    key,
                    embedder,
                    one.rows.astype("<f2").tobytes(),
                    None if one.sparse is None else pack_sparse(one.sparse),
                )
                for key, one in vectors.items()
            ],
        )

    def missing(self, embedder: int, hashes: Iterable[bytes]) -> set[bytes]:
        wanted = set(hashes)
        return wanted - {key for key, _ in self._raw(embedder, sorted(wanted), "NULL")}

    def get(self, embedder: int, dimensions: int, hashes: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Shape (1 + sentences, dimensions) each; hashes without vectors are left out."""
        return {
            key: floats(data).reshape(-1, dimensions)
            for key, data in self._raw(embedder, hashes, "data")
        }

    def stacked(
        self, embedder: int, dimensions: int, hashes: Sequence[bytes]
    ) -> tuple[list[bytes], NDArray[np.int64], Vectors]:
        """The hashes that have vectors, where each one's begin, and all of them in one matrix."""
        rows = list(self._raw(embedder, hashes, "data"))
        starts, vectors = _stack([data for _, data in rows], dimensions)
        return [key for key, _ in rows], starts, vectors

    def sparse_scores(
        self, embedder: int, hashes: Sequence[bytes], asked: SparseWeights
    ) -> dict[bytes, float]:
        """Inner products with the question's weights; texts without weights are left out."""
        rows = [(key, data) for key, data in self._raw(embedder, hashes, "sparse") if data]
        scores: list[float] = inner_products(asked, [data for _, data in rows]).tolist()
        return dict(zip((key for key, _ in rows), scores, strict=True))

    def _raw(self, embedder: int, hashes: Sequence[bytes], column: str) -> Iterator[Row]:
        for first in range(0, len(hashes), 1000):
            part = hashes[first : first + 1000]
            holes = ",".join("?" * len(part))
            yield from self._database.rows(
                f"SELECT hash, {column} FROM vectors WHERE embedder = ? AND hash IN ({holes})",
                (embedder, *part),
            )

    def of_documents(
        self, embedder: int, dimensions: int, documents: Sequence[int]
    ) -> PassageMatrix:
        """Passages of these documents and their vectors, for an exact search."""
        holes = ",".join("?" * len(documents))
        return self._matrix(
            dimensions,
            "SELECT p.number, v.data FROM passages p"
            " JOIN vectors v ON v.hash = p.hash AND v.embedder = ?"
            f" WHERE p.document IN ({holes})",
            (embedder, *documents),
        )

    def of_pending(
        self, embedder: int, dimensions: int, workspace: str, limit: int
    ) -> PassageMatrix:
        """Those the vector store does not have yet, at most ``limit``."""
        return self._matrix(
            dimensions,
            "SELECT p.number, v.data FROM pending q JOIN passages p ON p.number = q.passage"
            " JOIN documents d ON d.number = p.document AND d.workspace = ?"
            " JOIN vectors v ON v.hash = p.hash AND v.embedder = q.embedder"
            " WHERE q.embedder = ? LIMIT ?",
            (workspace, embedder, limit),
        )

    def around(
        self, embedder: int, dimensions: int, places: Sequence[tuple[int, int, int, int]]
    ) -> tuple[NDArray[np.int64], Vectors]:
        """Vectors of the passages that begin at each (document, page, from, to): the place
        of each in ``places``, and all of them in one matrix."""
        wanted = ",".join(
            f"({number},{document},{page},{first},{last})"
            for number, (document, page, first, last) in enumerate(places)
        )
        rows = self._database.rows(
            f"WITH place (number, document, page, first, last) AS (VALUES {wanted})"
            " SELECT q.number, substr(v.data, 1, ?) FROM place q"
            " CROSS JOIN passages p ON p.document = q.document AND p.page = q.page"
            " AND p.start BETWEEN q.first AND q.last"
            " CROSS JOIN vectors v ON v.hash = p.hash AND v.embedder = ?",
            (2 * dimensions, embedder),
        )
        owners = np.array([number for number, _ in rows], np.int64)
        return owners, _stack([data for _, data in rows], dimensions)[1]

    def _matrix(self, dimensions: int, query: str, values: tuple[object, ...]) -> PassageMatrix:
        rows = self._database.rows(query, values)
        starts, vectors = _stack([data for _, data in rows], dimensions)
        return PassageMatrix([number for number, _ in rows], starts, vectors)

    def coverage(self, embedder: int) -> tuple[int, int]:
        """(visible passages that have their vector, visible passages).

        Counted anew once a count is twenty times as old as it took: asking for health
        often costs little in a large library and is exact in a small one.
        """
        known = self._coverage.get(embedder)
        begun = time.monotonic()
        if known is not None and begun < known.good_until:
            return known.have, known.everything
        ((have, everything),) = self._database.rows(
            "SELECT count(v.rowid), count(*) FROM passages p"
            " JOIN documents d ON d.number = p.document AND d.visible"
            " LEFT JOIN vectors v ON v.hash = p.hash AND v.embedder = ?",
            (embedder,),
        )
        now = time.monotonic()
        good_until = now + 20 * (now - begun)
        self._coverage[embedder] = _Coverage(have, everything, good_until)
        return have, everything

    def next_missing(self, embedder: int, after: int, limit: int) -> list[int]:
        """Visible passages behind ``after`` without a vector of this embedder, in order."""
        rows = self._database.rows(
            "SELECT p.number FROM passages p JOIN documents d ON d.number = p.document"
            " WHERE p.number > ? AND d.visible AND NOT EXISTS"
            " (SELECT 1 FROM vectors v WHERE v.hash = p.hash AND v.embedder = ?)"
            " ORDER BY p.number LIMIT ?",
            (after, embedder, limit),
        )
        return [number for (number,) in rows]


def _stack(rows: Sequence[bytes], dimensions: int) -> tuple[NDArray[np.int64], Vectors]:
    """Where each row's vectors begin, and all of them."""
    counts = np.array([len(data) // (2 * dimensions) for data in rows], dtype=np.int64)
    return counts.cumsum() - counts, floats(b"".join(rows)).reshape(-1, dimensions)
