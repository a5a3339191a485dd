"""``python -m sova_engine.evaluation.retrieval``: retrieval measured on real sets.

Each set becomes a library of the real engine that holds both its languages at once; every
question is asked by words alone, by meaning alone and fused, and of two baselines over the
same texts. Development halves were tuned on: test halves are reported unless ``--all``.
The targets of ``targets.py`` are listed with what became of each; ``--check`` ends with
status 1 when one is missed, or when none was measured.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sova_engine.evaluation.baselines import BASELINES, bm25_run
from sova_engine.evaluation.library import Library, library_of
from sova_engine.evaluation.measures import Measures, measure
from sova_engine.evaluation.refusal import Refusal, measure_refusal
from sova_engine.evaluation.retrieval_sets import RetrievalSet, SetQuery, read_set, sets_in
from sova_engine.evaluation.targets import Verdict, verdicts

CHANNELS: Mapping[str, list[str] | None] = {
    "lexical": ["lexical"],
    "dense": ["dense"],
    "fused": None,
}
Key = tuple[str, str, str]


def measure_set(
    one: RetrievalSet, channels: list[str], baselines: bool, every: int
) -> dict[Key, dict[str, Measures]]:
    """(set, kind, direction) -> channel or baseline -> measures."""
    runs: dict[str, dict[str, list[str]]] = {}
    asked = one.queries[::every]
    with library_of(one.documents) as library:
        for channel in channels:
            runs[channel] = _run(library, asked, CHANNELS[channel])
    if baselines:
        for name, tokens in BASELINES.items():
            runs[name] = bm25_run(one, tokens)
    results: dict[Key, dict[str, Measures]] = {}
    for kind, direction in dict.fromkeys(query.group for query in asked):
        own = [query.id for query in asked if query.group == (kind, direction)]
        results[one.name, kind, direction] = {
            name: measure({query: run[query] for query in own}, one.relevant)
            for name, run in runs.items()
        }
    return results


def _run(
    library: Library, queries: list[SetQuery], channels: list[str] | None
) -> dict[str, list[str]]:
    answers = library.ask_all(queries, channels)
    return {query.id: answer.documents for query, answer in zip(queries, answers, strict=True)}


def main() -> int:
    options = _options()
    results: dict[Key, dict[str, Measures]] = {}
    refusals: list[Refusal] = []
    for folder in sets_in(options.sets):
        if options.only and folder.name not in options.only:
            continue
        one = read_set(folder)
        if not options.all:
            one = RetrievalSet(
                one.name, one.documents, [q for q in one.queries if not q.development], one.relevant
            )
        if not one.queries:
            continue
        found = measure_set(one, options.channels, options.baselines, options.every)
        _print_table(found)
        results |= found
        if options.refusal:
            refusals.append(measure_refusal(one, options.every))
            print(refusals[-1].line(), flush=True)
    judged = verdicts(results) if "fused" in options.channels else []
    print()
    for verdict in judged:
        print(verdict.line())
    if options.json:
        options.json.write_text(_as_json(results, refusals, judged), encoding="utf-8")
    short = not judged or any(not verdict.reached for verdict in judged)
    return 1 if options.check and short else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--sets", type=Path, nargs="+", default=[Path("../shared/eval")])
    parser.add_argument("--only", nargs="*", help="names of sets")
    parser.add_argument("--channels", nargs="+", default=list(CHANNELS), choices=list(CHANNELS))
    parser.add_argument("--baselines", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--refusal", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--all", action="store_true", help="both halves of each set")
    parser.add_argument("--every", type=int, default=1, help="ask each n-th question only")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def _print_table(results: Mapping[Key, Mapping[str, Measures]]) -> None:
    for (name, kind, direction), channels in results.items():
        print(f"\n{name}  {kind}  {direction}")
        for channel, own in channels.items():
            print(
                f"  {channel:12} n={own.queries:<5} nDCG@10 {own.ndcg10.mean:.3f}"
                f" [{own.ndcg10.low:.3f}, {own.ndcg10.high:.3f}]  R@10 {own.recall10.mean:.3f}"
                f"  MRR@10 {own.mrr10.mean:.3f}  hit@1 {own.hit1.mean:.3f}",
                flush=True,
            )


def _as_json(
    results: Mapping[Key, Mapping[str, Measures]], refusals: list[Refusal], judged: list[Verdict]
) -> str:
    rows: list[dict[str, Any]] = [
        {
            "set": name,
            "kind": kind,
            "direction": direction,
            "channels": {channel: own.as_json() for channel, own in channels.items()},
        }
        for (name, kind, direction), channels in results.items()
    ]
    about = {"date": date.today().isoformat(), "machine": platform.platform()}
    missed = [verdict.line() for verdict in judged if not verdict.reached]
    whole = {**about, "results": rows, "refusal": [r.as_json() for r in refusals], "missed": missed}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
