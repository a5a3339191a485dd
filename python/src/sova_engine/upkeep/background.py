"""Vectors that are not there yet, added at low priority while everything else goes on.

The built-in embedder's come with the ingest; those of a better model installed later, or
of a new built-in model, come from here: a few passages at a time, each batch its own
commit, so that a stop at any moment loses nothing and a question never waits for it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence

from sova_engine.ingest.embedding import vectors_of
from sova_engine.store import Store
from sova_engine.upkeep.lens import Lens

_BATCH = 8
_TEXTS = 200
_LOOK_AGAIN_SECONDS = 15.0
_PAUSED = "embedding-paused"
_log = logging.getLogger(__name__)


class BackgroundEmbedding:
    def __init__(
        self,
        store: Store,
        look: Callable[[], Sequence[Lens]],
        on_added: Callable[[], None],
        warm: Callable[[Callable[[], bool]], None],
    ) -> None:
        """``warm`` comes before everything else, told when to stop. ``look`` gives the lenses
        in use, loading a newly installed model if there is one; it is called on the
        background thread. ``on_added`` after each batch."""
        self._store = store
        self._look = look
        self._on_added = on_added
        self._warm = warm
        self._paused = store.meta.get(_PAUSED) == "yes"
        self._stopping = False
        self._due = True
        self._condition = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def paused(self) -> bool:
        return self._paused

    def pause(self, paused: bool) -> None:
        """Kept over restarts; the batch under way is finished."""
        self._store.meta.set(_PAUSED, "yes" if paused else "no")
        with self._condition:
            self._paused = paused
            self._due = True
            self._condition.notify_all()

    def wake(self) -> None:
        """There may be new passages."""
        with self._condition:
            self._due = True
            self._condition.notify_all()

    def stop(self) -> None:
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        _lower_priority()
        try:
            self._note_words()
            self._warm(lambda: self._stopping)
        except Exception:
            if not self._stopping:
                _log.exception("nothing could be read ahead")
        while True:
            with self._condition:
                if not self._due:
                    self._condition.wait(timeout=_LOOK_AGAIN_SECONDS)
                if self._stopping:
                    return
                self._due = False
            try:
                for lens in self._look():
                    self._complete(lens)
            except Exception:
                if self._stopping:
                    return
                _log.exception("background embedding failed; it is tried again")

    def _note_words(self) -> None:
        """Of passages that an earlier version put in; without, their texts are read instead."""
        words = self._store.words
        while not self._stopping and (found := words.without(_TEXTS)):
            rows = self._store.passages.by_numbers(found).values()
            with self._store.database.write() as connection:
                words.put(connection, ((row.number, row.words_text) for row in rows))

    def _complete(self, lens: Lens) -> None:
        after = 0
        while not (self._stopping or self._paused):
            numbers = self._store.vectors.next_missing(lens.number, after, _BATCH)
            if not numbers:
                break
            after = numbers[-1]
            rows = list(self._store.passages.by_numbers(numbers).values())
            try:
                vectors = vectors_of(lens.embedder, rows)
            except Exception:  # whatever a model meets in a text: the others go on
                _log.exception("passages %s could not be embedded", numbers)
                continue
            with self._store.database.write() as connection:
                self._store.vectors.put(connection, lens.number, vectors)
                self._store.debts.owe(connection, lens.number, [row.number for row in rows])
            self._on_added()
        have, everything = self._store.vectors.coverage(lens.number)
        if have == everything and self._store.vectors.forget_predecessors(lens.number):
            _log.info(
                "%s has seen everything: its predecessor's vectors are gone", lens.embedder.id
            )
            self._on_added()


def _lower_priority() -> None:
    """This thread, and the pool threads a model loaded on it starts."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
