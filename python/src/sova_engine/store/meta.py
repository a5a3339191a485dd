"""A few facts about the index itself."""

from __future__ import annotations

from sova_engine.store.connection import Database


class Meta:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        row = self._database.row("SELECT value FROM meta WHERE key = ?", (key,))
        return None if row is None else row[0]

    def set(self, key: str, value: str) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO meta VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
