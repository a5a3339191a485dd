"""Vectors kept between questions: never older than the database, never more than allowed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sova_engine.search.held import HeldMatrices
from sova_engine.store import PassageMatrix, Store


def _matrix(rows: int) -> PassageMatrix:
    return PassageMatrix(list(range(rows)), np.arange(rows), np.zeros((rows, 256), np.float32))


class _Reader:
    def __init__(self, rows: int = 4) -> None:
        self.times = 0
        self._rows = rows

    def __call__(self) -> PassageMatrix:
        self.times += 1
        return _matrix(self._rows)


def test_what_was_read_is_kept_until_something_is_written(tmp_path: Path) -> None:
    store = Store(tmp_path / "engine.db")
    held, read = HeldMatrices(store.database), _Reader()
    assert held.of("all", read) is held.of("all", read)
    assert read.times == 1
    store.meta.set("anything", "new")
    held.of("all", read)
    assert read.times == 2
    store.close()


def test_what_was_read_while_something_was_written_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "engine.db")
    held, read = HeldMatrices(store.database), _Reader()

    def overtaken() -> PassageMatrix:
        found = read()
        store.meta.set("anything", "new")
        return found

    held.of("all", overtaken)
    held.of("all", read)
    assert read.times == 2
    store.close()


def test_the_longest_unused_makes_room(tmp_path: Path) -> None:
    store = Store(tmp_path / "engine.db")
    held = HeldMatrices(store.database, most_bytes=3 * 4 * 1024)
    first, second, third, fourth = (_Reader() for _ in range(4))
    for key, read in (("1", first), ("2", second), ("3", third), ("1", first), ("4", fourth)):
        held.of(key, read)
    assert held.of("1", first) is held.of("1", first)
    assert first.times == 1
    held.of("2", second)
    assert second.times == 2
    store.close()


def test_more_than_is_allowed_is_read_each_time(tmp_path: Path) -> None:
    store = Store(tmp_path / "engine.db")
    held, read = HeldMatrices(store.database, most_bytes=1024), _Reader()
    assert len(held.of("all", read).passages) == 4
    held.of("all", read)
    assert read.times == 2
    store.close()
