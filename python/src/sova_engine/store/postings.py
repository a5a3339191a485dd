"""Where each token stands, as arrays: read from FTS5 once, then added up without it.

FTS5 scores a passage at a time, which takes tens of milliseconds for the wide expressions
a question becomes; adding up arrays takes one, and gives the same BM25. What was read is
kept while the index stays as it is, the least used going first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sova_engine.store.connection import Database
from sova_engine.store.index_state import IndexState, varints

_MOST_BYTES = 48 * 1024 * 1024
_K1 = 1.2
_B = 0.75
_LEAST_RARITY = 1e-6
"""FTS5's own constants of BM25."""

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The passages that have a token or a phrase, ascending."""

    passages: Numbers
    share: NDArray[np.float32]
    """What BM25 multiplies the rarity with, 0 to 2.2."""

    @property
    def size(self) -> int:
        return self.passages.nbytes + self.share.nbytes


class PostingLists:
    """Of one state of the index; a new state begins a new one."""

    def __init__(self, database: Database, state: IndexState, lengths: NDArray[np.float64]) -> None:
        self._database = database
        self.state = state
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Postings] = OrderedDict()
        self._bytes = 0
        average = max(1e-9, state.tokens / max(1, state.passages))
        self._damping = _K1 * (1 - _B + _B * lengths / average)

    @property
    def space(self) -> int:
        """Every passage number is below it."""
        return len(self._damping)

    def of(self, tokens: Sequence[str]) -> Postings:
        """Of one token, or of several side by side."""
        key = " ".join(tokens)
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        found = self._of_token(key) if len(tokens) == 1 else self._of_phrase(key)
        with self._lock:
            if key not in self._known:
                self._known[key] = found
                self._bytes += found.size
                while self._bytes > _MOST_BYTES and len(self._known) > 1:
                    _, gone = self._known.popitem(last=False)
                    self._bytes -= gone.size
        return found

    def rarity(self, postings: Postings) -> float:
        """Inverse document frequency as FTS5's ``bm25()`` has it."""
        having = len(postings.passages)
        share = (self.state.passages - having + 0.5) / (having + 0.5)
        return float(np.log(share)) if share > 1 else _LEAST_RARITY

    def _of_token(self, token: str) -> Postings:
        rows = self._database.rows(
            "SELECT doc FROM lexical_instances WHERE term = ? AND col = 'tokens'", (token,)
        )
        every = np.array(rows, dtype=np.int64).reshape(-1)
        every = every[every < self.space]
        first = np.flatnonzero(np.diff(every, prepend=-1))
        passages = every[first]
        counts = np.diff(first, append=len(every))
        share = counts * (_K1 + 1) / (counts + self._damping[passages])
        return Postings(passages.astype(np.int32), share.astype(np.float32))

    def _of_phrase(self, tokens: str) -> Postings:
        """Few passages have one: FTS5 looks for it, and its score gives away the share."""
        rows = self._database.rows(
            "SELECT rowid, -bm25(lexical, 0.0, 1.0) FROM lexical WHERE lexical MATCH ?"
            " ORDER BY rowid",
            (f'tokens : "{tokens}"',),
        )
        rows = [row for row in rows if row[0] < self.space]
        found = Postings(
            np.array([number for number, _ in rows], np.int32),
            np.array([score for _, score in rows], np.float32),
        )
        return Postings(found.passages, found.share / np.float32(self.rarity(found)))


class Lengths:
    """How many tokens each passage has, read once and added to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lengths = np.zeros(1)

    def of(self, state: IndexState) -> NDArray[np.float64]:
        """By passage number, for all numbers up to the state's last."""
        known = len(self._lengths)
        if state.last >= known:
            more = np.zeros(state.last + 1 - known)
            rows = self._database.rows(
                "SELECT id, sz FROM lexical_docsize WHERE id BETWEEN ? AND ?", (known, state.last)
            )
            decoded = {sizes: sum(varints(sizes)) for sizes in {sizes for _, sizes in rows}}
            for number, sizes in rows:
                more[number - known] = decoded[sizes]
            self._lengths = np.concatenate([self._lengths, more])
        return self._lengths[: state.last + 1]
