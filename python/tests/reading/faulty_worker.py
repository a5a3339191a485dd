"""A reader that misbehaves as the file's name says; it speaks the real protocol."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from sova_engine.reading.model import DocumentInfo, Outcome, ReadPage, Unit, View
from sova_engine.reading.protocol import ANSWER, TASK, Ended, Opened, PageRead

PAGES = 4


def misbehave(name: str, path: Path) -> None:
    if name.startswith("hang"):
        time.sleep(600)
    elif name.startswith("crash once"):
        if not path.exists():
            path.touch()
            os.abort()
    elif name.startswith("crash"):
        os.abort()
    elif name.startswith("eat"):
        kept = []
        while True:
            kept.append(b"x" * 8 * 1024 * 1024)
            time.sleep(0.01)
    elif name.startswith("flood"):
        for _ in range(20_000):
            print("upozorenje " * 20, file=sys.stderr)


def main() -> None:
    for line in sys.stdin.buffer:
        request = TASK.validate_json(line).request
        if request.name.endswith("open"):
            misbehave(request.name, request.path)
        flows = "flow" in request.name
        info = DocumentInfo("pdf", View.PDF, Unit.PAGE, None if flows else PAGES)
        answers: list[Opened | PageRead | Ended] = [Opened(info)]
        for number in range(1, PAGES + 1):
            if request.only_pages is None or number in request.only_pages:
                answers.append(PageRead(ReadPage(number, f"stranica {number}", Outcome.TEXT)))
        for answer in [*answers, Ended()]:
            if isinstance(answer, PageRead) and answer.page.number == 2:
                misbehave(request.name, request.path)
            sys.stdout.buffer.write(ANSWER.dump_json(answer) + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
