"""One reader process as the engine sees it: ask, wait within limits, kill."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from io import BufferedReader
from queue import Empty, SimpleQueue
from typing import IO

import psutil

from ..errors import EngineError
from .model import ReadLimits, ReadRequest
from .protocol import ANSWER, TASK, Ended, Failed, Opened, PageRead, ReadTask

_TICK = 0.05
_NEAR_LIMIT = 0.6
"""A reader that died with this share of its memory in use was refused more."""
_CHUNK = 64 * 1024
_AHEAD = 4
"""Chunks of answers a reader may be ahead of whoever takes them."""
_KEPT_ENV = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "PYTHONPATH",
    "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "LD_LIBRARY_PATH", "SOVA_TESSDATA", "SOVA_RESOURCES",
)  # fmt: skip


class ReaderProcess:
    def __init__(self, worker: str) -> None:
        """``worker`` is the module that speaks ``protocol``."""
        environment = {name: os.environ[name] for name in _KEPT_ENV if name in os.environ}
        environment |= {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", worker],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment, close_fds=True,
        )  # fmt: skip
        self._watched = psutil.Process(self._process.pid)
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._tasks: IO[bytes] = self._process.stdin
        self._chunks: SimpleQueue[bytes] = SimpleQueue()
        self._room: SimpleQueue[None] = SimpleQueue()
        for _ in range(_AHEAD):
            self._room.put(None)
        self._lines: deque[bytes] = deque()
        self._begun: list[bytes] = []
        """What came of a line whose end did not."""
        self._stderr: deque[str] = deque(maxlen=40)
        self.files_read = 0
        self.peak = 0
        for target, stream in (
            (self._pump, self._process.stdout),
            (self._drain, self._process.stderr),
        ):
            threading.Thread(target=target, args=(stream,), daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_fit(self, most_files: int, most_bytes: int) -> bool:
        """Whether it may serve another file."""
        if self._process.poll() is not None or self.files_read >= most_files:
            return False
        return self._memory() <= most_bytes

    def ask(self, request: ReadRequest) -> None:
        self.files_read += 1
        self.peak = 0
        try:
            self._tasks.write(TASK.dump_json(ReadTask(request)) + b"\n")
            self._tasks.flush()
        except OSError as error:
            raise EngineError(
                "reader-crashed", "the reader is gone", stderr=self._last()
            ) from error

    def answer(
        self, limits: ReadLimits, deadline: float, cancelled: Callable[[], bool]
    ) -> Opened | PageRead | Ended | Failed:
        """The next answer; raises ``cancelled``, ``reader-timeout``, ``-memory``, ``-crashed``."""
        until = min(deadline, time.monotonic() + limits.seconds_per_page)
        while True:
            line = self._line()
            if cancelled():
                raise EngineError("cancelled", "reading was cancelled", permanent=False)
            if line:
                return ANSWER.validate_json(line)
            self.peak = max(self.peak, self._memory())
            if line == b"":
                raise self._died(limits)
            if self.peak > limits.memory_bytes:
                raise EngineError(
                    "reader-memory", "more memory than the limit", limit=limits.memory_bytes
                )
            if time.monotonic() > until:
                raise EngineError(
                    "reader-timeout", "longer than the limit", seconds=limits.seconds_per_page
                )

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def _died(self, limits: ReadLimits) -> EngineError:
        code = self._process.wait()
        said = " ".join(self._stderr).lower()
        starved = "bad_alloc" in said or "out of memory" in said or "cannot allocate" in said
        if starved or self.peak > _NEAR_LIMIT * limits.memory_bytes:
            return EngineError(
                "reader-memory", "more memory than the limit", limit=limits.memory_bytes
            )
        return EngineError("reader-crashed", self._last() or "died", exit_code=code)

    def _last(self) -> str:
        return self._stderr[-1] if self._stderr else ""

    def _memory(self) -> int:
        try:
            return self._watched.memory_info().rss
        except psutil.Error:
            return 0

    def _line(self) -> bytes | None:
        """An answer; None where none is whole within a tick; empty where the reader ended."""
        if self._lines:
            return self._lines.popleft()
        try:
            chunk = self._chunks.get(timeout=_TICK)
        except Empty:
            return None
        self._room.put(None)
        if not chunk:
            return b""  # half a line is what a killed reader leaves
        first, *others = chunk.split(b"\n")
        self._begun.append(first)
        if others:
            *whole, rest = others
            self._lines.extend(filter(None, (b"".join(self._begun), *whole)))
            self._begun = [rest]
        return self._lines.popleft() if self._lines else None

    def _pump(self, stream: IO[bytes]) -> None:
        assert isinstance(stream, BufferedReader)
        chunk = b"\n"
        while chunk:
            self._room.get()
            chunk = stream.read1(_CHUNK)
            self._chunks.put(chunk)

    def _drain(self, stream: IO[bytes]) -> None:
        """Always emptied, so that endless messages block nobody; the last are kept."""
        for line in iter(lambda: stream.readline(4096), b""):
            self._stderr.append(line.decode("utf-8", errors="replace").strip()[:300])
