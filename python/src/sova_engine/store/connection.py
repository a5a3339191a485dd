"""Opening engine.db: pragmas read back, migrated, one writer, readers that never wait.

WAL lets any number of readers go on beside one writer; the writer is one connection
behind a lock, so no statement of ours ever meets SQLITE_BUSY from another of ours.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from sova_engine.errors import EngineError
from sova_engine.store.schema import APPLICATION_ID, STEPS

Row = tuple[Any, ...]
"""A row as SQLite gives it: the tables are STRICT, so the columns hold what they declare."""

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", "5000", 5000),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-16384", -16384),
)


class Database:
    """``read()`` gives this thread's own connection, ``write()`` one short transaction.

    A reading connection goes with its thread: nothing else may hold on to it, or every
    ingest would leave one behind with its cache and its open files.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._local = threading.local()
        self._closed = False
        self._written = 0
        self._writer = _open(path, read_only=False)
        _migrate(self._writer)

    def read(self) -> apsw.Connection:
        if self._closed:
            raise EngineError("shutting-down", "the engine is stopping", permanent=False)
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = _open(self._path, read_only=True)
            self._local.connection = connection
        return connection

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query, read by this thread's connection."""
        return rows_of(self.read(), query, values)

    def row(self, query: str, values: Sequence[object] = ()) -> Row | None:
        return next(iter(self.rows(query, values)), None)

    def value(self, query: str, values: Sequence[object] = ()) -> Any:
        """The one value of a query that has exactly one row."""
        ((value,),) = self.rows(query, values)
        return value

    @contextmanager
    def write(self) -> Generator[apsw.Connection]:
        """Commits at the end, rolls back on any error. Never embed or read files inside."""
        with self._lock:
            if self._closed:
                raise EngineError("shutting-down", "the engine is stopping", permanent=False)
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
                self._written += 1
            except BaseException as error:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                if isinstance(error, apsw.FullError):
                    raise EngineError(
                        "disk-full", "no space left for the index", permanent=False
                    ) from error
                raise

    @property
    def written(self) -> int:
        """How many transactions there were: the same number, the same content. Nobody else
        writes to the database while the engine runs."""
        return self._written

    def close(self) -> None:
        """Waits for the running transaction; afterwards every use says ``shutting-down``."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._writer.close()


def rows_of(connection: apsw.Connection, query: str, values: Sequence[object] = ()) -> list[Row]:
    return connection.execute(query, tuple(values)).fetchall()  # pyright: ignore


def _open(path: Path, *, read_only: bool) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READWRITE | (0 if read_only else apsw.SQLITE_OPEN_CREATE)
    connection = apsw.Connection(str(path), flags=flags)
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        ((found,),) = rows_of(connection, f"PRAGMA {name}")
        if found != expected:
            raise EngineError("internal", f"SQLite keeps {name} at {found!r}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _migrate(connection: apsw.Connection) -> None:
    ((application,),) = rows_of(connection, "PRAGMA application_id")
    ((version,),) = rows_of(connection, "PRAGMA user_version")
    if application not in (0, APPLICATION_ID) or (application == 0 and version != 0):
        raise EngineError("internal", "engine.db belongs to another program")
    if version > len(STEPS):
        raise EngineError("internal", f"engine.db is of a newer version ({version})")
    for number in range(version, len(STEPS)):
        with connection:
            connection.execute(STEPS[number])
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
