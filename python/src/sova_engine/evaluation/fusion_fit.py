"""``python -m sova_engine.evaluation.fusion_fit``: the weights of ``retrieval/fusion.py``.

Puts each set into a library as the engine does, in this process, asks the questions, and moves
one weight at a time as long as the development halves gain by it: mean nDCG@10, each set within a
language and each across the languages weighing the same, less what any kind and direction is worse
than its better channel alone. Prints the weights, and what they bring
on the test halves beside those that ship. ``--no-fit``: measures those that ship only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Literal

from sova_engine.evaluation.fusion_cases import FusionCase, Group, fusion_cases
from sova_engine.evaluation.measures import Measures, measure
from sova_engine.evaluation.retrieval_sets import sets_in
from sova_engine.retrieval import SHIPPED, Shape, Weights

_GAIN = 0.0003
"""A move that brings less is not worth telling from chance."""
_ROUNDS = 6
_SHARES = {"lexical": 0.05, "sentence": 0.04, "words": 0.05}
"""Steps; the passage's share is what is left."""
_OTHERS = {"clear": 0.1, "page": 0.25, "echo": 0.05}


def main() -> int:
    options = _options()
    cases: list[FusionCase] = []
    for folder in sets_in(options.sets):
        print(f"asking {folder.name}", file=sys.stderr, flush=True)
        cases.extend(fusion_cases(folder, options.most))
    development = [case for case in cases if case.development]
    test = [case for case in cases if not case.development]
    shape = SHIPPED if not options.fit else fitted(development)
    print(shape)
    for name, half in (("development", development), ("test", test)):
        before, after = (mean_of(by_group(half, one)) for one in (SHIPPED, shape))
        print(f"{name}: as shipped {before:.4f}, with these {after:.4f}")
    print("\n" + "\n".join(_table(test, shape)))
    return 0


def by_group(cases: Sequence[FusionCase], shape: Shape) -> dict[Group, Measures]:
    return _measured(cases, {id(case): case.fused(shape) for case in cases})


def mean_of(groups: Mapping[Group, Measures]) -> float:
    """Each set within a language and each across the languages weighs the same."""
    parts: dict[tuple[str, bool], list[float]] = {}
    for (name, _, direction), own in groups.items():
        asked, wanted = direction.split(">")
        parts.setdefault((name, asked == wanted), []).append(own.ndcg10.mean)
    return sum(sum(own) / len(own) for own in parts.values()) / len(parts)


def worth(cases: Sequence[FusionCase], shape: Shape) -> float:
    fused = by_group(cases, shape)
    alone = [_measured(cases, channel(cases, shape)) for channel in (_by_words, _by_meaning)]
    short = [
        max(0.0, max(one[group].ndcg10.mean for one in alone) - own.ndcg10.mean)
        for group, own in fused.items()
    ]
    return mean_of(fused) - sum(short) / len(short)


def _by_words(cases: Sequence[FusionCase], shape: Shape) -> dict[int, list[str]]:
    return {id(case): case.by_words(shape) for case in cases}


def _by_meaning(cases: Sequence[FusionCase], shape: Shape) -> dict[int, list[str]]:
    return {id(case): case.by_meaning(shape) for case in cases}


def fitted(cases: Sequence[FusionCase]) -> Shape:
    shape, best = SHIPPED, worth(cases, SHIPPED)
    for _ in range(_ROUNDS):
        moved = False
        for move in MOVES:
            tried = move(shape)
            if tried is None:
                continue
            score = worth(cases, tried)
            if score > best + _GAIN:
                shape, best, moved = tried, score, True
                print(f"{best:.4f} {shape}", file=sys.stderr, flush=True)
        if not moved:
            break
    return shape


def _share(side: Literal["within", "across"], name: str, by: float, shape: Shape) -> Shape | None:
    weights = shape.within if side == "within" else shape.across
    shares = asdict(weights)
    shares[name] = round(shares[name] + by, 4)
    shares["passage"] = round(shares["passage"] - by, 4)
    if min(shares.values()) < 0:
        return None
    moved = Weights(**shares)
    return replace(shape, within=moved) if side == "within" else replace(shape, across=moved)


def _other(name: str, by: float, shape: Shape) -> Shape | None:
    value = round(getattr(shape, name) + by, 4)
    return replace(shape, **{name: value}) if value > 0 else None


Move = Callable[[Shape], Shape | None]
"""None: it would leave what a weight can be."""
MOVES: tuple[Move, ...] = (
    *(
        partial(_share, side, name, by)
        for side in ("within", "across")
        for name, step in _SHARES.items()
        for by in (-step, step)
    ),
    *(partial(_other, name, by) for name, step in _OTHERS.items() for by in (-step, step)),
)


def _measured(cases: Sequence[FusionCase], found: Mapping[int, list[str]]) -> dict[Group, Measures]:
    groups: dict[Group, list[FusionCase]] = {}
    for case in cases:
        groups.setdefault(case.group, []).append(case)
    return {
        group: measure(
            {case.query: found[id(case)] for case in own},
            {case.query: case.relevant for case in own},
        )
        for group, own in groups.items()
    }


def _table(cases: Sequence[FusionCase], shape: Shape) -> Iterator[str]:
    yield "| set, kind | direction | n | lexical | dense | as shipped | **fused** | hit@1 |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|"
    lexical = _measured(cases, _by_words(cases, shape))
    dense = _measured(cases, _by_meaning(cases, shape))
    before, after = by_group(cases, SHIPPED), by_group(cases, shape)
    for group, own in sorted(after.items()):
        name, kind, direction = group
        yield (
            f"| {name} {kind} | {direction} | {own.queries} | {lexical[group].ndcg10.mean:.3f}"
            f" | {dense[group].ndcg10.mean:.3f} | {before[group].ndcg10.mean:.3f}"
            f" | {own.ndcg10.mean:.3f} [{own.ndcg10.low:.3f}, {own.ndcg10.high:.3f}]"
            f" | {own.hit1.mean:.3f} |"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="fit and measure the weights of fusion")
    parser.add_argument("--sets", type=Path, nargs="+", default=[Path("../shared/eval")])
    parser.add_argument("--most", type=int, default=70, help="questions of a group and half")
    parser.add_argument("--fit", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
