"""Readers between two files: warm for the next one, let go when none comes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from .process import ReaderProcess

_FILES_PER_PROCESS = 200
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
        if self._rest is not None:
            self._rest.cancel()
        self._rest = threading.Timer(self._seconds, self._let_go)
        self._rest.daemon = True
        self._rest.start()

    def _let_go(self) -> None:
        with self._lock:
            if self._closed or [one.files_read for one in self._idle] in ([], [0]):
                return
            idle, self._idle = self._idle, []
        for process in idle:
            process.kill()
        self.give(self._start())
