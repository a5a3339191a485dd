"""Questions go first: whoever works through files stands aside while one is answered.

Python runs one thread at a time, so a search beside several ingests would wait for each of
them again and again. Work is done in pieces of a few milliseconds; between two of them it
waits for the question, though never so long that many questions would stop it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

_MOST_SECONDS = 0.25
"""As long as one piece of work waits at most: a question takes a tenth of it."""
_LATELY_SECONDS = 60.0


class Precedence:
    def __init__(self, most_seconds: float = _MOST_SECONDS) -> None:
        self._most = most_seconds
        self._condition = threading.Condition()
        self._asking = 0
        self._asked_at = float("-inf")

    @property
    def asked_lately(self) -> bool:
        """Somebody asks now and then: pieces that cannot be interrupted had better be small."""
        return time.monotonic() - self._asked_at < _LATELY_SECONDS

    @contextmanager
    def question(self) -> Generator[None]:
        with self._condition:
            self._asking += 1
            self._asked_at = time.monotonic()
        try:
            yield
        finally:
            with self._condition:
                self._asking -= 1
                if not self._asking:
                    self._condition.notify_all()

    def give_way(self) -> None:
        """Between two pieces of work; costs nothing while nobody asks."""
        if self._asking:
            with self._condition:
                self._condition.wait_for(lambda: not self._asking, self._most)
