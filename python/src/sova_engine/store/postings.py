"""Where each token stands, as arrays: read from FTS5 once, then added up without it.

FTS5 scores a passage at a time, which takes tens of milliseconds for the wide expressions
a question becomes; adding up arrays takes one, and gives the same BM25. What was read is
kept, the least used going first; when passages have come in, only they are looked up.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sova_engine.store.connection import Database
from sova_engine.store.index_state import IndexState
from sova_engine.store.lengths import Lengths, Numbers

_MOST_BYTES = 64 * 1024 * 1024
_MOST_GROWTHS = 500
_K1 = 1.2
_B = 0.75
_LEAST_RARITY = 1e-6
"""FTS5's own constants of BM25."""
_WHOLE = 0.01
_SMALL = 255


@dataclass(frozen=True, slots=True)
class Postings:
    """The passages that have a token or a phrase, ascending."""

    passages: NDArray[np.int32]
    share: NDArray[np.float64]
    """What BM25 multiplies the rarity with, 0 to 2.2."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """As read and kept: five bytes a passage, so that the lists of many questions stay."""

    passages: NDArray[np.int32]
    counts: NDArray[np.uint8 | np.uint16]
    """How often each passage has it."""
    growth: int
    """How often the index had grown when it was read."""

    @property
    def size(self) -> int:
        return self.passages.nbytes + self.counts.nbytes


class PostingLists:
    """Of one state of the index; the next one goes on with what was read for this."""

    def __init__(self, database: Database, state: IndexState, lengths: Lengths) -> None:
        self._database = database
        self.state = state
        self._lock = threading.Lock()
        self._known: OrderedDict[str, _Counted] = OrderedDict()
        self._bytes = 0
        self._growths: tuple[Numbers, ...] = ()
        """What came in, each time."""
        self._lengths = lengths
        average = max(1e-9, state.tokens / max(1, state.passages))
        self._damping = _K1 * (1 - _B + _B * lengths / average)

    def grown(self, state: IndexState, lengths: Lengths, new: Numbers) -> PostingLists:
        """Those of a later state, that differs by passages that have come in."""
        later = PostingLists(self._database, state, lengths)
        if len(self._growths) < _MOST_GROWTHS:
            with self._lock:
                later._known = self._known.copy()
                later._bytes = self._bytes
            later._growths = (*self._growths, new)
        return later

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
                if known.growth == len(self._growths):
                    return self._weighed(known)
        found = (known and self._extended(key, known)) or self._read(key, tokens)
        with self._lock:
            gone = self._known.pop(key, None)
            self._known[key] = found
            self._bytes += found.size - (gone.size if gone is not None else 0)
            while self._bytes > _MOST_BYTES and len(self._known) > 1:
                _, gone = self._known.popitem(last=False)
                self._bytes -= gone.size
        return self._weighed(found)

    def _weighed(self, found: _Counted) -> Postings:
        counts = found.counts.astype(np.float64)
        share = counts * (_K1 + 1) / (counts + self._damping[found.passages])
        return Postings(found.passages, share)

    def rarity(self, postings: Postings) -> float:
        """Inverse document frequency as FTS5's ``bm25()`` has it."""
        return self._rarity(len(postings.passages))

    def _rarity(self, having: int) -> float:
        share = (self.state.passages - having + 0.5) / (having + 0.5)
        return float(np.log(share)) if share > 1 else _LEAST_RARITY

    def _counted(self, passages: NDArray[np.int64], counts: NDArray[np.int64]) -> _Counted:
        small = np.uint8 if counts.max(initial=0) <= _SMALL else np.uint16
        return _Counted(passages.astype(np.int32), counts.astype(small), len(self._growths))

    def _read(self, key: str, tokens: Sequence[str]) -> _Counted:
        if len(tokens) > 1:
            return self._read_phrase(key)
        rows = self._database.rows(
            "SELECT doc FROM lexical_instances WHERE term = ? AND col = 'tokens'", (key,)
        )
        every = np.array(rows, dtype=np.int64).reshape(-1)
        every = every[self._there(every)]
        first = np.flatnonzero(np.diff(every, prepend=-1))
        return self._counted(every[first], np.diff(first, append=len(every)))

    def _read_phrase(self, key: str) -> _Counted:
        """Few passages have one: FTS5 looks for it, and its score gives away the count."""
        numbers, scores = self._scored(key, 0, self.space - 1)
        counts = self._counts(numbers, scores / self._rarity(len(numbers)))
        return self._counted(numbers, np.rint(counts).astype(np.int64))

    def _extended(self, key: str, known: _Counted) -> _Counted | None:
        """With the passages that have come in since; None when FTS5 was of another state."""
        new = np.sort(np.concatenate(self._growths[known.growth :]))
        numbers, scores = self._scored(key, int(new[0]), int(new[-1]))
        kept = np.isin(numbers, new)
        numbers, scores = numbers[kept], scores[kept]
        passages = np.concatenate([known.passages.astype(np.int64), numbers])
        counts = self._counts(numbers, scores / self._rarity(len(passages)))
        whole = np.rint(counts)
        if np.any(np.abs(counts - whole) > _WHOLE * whole) or np.any(whole < 1):
            return None
        order = np.argsort(passages, kind="stable")
        every = np.concatenate([known.counts.astype(np.int64), whole.astype(np.int64)])
        return self._counted(passages[order], every[order])

    def _scored(self, key: str, first: int, last: int) -> tuple[Numbers, NDArray[np.float64]]:
        rows = self._database.rows(
            "SELECT rowid, -bm25(lexical, 0.0, 1.0) FROM lexical WHERE lexical MATCH ?"
            " AND rowid BETWEEN ? AND ? ORDER BY rowid",
            (f'tokens : "{key}"', first, last),
        )
        numbers = np.array([number for number, _ in rows], np.int64)
        there = self._there(numbers)
        return numbers[there], np.array([score for _, score in rows], np.float64)[there]

    def _there(self, numbers: Numbers) -> NDArray[np.bool_]:
        """Those of this state: others may come in while it is read."""
        return self._lengths[numbers.clip(max=self.space - 1)] * (numbers < self.space) > 0

    def _counts(self, numbers: Numbers, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """How often each has it, from what BM25 made of it."""
        return share * self._damping[numbers] / np.maximum(_K1 + 1 - share, 1e-9)
