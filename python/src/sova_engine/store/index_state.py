"""Which state the word index is in: the same state, the same answers."""

from __future__ import annotations

from dataclasses import dataclass

from sova_engine.store.connection import Database

_STATE = (
    "SELECT (SELECT coalesce(max(id), 0) FROM lexical_docsize),"
    " (SELECT block FROM lexical_data WHERE id = 1)"
)
"""Row 1 of FTS5's data holds its averages: how many rows there are, and tokens by column."""


@dataclass(frozen=True, slots=True)
class IndexState:
    last: int
    """The highest passage number."""
    passages: int
    tokens: int

    @classmethod
    def of(cls, database: Database) -> IndexState:
        """One short look-up. Passage numbers are never used twice, so a change of any kind
        changes one of the three."""
        ((last, averages),) = database.rows(_STATE)
        passages, *columns = varints(averages or b"\0")
        return cls(last, passages, sum(columns))


def varints(data: bytes) -> list[int]:
    """SQLite's: seven bits a byte, the highest first."""
    found: list[int] = []
    value = 0
    for byte in data:
        value = value << 7 | byte & 127
        if byte < 128:
            found.append(value)
            value = 0
    return found
