"""The citation check against made sets: ``python -m sova_engine.evaluation.checking``.

Each template of the set is a passage with blanks, sentences it supports and sentences it does
not (a number, name or date exchanged, a number or name of another fact, a negation, a
contrary). Half of the templates of each language (the even ones) served for calibration;
figures are printed for both halves. ``fresh.json`` and ``unseen.json`` are single pairs by kind
of difficulty, written afterwards and printed apart: the rules were mended on the first; the
second was written before that, and nothing was changed for it. A folder of translated
sentences (a retrieval set) adds pairs across the languages that nobody here wrote.
"""

from __future__ import annotations

import argparse
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
from sova_engine.evaluation.translated import TranslatedPair, translated_pairs

_BLANK = re.compile(r"\{(!?)(\w+)\}")
DATA = Path(__file__).parents[3] / "tests" / "data" / "checking"
SINGLE = ("fresh", "unseen", "near", "near-unseen")
"""Sets of single pairs; the last two reword Croatian in Bosnian and Serbian."""
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


class FreshClaim(BaseModel):
    claim: str
    kind: str
    supported: bool


class FreshSource(BaseModel):
    source: str
    claims: list[FreshClaim]


def single_pairs(name: str, folder: Path = DATA) -> dict[str, list[Pair]]:
    """By kind of difficulty."""
    text = (folder / f"{name}.json").read_text(encoding="utf-8")
    kinds: dict[str, list[Pair]] = {}
    for made in TypeAdapter(list[FreshSource]).validate_json(text):
        for one in made.claims:
            pair = Pair(one.claim, made.source, one.supported, "hr", calibration=False)
            kinds.setdefault(one.kind, []).append(pair)
    return kinds


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--translated", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    embed = load_builtin(RESOURCES).embed_queries
    pairs = made_set()
    single = {name: single_pairs(name) for name in SINGLE}
    groups = {
        "all": pairs,
        "held out": [pair for pair in pairs if not pair.calibration],
        "hr": [pair for pair in pairs if pair.language == "hr"],
        "en": [pair for pair in pairs if pair.language == "en"],
        **{
            name: [pair for group in kinds.values() for pair in group]
            for name, kinds in single.items()
        },
    }
    for name, group in groups.items():
        found = figures(group, embed)
        print(
            f"{name}: {found.pairs} pairs, unsupported precision {found.precision:.3f}"
            f" recall {found.recall:.3f} F1 {found.f1:.3f}"
        )
    for name, kinds in single.items():
        for kind, group in kinds.items():
            right = len(group) - len(figures(group, embed).wrong)
            print(f"  {name}, {kind}: {right} of {len(group)}")
    for pair, verdict in figures(
        [*pairs, *(pair for name in SINGLE for pair in groups[name])], embed
    ).wrong:
        print(f"  {verdict}: {pair.claim!r} <- {pair.source!r}")
    if options.translated is not None:
        for half, development in (("tuned on", True), ("held out", False)):
            _print_translated(
                half, translated_pairs(options.translated, development=development), embed
            )
    return 0


def _print_translated(half: str, pairs: Sequence[TranslatedPair], embed: Embed) -> None:
    said: dict[str, int] = {}
    for kind in ("true", "stranger", "number"):
        group = [pair for pair in pairs if pair.kind == kind]
        refused = sum(
            check(pair.claim, [pair.source], embed).support == "unsupported" for pair in group
        )
        said[kind] = refused
        print(
            f"translated, {half}, {kind}: {refused} of {len(group)} refused"
            f" ({refused / max(1, len(group)):.3f})"
        )
    wrong = sum(pair.kind != "true" for pair in pairs)
    hits = said["stranger"] + said["number"]
    print(f"translated, {half}: F1 {2 * hits / max(1, wrong + hits + said['true']):.3f}")


if __name__ == "__main__":
    sys.exit(main())
