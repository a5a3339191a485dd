"""``python -m sova_engine.evaluation.answer_fit``: the weights of ``answers/extract.py``.

For each question of the development halves (the made set, and ``--spans`` sets) every sentence
that may be quoted is looked at; the weights make those that answer likely among them, by a ridged
softmax. Prints the weights and how often the likeliest sentence answers.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sova_engine.answers import LOOKS
from sova_engine.evaluation.answer_set import AskedQuestion, placed, sets
from sova_engine.evaluation.answer_spans import spans_of
from sova_engine.evaluation.answers import SIZES, groups_of, plain
from sova_engine.evaluation.retrieval_sets import read_set
from sova_engine.evaluation.small_library import SmallLibrary, small_library

Matrix = NDArray[np.float64]
_STEPS = 600
_RATE = 0.05
_RIDGE = 0.3
_OF_A_SET = 300
_SPAN_WEIGHT = 0.4
"""A set of one kind and language must not outweigh the made one."""


@dataclass(frozen=True, slots=True)
class Example:
    direction: str
    rows: Matrix
    answers: Matrix
    """1 for each sentence that answers."""
    weight: float


def main() -> int:
    parser = argparse.ArgumentParser(description="fit the choice of sentences")
    parser.add_argument("--spans", type=Path, nargs="*", default=[], help="sets with gold spans")
    options = parser.parse_args()
    examples = [one for own in sets().values() for one in _made(*own)]
    examples += [one for folder in options.spans for one in _spans(folder)]
    weights = fit(examples)
    for name, weight in zip(LOOKS, weights.tolist(), strict=True):
        print(f'    "{name}": {weight:.2f},')
    for direction in dict.fromkeys(one.direction for one in examples):
        own = [one for one in examples if one.direction == direction]
        right = [one.answers[int(np.argmax(one.rows @ weights))] for one in own]
        print(f"{direction}: {len(own)} questions, best sentence answers {np.mean(right):.3f}")
    return 0


def fit(examples: Sequence[Example]) -> Matrix:
    """By Adam: the likelihood that a sentence drawn by the softmax answers."""
    weights = np.zeros(len(LOOKS))
    slope, square = np.zeros_like(weights), np.zeros_like(weights)
    total = sum(one.weight for one in examples)
    for step in range(1, _STEPS + 1):
        gradient = _RIDGE / len(examples) * weights
        for one in examples:
            likely = _softmax(one.rows @ weights)
            right = likely * one.answers
            gradient += one.weight / total * (one.rows.T @ (likely - right / right.sum()))
        slope = 0.9 * slope + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        moved = slope / (1 - 0.9**step)
        weights -= _RATE * moved / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _softmax(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def _made(whole: Sequence[AskedQuestion], made: Mapping[str, Path]) -> Iterator[Example]:
    asked = [one for one in whole if one.development and one.answerable]
    names = sorted({one.document for one in asked if one.document is not None})
    with tempfile.TemporaryDirectory(prefix="sova-fit-") as place:
        files = {name: placed(path, Path(place)) for name, path in made.items()}
        for size in SIZES.values():
            for group in groups_of(names, size):
                with small_library([files[name] for name in group]) as library:
                    for one in asked:
                        if one.document in group:
                            yield from _example(
                                library, one.direction, one.text, one.before, one.expected, 1.0
                            )


def _spans(folder: Path) -> Iterator[Example]:
    one = read_set(folder)
    spans = spans_of(folder)
    asked = [query for query in one.queries if query.development][:_OF_A_SET]
    with tempfile.TemporaryDirectory(prefix="sova-fit-") as place:
        files = [Path(place) / f"{number:05d}.txt" for number in range(len(one.documents))]
        for path, document in zip(files, one.documents, strict=True):
            path.write_text(document.text, encoding="utf-8")
        with small_library(files) as library:
            for query in asked:
                yield from _example(
                    library, one.name, query.text, (), spans[query.id], _SPAN_WEIGHT
                )


def _example(
    library: SmallLibrary,
    direction: str,
    text: str,
    before: Sequence[str],
    expected: Sequence[str],
    weight: float,
) -> Iterator[Example]:
    """None of them where nothing that may be quoted answers."""
    read = library.read(text, before)
    wanted = [plain(part) for part in expected]
    holds = [any(part in plain(one.text) for part in wanted) for one in read.pool]
    for place, one in enumerate(read.pool):
        if holds[place] and one.opener is not None:
            holds[one.opener] = True
    if any(holds):
        rows = np.array([seen.values for seen in read.looks], np.float64)
        yield Example(direction, rows, np.array(holds, np.float64), weight)


if __name__ == "__main__":
    sys.exit(main())
