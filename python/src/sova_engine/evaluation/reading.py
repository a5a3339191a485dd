"""Reads every file of a folder with a manifest, as the application would, and judges it.

    python -m sova_engine.evaluation.reading --dir ../shared/files

Good files must hold their phrase, letter by letter; hostile files must end as expected,
in time, in memory, and harm nothing else. Ends with 1 when a file falls short.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import psutil

from ..errors import EngineError
from ..reading import Outcome, ReadLimits, ReadRequest, close_readers, read_isolated
from ..reading.clean import clean
from .manifest import Case, load

_MEBIBYTE = 1024 * 1024


@dataclass(slots=True)
class Result:
    case: Case
    passed: bool
    ended: str
    why: str
    pages: int
    characters: int
    seconds: float
    peak: int


def judge(case: Case, limits: ReadLimits) -> Result:
    """Read one file in a reader process and compare with what is expected."""
    began = time.monotonic()
    texts: list[str] = []
    outcomes: list[Outcome] = []
    code: str | None = None
    with _Watch() as watch:
        try:
            _, pages = read_isolated(ReadRequest(case.path, case.path.name, limits))
            for page in pages:
                texts.append(page.text)
                outcomes.append(page.outcome)
        except EngineError as error:
            code = error.code
    seconds = time.monotonic() - began
    text = "\n".join(texts)
    why = _fault(case, text, outcomes, code)
    if watch.peak > limits.memory_bytes:
        why = why or "over the memory limit"
    if seconds > limits.seconds_per_file:
        why = why or "over the time limit"
    ended = code or _summary(outcomes)
    return Result(case, not why, ended, why, len(texts), len(text), seconds, watch.peak)


def _summary(outcomes: list[Outcome]) -> str:
    counts = {outcome: outcomes.count(outcome) for outcome in Outcome if outcome in outcomes}
    return " ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "no pages"


def _fault(case: Case, text: str, outcomes: list[Outcome], code: str | None) -> str:
    """Why the case fails; empty when it passes."""
    expected = case.expected
    if code is not None:
        return "" if expected.allows_code(code) else f"wanted {case.wanted}"
    if not text.strip():
        fine = expected.empty or (expected.opens and not expected.text)
        return "" if fine else f"no text; wanted {case.wanted}"
    if not unicodedata.is_normalized("NFC", text):
        return "the text is not NFC"
    if not expected.opens:
        partly = expected.codes & {"corrupt-file"} and Outcome.FAILED in outcomes
        return "" if partly else f"was read; wanted {case.wanted}"
    if expected.recognised and Outcome.OCR not in outcomes:
        return "not recognised from the picture"
    if expected.phrase and not _contains(text, expected.phrase):
        return f"phrase missing: {expected.phrase}"
    return ""


def _contains(text: str, phrase: str) -> bool:
    """Letter by letter; white space may differ, since lines are joined to sentences."""
    return " ".join(clean(phrase).split()) in " ".join(text.split())


class _Watch:
    """The most resident memory of a reader process while the block runs."""

    def __init__(self) -> None:
        self.peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        me = psutil.Process()
        while not self._done.wait(0.02):
            for child in me.children():
                try:
                    self.peak = max(self.peak, child.memory_info().rss)
                except psutil.Error:
                    continue


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, default=Path("../shared/files"))
    parser.add_argument("--only", help="part of a file's name")
    parser.add_argument("--seconds", type=float, default=180.0, help="limit a file")
    parser.add_argument("--memory", type=int, default=1536, help="limit in MiB")
    given = parser.parse_args(arguments)
    limits = ReadLimits(
        seconds_per_page=60.0, seconds_per_file=given.seconds, memory_bytes=given.memory * _MEBIBYTE
    )
    cases = [case for case in load(given.dir) if not given.only or given.only in case.file]
    before = _around(given.dir)
    results = [judge(case, limits) for case in cases]
    close_readers()
    for result in results:
        print(_line(result))
    harmed = sorted(_around(given.dir) ^ before)
    if harmed:
        print(f"files came or went: {', '.join(harmed)}")
    return _conclude(results, bool(harmed))


def _line(result: Result) -> str:
    mark = "ok  " if result.passed else "FAIL"
    return (
        f"{mark} {result.case.file:<58.58} {result.ended:<22} {result.pages:>4} p "
        f"{result.characters:>8} ch {result.seconds:6.2f} s {result.peak // _MEBIBYTE:>5} MiB"
        f"{'  ' + result.why if result.why else ''}"
    )


def _around(folder: Path) -> set[str]:
    """What stands beside the files and in the temporary folder under our name."""
    places = [*folder.resolve().parent.iterdir(), *folder.rglob("*")]
    return {str(place) for place in places} | {
        str(place) for place in Path(tempfile.gettempdir()).glob("sova-reader-*")
    }


def _conclude(results: list[Result], harmed: bool) -> int:
    failed = 0
    for name, hostile in (("good", False), ("hostile", True)):
        group = [result for result in results if result.case.hostile is hostile]
        passed = sum(result.passed for result in group)
        failed += len(group) - passed
        print(f"{name}: {passed} of {len(group)}")
    peak = max((result.peak for result in results), default=0) // _MEBIBYTE
    print(f"most memory of a reader: {peak} MiB")
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed or harmed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
