"""The citation check against a made set: ``python -m sova_engine.evaluation.checking``.

Each template of the set is a passage with blanks, sentences it supports and sentences it does
not (a number, name or date exchanged, a number or name of another fact, a negation, a
contrary). Half of the templates of each language (the even ones) served for calibration;
figures are printed for both halves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, TypeAdapter

from sova_engine.checking import check
from sova_engine.checking.check import Embed, Support
from sova_engine.embedding import load_builtin

_BLANK = re.compile(r"\{(!?)(\w+)\}")
DATA = Path(__file__).parents[3] / "tests" / "data" / "checking"
RESOURCES = Path(__file__).parents[4] / "resources"


class Template(BaseModel):
    passage: str
    fill: list[dict[str, str]]
    common: dict[str, str] = {}
    """Blanks filled alike in every filling."""
    other: dict[str, list[str]]
    """What ``{!blank}`` puts instead: values no filling has."""
    supported: list[str]
    unsupported: list[str]


@dataclass(frozen=True, slots=True)
class Pair:
    claim: str
    source: str
    supported: bool
    language: Literal["hr", "en"]
    calibration: bool


@dataclass(frozen=True, slots=True)
class Figures:
    pairs: int
    precision: float
    recall: float
    f1: float
    wrong: list[tuple[Pair, Support]]


def made_set(folder: Path = DATA) -> list[Pair]:
    pairs: list[Pair] = []
    languages: tuple[Literal["hr", "en"], ...] = ("hr", "en")
    for language in languages:
        text = (folder / f"{language}.json").read_text(encoding="utf-8")
        for number, template in enumerate(TypeAdapter(list[Template]).validate_json(text)):
            for claim, source, supported in _filled(template):
                pairs.append(Pair(claim, source, supported, language, number % 2 == 0))
    return pairs


def _filled(template: Template) -> Iterator[tuple[str, str, bool]]:
    for place, own in enumerate(template.fill):
        values = {**template.common, **own}
        others = {name: given[place % len(given)] for name, given in template.other.items()}

        source = _fill(template.passage, values, others)
        for claim in template.supported:
            yield _fill(claim, values, others), source, True
        for claim in template.unsupported:
            yield _fill(claim, values, others), source, False


def _fill(text: str, values: dict[str, str], others: dict[str, str]) -> str:
    return _BLANK.sub(lambda blank: (others if blank[1] else values)[blank[2]], text)


def figures(pairs: Sequence[Pair], embed: Embed) -> Figures:
    """Precision and recall of the verdict ``unsupported``."""
    hits = said = 0
    wrong: list[tuple[Pair, Support]] = []
    for pair in pairs:
        verdict = check(pair.claim, [pair.source], embed).support
        unsupported = verdict == "unsupported"
        said += unsupported
        hits += unsupported and not pair.supported
        if unsupported == pair.supported:
            wrong.append((pair, verdict))
    there = sum(not pair.supported for pair in pairs)
    precision, recall = hits / max(1, said), hits / max(1, there)
    return Figures(len(pairs), precision, recall, 2 * hits / max(1, said + there), wrong)


def main() -> int:
    embed = load_builtin(RESOURCES).embed_queries
    pairs = made_set()
    groups = {
        "all": pairs,
        "held out": [pair for pair in pairs if not pair.calibration],
        "hr": [pair for pair in pairs if pair.language == "hr"],
        "en": [pair for pair in pairs if pair.language == "en"],
    }
    for name, group in groups.items():
        found = figures(group, embed)
        print(
            f"{name}: {found.pairs} pairs, unsupported precision {found.precision:.3f}"
            f" recall {found.recall:.3f} F1 {found.f1:.3f}"
        )
    for pair, verdict in figures(pairs, embed).wrong:
        print(f"  {verdict}: {pair.claim!r} <- {pair.source!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
