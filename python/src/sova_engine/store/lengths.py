"""How many tokens each passage of the word index has, kept up as the index grows.

Passages come in by documents, and several documents come in beside one another: a later
state may have passages with lower numbers than the last one before it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sova_engine.store.connection import Database
from sova_engine.store.index_state import IndexState, varints

_BEHIND = 5_000
"""So far behind the last number a passage that comes in late is looked for."""
Numbers = NDArray[np.int64]
Lengths = NDArray[np.float64]


class TokenLengths:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._state: IndexState | None = None
        self._lengths: Lengths = np.zeros(1)

    def of(self, state: IndexState) -> tuple[Lengths, Numbers | None]:
        """Lengths by passage number, for all numbers up to the state's last, 0 where there is
        none; and the passages that have come in since the state before, where nothing else
        has happened: None when everything is to be read again."""
        new = None if self._state is None else self._grown(self._state, state)
        if new is None:
            self._lengths = np.zeros(state.last + 1)
            rows = self._database.rows(
                "SELECT id, sz FROM lexical_docsize WHERE id <= ?", (state.last,)
            )
            self._put(self._lengths, rows)
        self._state = state
        return self._lengths, new

    def _grown(self, before: IndexState, state: IndexState) -> Numbers | None:
        """Adds what has come in; None when that does not explain the new state."""
        if state.last < before.last or state.passages < before.passages:
            return None
        floor = max(1, before.last - _BEHIND)
        late = np.flatnonzero(self._lengths[floor:] == 0) + floor
        rows = self._database.rows(
            "SELECT id, sz FROM lexical_docsize WHERE id > ? AND id <= ?",
            (before.last, state.last),
        )
        for first in range(0, len(late), 1000):
            part: list[int] = late[first : first + 1000].tolist()
            holes = ",".join("?" * len(part))
            rows += self._database.rows(
                f"SELECT id, sz FROM lexical_docsize WHERE id IN ({holes})", part
            )
        lengths = np.zeros(state.last + 1)
        lengths[: len(self._lengths)] = self._lengths
        new = self._put(lengths, rows)
        if len(new) != state.passages - before.passages:
            return None
        if lengths[new].sum() != state.tokens - before.tokens:
            return None
        self._lengths = lengths
        return new

    @staticmethod
    def _put(lengths: Lengths, rows: list[tuple[int, bytes]]) -> Numbers:
        decoded = {sizes: sum(varints(sizes)) for sizes in {sizes for _, sizes in rows}}
        for number, sizes in rows:
            lengths[number] = decoded[sizes]
        return np.array(sorted(number for number, _ in rows), np.int64)
