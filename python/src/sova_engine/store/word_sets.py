"""The different words of each passage, as numbers: a search compares them without its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import apsw
import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical import EXACT, words
from sova_engine.store.connection import Database, rows_of

WordNumbers = NDArray[np.uint32]


class WordSets:
    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def put(connection: apsw.Connection, texts: Iterable[tuple[int, str]]) -> None:
        """(passage number, what it is found by), in the transaction that lets search see them."""
        own = [(passage, list(dict.fromkeys(words(text)))) for passage, text in texts]
        numbers = _numbered(connection, {word for _, found in own for word in found})
        connection.executemany(
            "INSERT INTO passage_words VALUES (?, ?) ON CONFLICT DO NOTHING",
            [
                (passage, np.array([numbers[word] for word in found], "<u4").tobytes())
                for passage, found in own
            ],
        )

    def without(self, limit: int) -> list[int]:
        """Passages that search may see and that an earlier version put in."""
        return [
            number
            for (number,) in self._database.rows(
                "SELECT number FROM passages WHERE indexed AND NOT EXISTS"
                " (SELECT 1 FROM passage_words WHERE passage = number) LIMIT ?",
                (limit,),
            )
        ]

    def common(self, passages: int, limit: int) -> list[int]:
        """Words that at least so many passages have, the most frequent first."""
        rows = self._database.rows(
            "SELECT w.number FROM lexical_terms t JOIN words w ON w.word = substr(t.term, 2)"
            " WHERE t.term >= ? AND t.doc >= ? ORDER BY t.doc DESC LIMIT ?",
            (EXACT, passages, limit),
        )
        return [number for (number,) in rows]

    def spelled(self, numbers: Sequence[int]) -> Mapping[int, str]:
        holes = ",".join("?" * len(numbers))
        return dict(
            self._database.rows(
                f"SELECT number, word FROM words WHERE number IN ({holes})", numbers
            )
        )


def _numbered(connection: apsw.Connection, wanted: set[str]) -> dict[str, int]:
    connection.executemany(
        "INSERT INTO words (word) VALUES (?) ON CONFLICT DO NOTHING",
        [(word,) for word in sorted(wanted)],
    )
    found: dict[str, int] = {}
    every = sorted(wanted)
    for first in range(0, len(every), 1000):
        part = every[first : first + 1000]
        holes = ",".join("?" * len(part))
        found |= dict(
            rows_of(connection, f"SELECT word, number FROM words WHERE word IN ({holes})", part)
        )
    return found
