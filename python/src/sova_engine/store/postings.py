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
_PLACE_BITS = 20
"""A passage has fewer than a million tokens."""
_K1 = 1.2
_B = 0.75
"""FTS5's own constants of BM25."""

Numbers = NDArray[np.int32]
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Postings:
    """The passages that have a token or a phrase, ascending."""

    passages: Numbers
    share: NDArray[np.float32]
    """What BM25 multiplies the rarity with, 0 to 2.2."""
    places: NDArray[np.int64]
    """Each occurrence: passage and offset in one number, ascending."""

    @property
    def size(self) -> int:
        return self.passages.nbytes + self.share.nbytes + self.places.nbytes


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

    def of_token(self, token: str) -> Postings:
        with self._lock:
            known = self._known.get(token)
            if known is not None:
                self._known.move_to_end(token)
                return known
        found = self._of_places(self._read(token))
        with self._lock:
            if token not in self._known:
                self._known[token] = found
                self._bytes += found.size
                while self._bytes > _MOST_BYTES and len(self._known) > 1:
                    _, gone = self._known.popitem(last=False)
                    self._bytes -= gone.size
        return found

    def of_phrase(self, tokens: Sequence[str]) -> Postings:
        """Where the tokens stand side by side."""
        if len(tokens) == 1:
            return self.of_token(tokens[0])
        starts = self.of_token(tokens[0]).places
        for distance, token in enumerate(tokens[1:], 1):
            starts = _common(starts, self.of_token(token).places - distance)
        return self._of_places(starts)

    def rarity(self, postings: Postings) -> float:
        """Inverse document frequency as FTS5's ``bm25()`` has it."""
        having = len(postings.passages)
        share = (self.state.passages - having + 0.5) / (having + 0.5)
        return float(np.log(share)) if share > 1 else 1e-6

    def _of_places(self, places: NDArray[np.int64]) -> Postings:
        every = places >> _PLACE_BITS
        first = np.flatnonzero(np.diff(every, prepend=-1))
        passages = every[first]
        counts = np.diff(first, append=len(every))
        share = counts * (_K1 + 1) / (counts + self._damping[passages])
        return Postings(passages.astype(np.int32), share.astype(np.float32), places)

    def _read(self, token: str) -> NDArray[np.int64]:
        rows = self._database.rows(
            f"SELECT doc << {_PLACE_BITS} | offset FROM lexical_instances"
            " WHERE term = ? AND col = 'tokens'",
            (token,),
        )
        places = np.array(rows, dtype=np.int64).reshape(-1)
        # A document that came in since the state was read is of the next one.
        return places[places < self.space << _PLACE_BITS]


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


def _common(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """What two ascending arrays share."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    if not len(small):
        return _NONE
    at = np.searchsorted(large, small)
    at[at == len(large)] = 0
    return small[large[at] == small]
