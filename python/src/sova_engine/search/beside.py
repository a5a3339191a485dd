"""Meaning is asked for on a thread of its own: it waits for the vector store most of the time.

It does little else there: beside another thread at work, each row read from the database waits
for Python's lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from sova_engine.embedding import AskedVectors
from sova_engine.search.dense import DenseChannel, Near
from sova_engine.search.stopwatch import Stopwatch
from sova_engine.upkeep import Lens

_AT_ONCE = 4


class Beside:
    def __init__(self, dense: DenseChannel) -> None:
        self._dense = dense
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="dense")

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def ask(
        self,
        workspace: str,
        documents: Sequence[int] | None,
        lenses: Sequence[Lens],
        searched: str,
        looking: bool,
        limit: int,
        watch: Stopwatch,
    ) -> tuple[Future[list[AskedVectors]], Future[Near]]:
        """The question by each lens, as soon as it is known, and then the passages any lens
        sees near it, at most ``limit`` each; none unless ``looking``."""
        embedded: Future[list[AskedVectors]] = Future()

        def run() -> Near:
            try:
                with watch.stage("embed"):
                    asked = [lens.embedder.ask(searched) for lens in lenses]
            except BaseException as error:
                embedded.set_exception(error)
                raise
            embedded.set_result(asked)
            with watch.stage("dense"):
                found = [
                    self._dense.candidates(lens, workspace, documents, one.dense, limit)
                    for lens, one in zip(lenses, asked, strict=True)
                    if looking and one.dense.any()
                ]
            ids = dict.fromkeys(id_ for one in found for id_ in one.ids)
            return Near(tuple(ids), [number for one in found for number in one.numbers])

        return embedded, self._threads.submit(run)
