"""``python -m sova_engine.evaluation.answers``: the extractive answer and the refusal, as met in
the first minutes: libraries of one, of four and of all the made documents (``answer_set``).

Figures of the held-out documents unless ``--half dev``; ``--half everyday``, ``--half fresh``:
those of the other sets. ``--spans DIR`` also asks the questions of a set with gold spans.
``--show`` prints every question that went wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sova_engine.answers.sentences import clean
from sova_engine.api.schemas import SearchResult
from sova_engine.evaluation.answer_set import AskedQuestion, placed, sets
from sova_engine.evaluation.answer_spans import measure_spans
from sova_engine.evaluation.small_library import SmallLibrary, small_library

_BESIDE = 0.02
"""Points of a list and what a sentence leans on stand so far behind it."""
OTHERS = ("everyday", "fresh")
SIZES = {"one": 1, "four": 4, "all": 99}


@dataclass(frozen=True, slots=True)
class Outcome:
    size: str
    question: AskedQuestion
    answerable: bool
    """By a document of this library."""
    refused: bool
    confidence: float
    sentences: tuple[str, ...]
    hit: bool
    """All expected parts are in the answer (whatever the refusal said)."""
    first: bool
    """The best sentence, or what is quoted with it, holds an expected part."""
    off_topic: float
    """Share of the sentences that hold none, words that open a list aside."""
    cited: bool
    """The first sentence is of the right document."""
    spoken: bool
    """The question's language was told rightly: the fixed words are in it."""


def judge(size: str, asked: AskedQuestion, found: SearchResult, library: SmallLibrary) -> Outcome:
    texts = [clean(one.text) for one in found.sentences]
    wanted = [plain(part) for part in asked.expected]
    said = [plain(text) for text in texts]
    holds = [any(part in one for part in wanted) for one in said]
    counted = [h for h, t in zip(holds, texts, strict=True) if h or not t.endswith(":")]
    best = max((one.score for one in found.sentences), default=0.0) - _BESIDE
    leading = [place for place, one in enumerate(found.sentences) if one.score >= best]
    sources = [
        library.name_of[found.passages[one.source - 1].document_id] for one in found.sentences
    ]
    return Outcome(
        size=size,
        question=asked,
        answerable=asked.answerable and asked.document in library.name_of.values(),
        refused=not found.answerable,
        confidence=found.confidence,
        sentences=tuple(texts),
        hit=bool(wanted) and all(any(part in one for one in said) for part in wanted),
        first=any(holds[place] for place in leading),
        off_topic=1 - sum(counted) / len(counted) if counted else 0.0,
        cited=bool(sources) and sources[0] == asked.document,
        spoken=found.language == asked.language,
    )


def plain(text: str) -> str:
    return " ".join(text.replace(",", " ").replace("\u00a0", " ").split()).lower()


def ask_all(size: str, half: Sequence[AskedQuestion], files: dict[str, Path]) -> list[Outcome]:
    """Each question in the library of its document, and a few that belong to another."""
    names = sorted({one.document for one in half if one.document is not None})
    outcomes: list[Outcome] = []
    step = SIZES[size]
    groups = groups_of(names, step)
    for group in groups:
        with small_library([files[name] for name in group]) as library:
            for place, asked in enumerate(half):
                own = asked.document in group
                foreign = asked.document is None or (not own and size != "all")
                if own or (foreign and place % max(1, len(groups)) == groups.index(group)):
                    found = library.ask(asked.text, asked.before)
                    if not found.answerable:
                        found = library.despite_refusal(asked.text, asked.before, found)
                    outcomes.append(judge(size, asked, found, library))
    return outcomes


def groups_of(names: Sequence[str], step: int) -> list[list[str]]:
    """Libraries of ``step`` documents; what is left over joins the last."""
    step = min(step, len(names))
    groups = [list(names[i : i + step]) for i in range(0, len(names), step)]
    if len(groups) > 1 and len(groups[-1]) < step:
        last = groups.pop()
        groups[-1] += last
    return groups


@dataclass(frozen=True, slots=True)
class Figures:
    group: str
    asked: int
    hit: float
    first: float
    off_topic: float
    cited: float
    sentences: float
    spoken: float
    wrongly_refused: float
    unanswerable: int
    refused: float

    def line(self) -> str:
        return (
            f"{self.group:22} n={self.asked:<4} hit {self.hit:.3f}  first {self.first:.3f}"
            f"  cited {self.cited:.3f}  off topic {self.off_topic:.3f}"
            f"  sentences {self.sentences:.1f}  language {self.spoken:.3f}"
            f"  wrongly refused {self.wrongly_refused:.3f}"
            f"  | unanswerable {self.unanswerable:<4} refused {self.refused:.3f}"
        )


def figures(group: str, outcomes: Iterable[Outcome]) -> Figures:
    every = list(outcomes)
    asked = [one for one in every if one.answerable]
    without = [one for one in every if not one.answerable]
    return Figures(
        group=group,
        asked=len(asked),
        hit=_mean(one.hit for one in asked),
        first=_mean(one.first for one in asked),
        off_topic=_mean(one.off_topic for one in asked),
        cited=_mean(one.cited for one in asked),
        sentences=_mean(len(one.sentences) for one in asked),
        spoken=_mean(one.spoken for one in every),
        wrongly_refused=_mean(one.refused for one in asked),
        unanswerable=len(without),
        refused=_mean(one.refused for one in without),
    )


def _mean(of: Iterable[float]) -> float:
    values = list(of)
    return sum(values) / len(values) if values else 0.0


def main() -> int:
    options = _options()
    asked, sources = sets()[options.half if options.half in OTHERS else "made"]
    half = [one for one in asked if one.development == (options.half == "dev")]
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="sova-documents-") as folder:
        files = {name: placed(path, Path(folder)) for name, path in sources.items()}
        for size in options.sizes:
            outcomes += ask_all(size, half, files)
            _report([one for one in outcomes if one.size == size], size, options.show)
    for folder in options.spans:
        print(measure_spans(folder, options.every))
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in outcomes], ensure_ascii=False))
    return 0


def _report(outcomes: Sequence[Outcome], size: str, show: bool) -> None:
    print(figures(f"library of {size}", outcomes).line())
    for direction in ("hr>hr", "hr>en", "en>hr", "en>en"):
        own = [o for o in outcomes if o.question.document and o.question.direction == direction]
        print(figures(f"  {direction}", own).line())
    for kind in dict.fromkeys(one.question.kind for one in outcomes):
        print(figures(f"  {kind}", [o for o in outcomes if o.question.kind == kind]).line())
    for one in outcomes if show else ():
        problems = [
            name
            for name, wrong in (
                ("REFUSED", one.answerable and one.refused),
                ("ACCEPTED", not one.answerable and not one.refused),
                ("MISS", one.answerable and not one.hit),
                ("ORDER", one.answerable and one.hit and not one.first),
                ("LOOSE", one.answerable and one.off_topic > 0.5),
            )
            if wrong
        ]
        if problems:
            print(
                f"\n{'+'.join(problems)} {one.confidence:.2f} [{one.question.direction}"
                f" {one.question.kind}] {' / '.join([*one.question.before, one.question.text])}"
                f"\n   wanted: {' ++ '.join(one.question.expected)} ({one.question.document})"
            )
            for text in one.sentences:
                print(f"   - {text}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="the extractive answer, measured")
    parser.add_argument("--half", choices=["dev", "held", *OTHERS], default="held")
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--spans", type=Path, nargs="*", default=[], help="sets with gold spans")
    parser.add_argument("--every", type=int, default=1, help="of such a set each n-th question")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
