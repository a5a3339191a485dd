"""Vectors of the library's words, by their numbers: looked up for thousands at once.

One matrix that is filled as words are met. Once it is full, the half that was met least
makes room.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from sova_engine.embedding import Vectors
from sova_engine.lexical import senses
from sova_engine.retrieval import (
    SAME_STEM,
    TRANSLATED,
    WordVectors,
    same_stem,
    stem_numbers,
)
from sova_engine.store import WordNumbers, WordSets, floats

_MOST_WORDS = 98_304
_ROOM = 4_096
_WARM = 65_536
_COMMON = 2
"""Passages that have a word from which it is read ahead: a word costs 13 microseconds when it is
first met, and the passages of a question had over a thousand that less than 20 others had."""
_AT_ONCE = 100
_MOST_SENSES = 16
_Kind = TypeVar("_Kind", bound=np.generic)


class Met(NamedTuple):
    """Rows of the table that a question comes to."""

    edition: int
    places: NDArray[np.int32]
    """For each word number its row."""
    new: NDArray[np.int64]
    """The rows not met before; what follows is of these."""
    vectors: Vectors
    senses: NDArray[np.int16]
    stems: NDArray[np.uint32]


class WordTable:
    def __init__(self, sets: WordSets, vectors: WordVectors) -> None:
        self._sets = sets
        self._vectors = vectors
        self._lock = threading.Lock()
        self._rows: NDArray[np.float16] = vectors([""]).astype(np.float16)
        """Row 0 is of no word. Twice as many words so as in float32."""
        self._number: NDArray[np.int64] = np.zeros(1, np.int64)
        self._met: NDArray[np.int32] = np.zeros(1, np.int32)
        """By row: its word, and how many questions met it."""
        self._senses: NDArray[np.int16] = np.zeros((1, _MOST_SENSES), np.int16)
        """By row: its places in the glossary, from 1; 0: none."""
        self._stems: NDArray[np.uint32] = stem_numbers([""])
        self._used = 1
        self._edition = 0
        """Rows of one edition keep their places."""
        self._place: NDArray[np.int32] = np.zeros(1, np.int32)
        """Row by word number; 0: not there."""

    def warm(self, stopping: Callable[[], bool]) -> None:
        """The words that nearly every question meets, before one is asked."""
        numbers = np.array(self._sets.common(_COMMON, _WARM), np.uint32)
        for first in range(0, len(numbers), _AT_ONCE):
            if stopping():
                return
            with self._lock:
                self._places(numbers[first : first + _AT_ONCE])

    def asked(self, words: Sequence[str]) -> AskedWords:
        return AskedWords(self, words, self._vectors(words))

    def meet(self, numbers: WordNumbers, column: NDArray[np.int32], edition: int) -> Met:
        """``column``: by row, 0 for those not met yet, as far as the edition is the same."""
        with self._lock:
            places = self._places(numbers)
            there = np.zeros(self._used, bool)
            there[places] = True
            if edition == self._edition:
                known = min(len(column), self._used)
                there[:known] &= column[:known] == 0
            new = np.flatnonzero(there)
            self._met[new] += 1
            vectors = floats(self._rows[new]).reshape(-1, self._rows.shape[1])
            return Met(self._edition, places, new, vectors, self._senses[new], self._stems[new])

    def _places(self, numbers: WordNumbers) -> NDArray[np.int32]:
        highest = int(numbers.max(initial=0))
        if highest >= len(self._place):
            self._place = _longer(self._place, highest + _ROOM)
        places = self._place[numbers]
        if places.all():
            return places
        new = np.unique(numbers[places == 0])
        if self._used + len(new) > _MOST_WORDS:
            self._make_room()
            new = np.unique(numbers[self._place[numbers] == 0])
        self._add(new)
        return self._place[numbers]

    def _add(self, numbers: WordNumbers) -> None:
        spelled = self._sets.spelled(numbers.tolist())
        begun, end = self._used, self._used + len(numbers)
        if end > len(self._rows):
            self._rows = _longer(self._rows, end + _ROOM)
            self._number = _longer(self._number, end + _ROOM)
            self._met = _longer(self._met, end + _ROOM)
            self._senses = _longer(self._senses, end + _ROOM)
            self._stems = _longer(self._stems, end + _ROOM)
        words = [spelled.get(n, "") for n in numbers.tolist()]
        self._rows[begun:end] = self._vectors(words)
        self._senses[begun:end] = [_few(senses(word)) for word in words]
        self._stems[begun:end] = stem_numbers(words)
        self._number[begun:end] = numbers
        self._met[begun:end] = 0
        self._place[numbers] = np.arange(begun, end)
        self._used = end

    def _make_room(self) -> None:
        order = np.argsort(-self._met[1 : self._used], kind="stable") + 1
        kept = np.sort(order[: _MOST_WORDS // 2])
        end = 1 + len(kept)
        self._rows[1:end] = self._rows[kept]
        self._number[1:end] = self._number[kept]
        self._met[1:end] = self._met[kept] // 2
        self._senses[1:end] = self._senses[kept]
        self._stems[1:end] = self._stems[kept]
        self._place[:] = 0
        self._place[self._number[1:end]] = np.arange(1, end)
        self._used = end
        self._edition += 1


class AskedWords:
    """The words of one question; the words it has met are not looked at again for the next
    passages."""

    def __init__(self, table: WordTable, words: Sequence[str], vectors: Vectors) -> None:
        self._table = table
        self._words = words
        self._vectors = vectors
        self._stems = stem_numbers(words)
        self._forget(-1)

    def nearness(self, numbers: WordNumbers) -> tuple[Vectors, NDArray[np.int64]]:
        """The cosine of each word asked for with each different word met so far, and for each
        of ``numbers`` its column there."""
        met = self._table.meet(numbers, self._column, self._edition)
        if met.edition != self._edition:
            self._forget(met.edition)
        near = self._vectors @ met.vectors.T
        same = same_stem(self._stems, met.stems)
        near[same] = np.maximum(near[same], np.float32(SAME_STEM))
        for row, word in enumerate(self._words):
            other = [(sense ^ 1) + 1 for sense in senses(word)]
            if other:
                meant = np.isin(met.senses, other).any(axis=1)
                near[row, meant] = np.maximum(near[row, meant], np.float32(TRANSLATED))
        highest = int(met.places.max(initial=0))
        if highest >= len(self._column):
            self._column = _longer(self._column, highest + _ROOM)
        self._column[met.new] = np.arange(1, len(met.new) + 1) + self._near.shape[1]
        self._near = np.concatenate([self._near, near], axis=1)
        return self._near, self._column[met.places].astype(np.int64) - 1

    def _forget(self, edition: int) -> None:
        self._edition = edition
        self._near: Vectors = np.zeros((len(self._words), 0), np.float32)
        self._column: NDArray[np.int32] = np.zeros(_ROOM, np.int32)
        """By row of the table: its column and 1; 0 is none."""


def _few(own: Sequence[int]) -> list[int]:
    first = [sense + 1 for sense in own[:_MOST_SENSES]]
    return first + [0] * (_MOST_SENSES - len(first))


def _longer(array: NDArray[_Kind], length: int) -> NDArray[_Kind]:
    longer = np.zeros((length, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer
