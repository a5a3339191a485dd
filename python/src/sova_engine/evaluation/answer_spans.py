"""Sets whose questions have a gold span: whether the extractive answer holds it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from sova_engine.answers.sentences import clean
from sova_engine.api.schemas import ExtractedSentence
from sova_engine.evaluation.retrieval_sets import read_set
from sova_engine.evaluation.small_library import small_library


class _Spans(BaseModel):
    id: str
    answers: list[str]


def spans_of(folder: Path) -> dict[str, list[str]]:
    """Question id -> the spans any of which answers it."""
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").split("\n")
    return {own.id: own.answers for own in map(_Spans.model_validate_json, filter(None, lines))}


def measure_spans(folder: Path, every: int) -> str:
    """The test half of a set in one library."""
    one = read_set(folder)
    spans = spans_of(folder)
    asked = [query for query in one.queries if not query.development][::every]
    with tempfile.TemporaryDirectory(prefix="sova-spans-") as place:
        files = [Path(place) / f"{number:05d}.txt" for number in range(len(one.documents))]
        for path, document in zip(files, one.documents, strict=True):
            path.write_text(document.text, encoding="utf-8")
        with small_library(files) as library:
            marks = [_mark(library.ask(query.text).sentences, spans[query.id]) for query in asked]
    said = [mark for mark in marks if mark is not None]
    return (
        f"{one.name}: n={len(asked)} answered {len(said) / len(asked):.3f},"
        f" of these span in the answer {sum(hit for hit, _ in said) / len(said):.3f},"
        f" in its best sentence {sum(first for _, first in said) / len(said):.3f}"
    )


def _mark(said: Sequence[ExtractedSentence], spans: Sequence[str]) -> tuple[bool, bool] | None:
    """Whether a span is in the answer, and in its best sentence; None where it was refused."""
    if not said:
        return None
    best = max(said, key=lambda one: one.score)
    wanted = [clean(span) for span in spans]
    holds = [any(span in one.text for span in wanted) for one in said]
    return any(holds), holds[said.index(best)]
