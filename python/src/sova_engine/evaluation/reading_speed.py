"""Pages per second of the whole pipeline without embedding, beside kreuzberg called alone.

    python -m sova_engine.evaluation.reading_speed [DIR ...] [--rounds 3] [--processes N]

Ours: read in isolated processes, quality, language and cutting into passages, as an ingest
does. kreuzberg: its default extraction without its cache. Files with a page that had to be
recognised are a kind of their own, read with Tesseract on the same data by both; the others
by neither. Both on the same number of warm processes over the
same files in turns, both counted in our pages. The clock's and the processor's time are
shown: on a machine that does other things only the second is to be trusted.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import repeat
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from ..chunking import cut, headings_after
from ..errors import EngineError
from ..reading import Outcome, ReadRequest, close_readers, read_isolated
from ..reading.ocr.tesseract import data_folder
from .made_files import make_files

_GOAL = 0.7
_LANGUAGES = "hrv+eng"
_LEAST_SECONDS = 0.6
_MOST_TIMES = 60
"""Small kinds are read again and again: the processor's time is counted in hundredths."""


@dataclass(frozen=True, slots=True)
class Spent:
    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Read:
    pages: int
    passages: int
    kind: str
    recognised: bool


def read_and_cut(path: Path, recognise: bool) -> Read:
    """What an ingest does before it embeds."""
    info, pages = read_isolated(ReadRequest(path, path.name, ocr=recognise))
    headings: tuple[str, ...] = ()
    count = passages = recognised = 0
    for page in pages:
        passages += len(cut(page, headings_before=headings, count_tokens=_tokens))
        headings = headings_after(page, headings)
        count += 1
        recognised += page.outcome is Outcome.OCR
    kind = info.type if not recognised else "recognised"
    return Read(count, passages, kind, recognised > 0)


def _tokens(text: str) -> int:
    return len(text) // 4 + 1


def kreuzberg_alone(path: str, recognise: bool) -> int:
    """In a process of its own; a file it cannot read costs what it costs."""
    import kreuzberg as module

    kreuzberg: Any = module
    ocr = kreuzberg.OcrConfig(backend="tesseract", language=_LANGUAGES) if recognise else None
    config = kreuzberg.ExtractionConfig(use_cache=False, ocr=ocr)
    try:
        return len(kreuzberg.extract_file_sync(path, config=config).content)
    except kreuzberg.KreuzbergError:
        return 0


def timed(run: Callable[[], object]) -> Spent:
    """The clock's time and the processor's, of this process and its children."""
    before, began = _processor(), time.perf_counter()
    run()
    return Spent(time.perf_counter() - began, _processor() - before)


def _processor() -> float:
    """Of this process and its children, those that ended meanwhile too."""
    me = psutil.Process()
    own = me.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for process in me.children(recursive=True):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dirs", nargs="*", type=Path, help="folders of files")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-recognition", action="store_true", help="leave out scanned files")
    given = parser.parse_args(arguments)
    os.environ["TESSDATA_PREFIX"] = str(data_folder())
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory() as made:
        folders = given.dirs or [Path("../shared/files/good")]
        files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
        files += make_files(Path(made))
        _print_machine(given.processes, given.rounds)
        with (
            ThreadPoolExecutor(given.processes) as ours,
            ProcessPoolExecutor(
                given.processes, mp_context=multiprocessing.get_context("spawn")
            ) as theirs,
        ):
            groups = _grouped(files)
            if given.no_recognition:
                groups.pop("recognised", None)
            ratio = _compare(groups, ours, theirs, given.rounds)
        close_readers()
    return 0 if ratio >= _GOAL else 1


def _grouped(files: Sequence[Path]) -> dict[str, list[tuple[Path, int]]]:
    """By kind: each readable file with its pages; also warms the readers."""
    groups: dict[str, list[tuple[Path, int]]] = {}
    for path in files:
        try:
            found = read_and_cut(path, recognise=True)
        except EngineError:
            continue
        groups.setdefault(found.kind, []).append((path, found.pages))
    return dict(sorted(groups.items()))


def _compare(
    groups: dict[str, list[tuple[Path, int]]], ours: Executor, theirs: Executor, rounds: int
) -> float:
    """Prints a line a kind and the totals; returns the ratio over everything with a text."""
    print(
        "kind        files pages   ours p/s (spread)        kreuzberg p/s     ratio  by processor"
    )
    texts = [entry for kind, group in groups.items() if kind != "recognised" for entry in group]
    text = _line("all text", texts, ours, theirs, rounds)
    lines = {
        kind: _line(kind, group, ours, theirs, rounds, recognise=kind == "recognised")
        for kind, group in groups.items()
    }
    recognised = lines.get("recognised", _Line(0, 0.0, 0.0, 0.0))
    pages = text.pages + recognised.pages
    own, other = text.ours + recognised.ours, text.theirs + recognised.theirs
    print(
        f"every file, recognised ones too (sum of both): {pages} pages, {pages / own:.1f} p/s"
        f" beside {pages / other:.1f} p/s, ratio {other / own:.2f}"
    )
    return text.processor


@dataclass(frozen=True, slots=True)
class _Line:
    pages: int
    ours: float
    theirs: float
    """Seconds of the clock for all pages once, medians."""
    processor: float
    """The ratio by the processor's time."""


def _line(
    name: str,
    group: list[tuple[Path, int]],
    ours: Executor,
    theirs: Executor,
    rounds: int,
    *,
    recognise: bool = False,
) -> _Line:
    group = sorted(group, key=lambda entry: -entry[0].stat().st_size)
    paths = [path for path, _ in group]

    def read_ours(times: int) -> object:
        return list(ours.map(read_and_cut, paths * times, repeat(recognise)))

    def read_theirs(times: int) -> object:
        return list(theirs.map(kreuzberg_alone, map(str, paths * times), repeat(recognise)))

    read_theirs(1)
    warm = timed(lambda: read_ours(1))
    times = max(1, min(_MOST_TIMES, round(_LEAST_SECONDS / max(warm.processor, 0.01))))
    pairs = [
        (timed(lambda: read_ours(times)), timed(lambda: read_theirs(times))) for _ in range(rounds)
    ]
    pages = sum(count for _, count in group) * times
    speeds = sorted(pages / mine.wall for mine, _ in pairs)
    theirs_speed = median(pages / other.wall for _, other in pairs)
    clock = median(other.wall / mine.wall for mine, other in pairs)
    processor = median(other.processor / max(mine.processor, 1e-9) for mine, other in pairs)
    spread = f"({speeds[0]:.0f}-{speeds[-1]:.0f})"
    print(
        f"{name:<12}{len(group):>4}{pages // times:>7}{median(speeds):>9.1f} {spread:<15}"
        f"{theirs_speed:>9.1f}{clock:>13.2f}{processor:>12.2f}",
        flush=True,
    )
    own = median(mine.wall for mine, _ in pairs) / times
    other = median(other.wall for _, other in pairs) / times
    return _Line(pages // times, own, other, processor)


def _print_machine(processes: int, rounds: int) -> None:
    versions = " ".join(f"{name} {version(name)}" for name in ("kreuzberg", "pypdfium2"))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{platform.platform()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    print(f"Python {platform.python_version()}, {versions}; {processes} processes, {rounds} rounds")


if __name__ == "__main__":
    sys.exit(main())
