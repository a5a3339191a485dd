"""``python -m sova_engine.evaluation.search_speed``: how long a search takes, by stage and size.

Fills a library of each size, a larger one going on from the one before, starts the real
engine and vector server over it and asks questions over HTTP: of the whole library, of five
documents, and a bare Chroma of the same vectors, one after the other for each question.
``--data DIR`` keeps the libraries, ``DIR/1000`` and so on, for the next run.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from sova_engine.evaluation.made_library import Text, fill
from sova_engine.evaluation.processes import Rig
from sova_engine.evaluation.search_rounds import Size, measure
from sova_engine.evaluation.timing import about

_GOAL = 2.0
_RECALL = 0.98


def main() -> int:
    options = _options()
    resources = Path(os.environ.get("SOVA_RESOURCES", "resources"))
    text = Text.read(options.text, random.Random(1))
    with tempfile.TemporaryDirectory(prefix="sova-bench-") as folder:
        data = options.data or Path(folder)
        print(about(), flush=True)
        sizes: list[Size] = []
        before: Path | None = None
        for passages in sorted(options.sizes):
            print(f"\nfilling to {passages:,} passages", flush=True)
            own = data / str(passages)
            if before is not None and not own.exists():
                shutil.copytree(before, own)
            fill(own / "engine", resources, text, passages, lambda line: print("  " + line))
            with Rig(own, {"SOVA_RESOURCES": str(resources)}) as rig:
                size = measure(rig, resources, text, options.questions, options.rounds)
                print(size.table(), flush=True)
                sizes.append(size)
            shutil.rmtree(own / "bare", ignore_errors=True)
            before = own
    for small, large in pairwise(sizes):
        print(f"\nfrom {small.passages:,} to {large.passages:,} passages:")
        print(large.growth_from(small))
    last = sizes[-1]
    short = last.against_chroma > _GOAL or last.restricted > _GOAL or last.recall < _RECALL
    return 1 if options.check and short else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--text", type=Path, default=Path("../shared/parallel/pairs.tsv.gz"))
    parser.add_argument("--data", type=Path, help="kept, and taken up where they stand")
    parser.add_argument("--check", action="store_true", help="exit 1 when the goal is missed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
