"""``python -m sova_engine.evaluation.confidence_fit``: the curve of ``retrieval/confidence.py``.

Asks every set and the made one with and without the documents of a question, fits the curve on
the development halves, prints its weights, and measures it on the other halves: as fitted on all
sets, and fitted without the set itself at the threshold of the others. ``--write`` puts the curve
in its place. ``--cases FILE`` keeps what was seen, so that it can be fitted again without asking.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from sova_engine.evaluation.confidence_cases import Case, cases_of_set, made_cases
from sova_engine.evaluation.logistic import Curve, Matrix, fit
from sova_engine.evaluation.retrieval_sets import sets_in
from sova_engine.retrieval import LOOKS

_WRONGLY_REFUSED = 0.1
_BINS = 10
_NO_QUESTIONS = "tatoeba"
_CURVE = Path(__file__).parents[1] / "retrieval" / "confidence.py"
_CASES = TypeAdapter(list[Case])


def main() -> int:
    options = _options()
    if options.cases is not None and options.cases.is_file():
        cases = _CASES.validate_json(options.cases.read_bytes())
    else:
        cases = list(_asked(options.sets, options.most))
        if options.cases is not None:
            options.cases.write_bytes(_CASES.dump_json(cases))
    cases = [case for case in cases if case.looks]
    development = [case for case in cases if case.development]
    test = [case for case in cases if not case.development]
    curve = curve_of(development)
    threshold = threshold_of(curve, development)
    print("\n".join(_fitted(curve, threshold).values()))
    if options.write:
        write_curve(_CURVE, curve, threshold)
    print("\n" + "\n".join(_table(curve, threshold, development, test)))
    print("\n" + "\n".join(_reliability(curve, test)))
    return 0


def _fitted(curve: Curve, threshold: float) -> dict[str, str]:
    """The lines of ``confidence.py`` that are fitted, by what each begins with."""
    named = zip(curve.names, curve.weights.tolist(), strict=True)
    weights = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in named)
    return {
        "THRESHOLD": f"THRESHOLD = {threshold:.2f}",
        "_BIAS": f"_BIAS = {curve.bias:.2f}",
        "_WEIGHTS": f"_WEIGHTS = {{\n{weights}}}",
    }


def write_curve(path: Path, curve: Curve, threshold: float) -> None:
    """Into a module of the form of ``confidence.py``; ValueError where it has another."""
    source = path.read_text(encoding="utf-8")
    for name, lines in _fitted(curve, threshold).items():
        before = re.compile(rf"^{name} = (?:[\d.-]+$|\{{.*?^\}})", re.MULTILINE | re.DOTALL)
        source, found = before.subn(lines, source)
        if found != 1:
            raise ValueError(f"{name} stands {found} times in {path}")
    path.write_text(source, encoding="utf-8")


def _asked(folders: Sequence[Path], most: int) -> Iterable[Case]:
    yield from made_cases()
    for folder in sets_in(list(folders)):
        if not folder.name.startswith(_NO_QUESTIONS):
            for few in (False, True):
                print(f"asking {folder.name}{' few' if few else ''}", file=sys.stderr, flush=True)
                yield from cases_of_set(folder, few, most)


def rows_of(cases: Sequence[Case]) -> tuple[Matrix, Matrix, Matrix]:
    """What is seen, whether the document is there, and weights: each set and case the same."""
    rows = np.array([[case.looks[name] for name in LOOKS] for case in cases], np.float64)
    there = np.array([case.there for case in cases], np.float64)
    sizes: dict[tuple[str, bool], int] = {}
    for case in cases:
        sizes[case.set, case.there] = sizes.get((case.set, case.there), 0) + 1
    weights = np.array([1 / sizes[case.set, case.there] for case in cases], np.float64)
    return rows, there, weights / weights.sum()


def curve_of(cases: Sequence[Case]) -> Curve:
    return fit(LOOKS, *rows_of(cases))


def threshold_of(curve: Curve, cases: Sequence[Case]) -> float:
    """Where a tenth of the answerable is refused, each set weighing the same."""
    answerable = [case for case in cases if case.there]
    rows, _, weights = rows_of(answerable)
    sure = curve(rows)
    order = np.argsort(sure)
    share = np.cumsum(weights[order])
    return float(sure[order][int(np.searchsorted(share, _WRONGLY_REFUSED))])


def base(name: str) -> str:
    """The set a library was made of."""
    return name.split(" ")[0]


def _table(
    curve: Curve, threshold: float, development: Sequence[Case], test: Sequence[Case]
) -> Iterable[str]:
    yield (
        "| set | unanswerable refused | answerable refused | fitted without the set"
        " | at a tenth of its own | area |"
    )
    yield "|---|---:|---:|---:|---:|---:|"
    for name in dict.fromkeys(case.set for case in test):
        own = [case for case in test if case.set == name]
        others = [case for case in development if base(case.set) != base(name)]
        without = curve_of(others)
        unanswerable, answerable = _refused(curve, threshold, own)
        elsewhere = _refused(without, threshold_of(without, others), own)
        count = sum(case.there for case in own)
        yield (
            f"| {name} | {unanswerable:.2f} of {len(own) - count} | {answerable:.2f} of {count}"
            f" | {elsewhere[0]:.2f}, {elsewhere[1]:.2f} | {_reach(without, own)}"
        )


def _reach(curve: Curve, cases: Sequence[Case]) -> str:
    """What would be refused where a tenth of the set's own answerable is, and the area: how
    well the two are told apart at any threshold."""
    rows, there, _ = rows_of(cases)
    sure = curve(rows)
    able, unable = sure[there > 0], sure[there == 0]
    refused = float((unable < np.quantile(able, _WRONGLY_REFUSED)).mean())
    above = (able[:, None] > unable).mean() + (able[:, None] == unable).mean() / 2
    return f"{refused:.2f} | {float(above):.3f} |"


def _refused(curve: Curve, threshold: float, cases: Sequence[Case]) -> tuple[float, float]:
    """Share of the unanswerable, and of the answerable."""
    rows, there, _ = rows_of(cases)
    refused = curve(rows) < threshold
    with_answer = there > 0
    return float(refused[~with_answer].mean()), float(refused[with_answer].mean())


def _reliability(curve: Curve, cases: Sequence[Case]) -> Iterable[str]:
    rows, there, weights = rows_of(cases)
    sure = curve(rows)
    yield "| confidence | mean | share answerable | questions |"
    yield "|---|---:|---:|---:|"
    for place in range(_BINS):
        low, high = place / _BINS, (place + 1) / _BINS
        own = (sure >= low) & ((sure < high) | (place == _BINS - 1))
        if own.any():
            mean = np.average(sure[own], weights=weights[own])
            share = np.average(there[own], weights=weights[own])
            yield f"| {low:.1f}-{high:.1f} | {mean:.2f} | {share:.2f} | {int(own.sum())} |"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="fit and measure the confidence in an answer")
    parser.add_argument("--sets", type=Path, nargs="+", default=[Path("../shared/eval")])
    parser.add_argument("--most", type=int, default=220, help="questions of a set and half")
    parser.add_argument("--write", action="store_true", help="into retrieval/confidence.py")
    parser.add_argument("--cases", type=Path, help="kept there, or taken from there")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
