"""Readers between two files: warm for the next one, let go when none comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from .process import ReaderProcess

_FILES_PER_PROCESS = 2_000
"""Its memory is watched; starting anew costs as much as reading many small files."""
_BYTES = 600 * 1024 * 1024
_SECONDS = 60.0


class IdleReaders:
    def __init__(self, start: Callable[[], ReaderProcess], seconds: float = _SECONDS) -> None:
        """After ``seconds`` without a file one fresh reader waits, in place of all there are:
        a large file leaves its reader large, and many files leave many readers."""
        self._start = start
        self._seconds = seconds
        self._idle: list[ReaderProcess] = []
        self._lock = threading.Lock()
        self._rest: threading.Timer | None = None
        self._given = 0.0
        self._closed = False

    def take(self) -> ReaderProcess:
        while True:
            with self._lock:
                process = self._idle.pop() if self._idle else None
            if process is None:
                return self._start()
            if process.is_fit(_FILES_PER_PROCESS, _BYTES):
                return process
            process.kill()

    def give(self, process: ReaderProcess) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(process)
                self._rest_later()
                return
        process.kill()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._rest is not None:
                self._rest.cancel()
            idle, self._idle = self._idle, []
        for process in idle:
            process.kill()

    def _rest_later(self) -> None:
        self._given = time.monotonic()
        if self._rest is None:
            self._look_after(self._seconds)

    def _look_after(self, seconds: float) -> None:
        self._rest = threading.Timer(seconds, self._let_go)
        self._rest.daemon = True
        self._rest.start()

    def _let_go(self) -> None:
        with self._lock:
            self._rest = None
            if self._closed:
                return
            left = self._given + self._seconds - time.monotonic()
            if left > 0:  # a file came meanwhile; a timer for each would be a thread for each
                self._look_after(left)
                return
            if [one.files_read for one in self._idle] in ([], [0]):
                return
            idle, self._idle = self._idle, []
        for process in idle:
            process.kill()
        self.give(self._start())
