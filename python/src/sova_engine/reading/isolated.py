"""Reading in a process apart: what hangs or dies there fails its page or file only."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..errors import EngineError
from .idle import IdleReaders
from .model import DocumentInfo, Outcome, ReadPage, ReadRequest, Unit
from .process import ReaderProcess
from .protocol import Ended, Failed, Opened, PageRead

_MOST_BAD_PAGES = 5
_PAGE_ERRORS = frozenset(("reader-timeout", "reader-memory", "reader-crashed"))
_LOST = "reader-crashed"
"""A reader may be lost through no fault of the file (killed, memory short): one more try."""


class ReaderPool:
    """Warm reader processes, one a file at a time; as many as files are read at once."""

    def __init__(self, worker: str = "sova_engine.reading.worker") -> None:
        self._idle = IdleReaders(lambda: ReaderProcess(worker))

    def read(
        self, request: ReadRequest, cancelled: Callable[[], bool]
    ) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        """As ``open_document``; also raises ``cancelled`` and ``reader-...`` errors.

        Where a reader is lost, a fresh one goes on, once for each page. Where the format
        has real pages, a page that hangs or kills its reader again becomes a failed page.
        """
        deadline = time.monotonic() + request.limits.seconds_per_file
        try:
            process, info = self._opened(request, deadline, cancelled)
        except EngineError as error:
            if error.code != _LOST:
                raise
            process, info = self._opened(request, deadline, cancelled)
        return info, self._pages(process, info, request, deadline, cancelled)

    def warm(self) -> None:
        """Start a process ahead of the first file."""
        self._give(self._idle.take(), clean=True)

    def close(self) -> None:
        self._idle.close()

    def _opened(
        self, request: ReadRequest, deadline: float, cancelled: Callable[[], bool]
    ) -> tuple[ReaderProcess, DocumentInfo]:
        process = self._idle.take()
        try:
            return process, self._open(process, request, deadline, cancelled)
        except BaseException as error:
            self._give(process, clean=isinstance(error, _FileError))
            raise

    def _open(
        self,
        process: ReaderProcess,
        request: ReadRequest,
        deadline: float,
        cancelled: Callable[[], bool],
    ) -> DocumentInfo:
        process.ask(request)
        answer = process.answer(request.limits, deadline, cancelled)
        match answer:
            case Opened(info=info):
                return info
            case Failed():
                raise _FileError.of(answer)
            case PageRead() | Ended():
                raise EngineError("reader-crashed", "the reader answered out of turn")

    def _pages(
        self,
        process: ReaderProcess,
        info: DocumentInfo,
        request: ReadRequest,
        deadline: float,
        cancelled: Callable[[], bool],
    ) -> Iterator[ReadPage]:
        wanted = _wanted(info, request)
        read_through, tried, bad_pages = 0, -1, 0
        clean = False
        try:
            while True:
                try:
                    answer = process.answer(request.limits, deadline, cancelled)
                except EngineError as error:
                    if error.code not in _PAGE_ERRORS or time.monotonic() > deadline:
                        raise
                    place = wanted[0] if wanted else read_through
                    if error.code == _LOST and place != tried:
                        tried = place
                    elif wanted and bad_pages < _MOST_BAD_PAGES:
                        bad_pages += 1
                        yield _failed(wanted.popleft(), error)
                        if not wanted:
                            return
                    else:
                        raise
                    process.kill()
                    rest = replace(request, only_pages=frozenset(wanted)) if wanted else request
                    process, _ = self._opened(rest, deadline, cancelled)
                    continue
                match answer:
                    case PageRead(page=page):
                        if page.number <= read_through:
                            continue  # read before the reader was lost
                        read_through = page.number
                        while wanted and wanted[0] <= page.number:
                            wanted.popleft()
                        yield page
                    case Failed():
                        clean = True
                        raise answer.error()
                    case Ended():
                        clean = True
                        return
                    case Opened():
                        raise EngineError("reader-crashed", "the reader answered out of turn")
        finally:
            self._give(process, clean=clean)

    def _give(self, process: ReaderProcess, *, clean: bool) -> None:
        """Keep a process that finished its file; one stopped in the middle is killed."""
        if clean:
            self._idle.give(process)
        else:
            process.kill()


class _FileError(EngineError):
    """The file failed and the reader is well."""

    @classmethod
    def of(cls, failed: Failed) -> _FileError:
        return cls(failed.code, failed.message, permanent=failed.permanent, **failed.details)


def _wanted(info: DocumentInfo, request: ReadRequest) -> deque[int]:
    """Numbers of the pages to come, where the format has pages of its own."""
    if info.pages is None or info.unit is not Unit.PAGE:
        return deque()
    numbers = range(1, info.pages + 1)
    return deque(n for n in numbers if request.only_pages is None or n in request.only_pages)


def _failed(number: int, error: EngineError) -> ReadPage:
    return ReadPage(number, "", Outcome.FAILED, reason_code=error.code, reason=error.message)


_pool = ReaderPool()


def read_isolated(
    request: ReadRequest, cancelled: Callable[[], bool] = lambda: False
) -> tuple[DocumentInfo, Iterator[ReadPage]]:
    """Read in a warm process apart; ``cancelled`` is asked 20 times a second."""
    return _pool.read(request, cancelled)


def warm_reader() -> None:
    """Start a reader ahead of the first file."""
    _pool.warm()


def close_readers() -> None:
    """Kill idle readers; those at work die with their iterators or with this process."""
    _pool.close()
