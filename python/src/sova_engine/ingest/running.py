"""At most one piece of work on a document at a time."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sova_engine.errors import EngineError

_WAIT_SECONDS = 30.0


@dataclass(slots=True)
class Work:
    cancelled: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)


class Running:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._works: dict[tuple[str, str], Work] = {}
        self._closed = False

    @contextmanager
    def alone(self, workspace: str, document_id: str, work: Work) -> Generator[None]:
        """Stops what is under way on the document, waits for its end, then goes ahead.

        Whoever asks last is right: the application asks again only after it let go of
        the first request, and a removal beats an ingest. Raises ``conflict`` when the
        earlier work does not end.
        """
        key = (workspace, document_id)
        while True:
            with self._lock:
                if self._closed:
                    raise EngineError("shutting-down", "the engine is stopping", permanent=False)
                earlier = self._works.get(key)
                if earlier is None:
                    self._works[key] = work
                    break
            earlier.cancelled.set()
            if not earlier.ended.wait(_WAIT_SECONDS):
                raise EngineError("conflict", "the document is being worked on", permanent=False)
        try:
            yield
        finally:
            with self._lock:
                del self._works[key]
            work.ended.set()

    def close(self) -> None:
        """Asks everything to stop; nothing begins any more."""
        with self._lock:
            self._closed = True
            works = list(self._works.values())
        for work in works:
            work.cancelled.set()
