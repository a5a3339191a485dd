"""A reader process: ``python -m sova_engine.reading.worker``.

Takes tasks as lines on standard input, answers with lines on standard output, ends when
its input ends. Whatever native code prints goes to standard error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import EngineError
from .confine import confine, die_with_parent, give_way, limit_memory
from .model import ReadRequest
from .opening import open_document
from .protocol import ANSWER, TASK, Ended, Failed, Opened, PageRead

_BACKSTOP = 3
"""Halves of the memory limit at which the system refuses; the engine watches the limit itself."""


_ALLOCATIONS = 50_000
"""Between two looks for garbage: pages are many small objects without cycles."""


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    die_with_parent()
    give_way()
    confine()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    for line in sys.stdin.buffer:
        request = TASK.validate_json(line).request
        limit_memory(_BACKSTOP * request.limits.memory_bytes // 2)
        for answer in _read(request):
            _send(answers, answer)


def _read(request: ReadRequest) -> Iterator[Opened | PageRead | Ended | Failed]:
    try:
        info, pages = open_document(request)
        yield Opened(info)
        for page in pages:
            yield PageRead(page)
        yield Ended()
    except EngineError as error:
        yield Failed.of(error)
    except MemoryError:
        yield Failed("reader-memory", "the memory limit was reached", True, {})
    except RecursionError:
        yield Failed("corrupt-file", "nested without end", True, {})
    except ImportError as error:  # our own installation, not the file
        yield Failed("internal", str(error), False, {})
    except Exception as error:  # a reader met something its library did not expect
        yield Failed("corrupt-file", f"{type(error).__name__}: {error}"[:300], True, {})


def _send(answers: BinaryIO, answer: Opened | PageRead | Ended | Failed) -> None:
    answers.write(ANSWER.dump_json(answer) + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
