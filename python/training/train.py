"""Trains the table of the built-in embedder: one row a feature, a text is their sum.

    python train.py WORK_DIR MODEL_DIR [--steps N] [--dimensions D] [--seed S]

Loss: symmetric softmax over the batch (a text must find its partner among all others),
the other texts of its own side among the wrong answers, so that the two languages share
one space. The gradient is short enough to write down, and sparse products in scipy make
a step several times faster on one thread than a general framework's.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from export import export
from prepare import HASHED_ROWS, NAMED_ROWS
from scipy.sparse import csr_array

F32 = np.float32
TEMPERATURE = 0.05
SIF = 1e-3
RATE = 0.01
DROPOUT = 0.15
BETAS = (0.9, 0.99)


@dataclass(frozen=True)
class Share:
    group: str
    weight: float
    batch: int
    run: int = 1
    """Pairs that stand one after another in the source and come together: near misses."""


MIX = (
    Share("prose", 0.12, 1024),
    Share("prose", 0.14, 1024, run=32),
    Share("widened", 0.10, 1024),
    Share("ui", 0.11, 1024),
    Share("dictionary", 0.27, 1280),
    Share("synonyms", 0.10, 1024),
    Share("sections", 0.08, 768),
    Share("asked", 0.08, 768),
)


@dataclass
class Side:
    rows: np.ndarray
    offsets: np.ndarray

    def batch(self, picked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the picked texts one after another, and where each text ends."""
        starts, ends = self.offsets[picked], self.offsets[picked + 1]
        lengths = ends - starts
        bounds = np.concatenate(([0], np.cumsum(lengths)))
        where = np.arange(bounds[-1]) + np.repeat(starts - bounds[:-1], lengths)
        return self.rows[where], bounds


class Table:
    """Rows and log weights with Adam's moments; only rows a batch touches are moved."""

    def __init__(self, share: np.ndarray, dimensions: int, rng: np.random.Generator) -> None:
        n = share.size
        self.rows = (rng.standard_normal((n, dimensions)) * 0.05).astype(F32)
        self.log_weight = np.log(SIF / (SIF + share)).astype(F32)
        self._m = np.zeros((n, dimensions + 1), F32)
        self._v = np.zeros((n, dimensions + 1), F32)
        self._t = 0

    def move(self, used: np.ndarray, gradient: np.ndarray, rate: float) -> None:
        """One Adam step on ``used`` rows; the last column moves the log weights."""
        self._t += 1
        first, second = BETAS
        m = self._m[used] * F32(first) + gradient * F32(1 - first)
        v = self._v[used] * F32(second) + np.square(gradient) * F32(1 - second)
        self._m[used], self._v[used] = m, v
        scale = rate * np.sqrt(1 - second**self._t) / (1 - first**self._t)
        step = F32(scale) * m / (np.sqrt(v) + F32(1e-8))
        self.rows[used] -= step[:, :-1]
        self.log_weight[used] -= step[:, -1]

    def folded(self) -> np.ndarray:
        return self.rows * np.exp(self.log_weight)[:, None]


def identity(rows: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """A number for each text of a batch; equal texts have equal numbers."""
    mixed = (rows.astype(np.uint64) + 1) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    sums = np.concatenate(([0], np.cumsum(mixed, dtype=np.uint64)))
    return sums[bounds[1:]] - sums[bounds[:-1]]


def softmax_loss(a: np.ndarray, b: np.ndarray, wrong: np.ndarray) -> tuple[float, np.ndarray]:
    """Loss and gradient by ``a``, ``b`` stacked, of finding one's partner.

    ``wrong``: [n, n] True where two different pairs share a text (they are no answer
    and no mistake).
    """
    n = a.shape[0]
    both = np.concatenate((a, b))
    scores = (both @ both.T) / F32(TEMPERATURE)
    for left in (0, n):
        for right in (0, n):
            block = scores[left : left + n, right : right + n]
            block[wrong] = -1e9
            if left == right:
                np.fill_diagonal(block, -1e9)
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    here = np.arange(2 * n)
    partner = np.concatenate((here[n:], here[:n]))
    loss = -float(np.log(np.maximum(scores[here, partner], 1e-12)).mean())
    scores[here, partner] -= 1
    scores *= F32(1 / (2 * n * TEMPERATURE))
    scores += scores.T.copy()
    return loss, scores @ both


def step(
    table: Table,
    sides: tuple[Side, Side],
    picked: np.ndarray,
    rate: float,
    rng: np.random.Generator,
) -> float:
    batches = [side.batch(picked) for side in sides]
    ids = [identity(*batch) for batch in batches]
    wrong = (ids[0][:, None] == ids[0][None, :]) | (ids[1][:, None] == ids[1][None, :])
    np.fill_diagonal(wrong, False)
    n = picked.size
    rows = np.concatenate([b[0] for b in batches])
    bounds = np.concatenate((batches[0][1], batches[1][1][1:] + batches[0][1][-1]))
    used, column = np.unique(rows, return_inverse=True)
    kept = (rng.random(rows.size, dtype=F32) > DROPOUT).astype(F32)
    counts = csr_array((kept, column.astype(np.int32), bounds), shape=(2 * n, used.size))
    weight = np.exp(table.log_weight[used])
    plain = table.rows[used]
    vectors = counts @ (plain * weight[:, None])
    norms = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    units = vectors / norms
    loss, by_unit = softmax_loss(units[:n], units[n:], wrong)
    by_vector = (by_unit - (by_unit * units).sum(1, keepdims=True) * units) / norms
    summed = (counts.T @ by_vector) * weight[:, None]
    by_weight = (summed * plain).sum(1, keepdims=True)
    table.move(used, np.concatenate((summed, by_weight), axis=1), rate)
    return loss


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--dimensions", type=int, default=384)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    data = np.load(options.work / "groups.npz")
    sides = {
        share.group: tuple(
            Side(data[f"{share.group}.{i}.rows"], data[f"{share.group}.{i}.offsets"])
            for i in (0, 1)
        )
        for share in MIX
    }
    usable = {
        group: np.flatnonzero((np.diff(pair[0].offsets) > 0) & (np.diff(pair[1].offsets) > 0))
        for group, pair in sides.items()
    }
    table = Table(data["share"], options.dimensions, rng)
    assert table.rows.shape[0] == NAMED_ROWS + HASHED_ROWS
    weights = np.asarray([share.weight for share in MIX])
    losses: dict[str, float] = {}
    started = time.monotonic()
    for i in range(options.steps):
        share = MIX[rng.choice(len(MIX), p=weights / weights.sum())]
        own = usable[share.group]
        first = rng.choice(own.size // share.run, size=share.batch // share.run, replace=False)
        picked = own[(first[:, None] * share.run + np.arange(share.run)).ravel()]
        rate = RATE * (1 - i / options.steps)
        loss = step(table, sides[share.group], picked, rate, rng)
        losses[share.group] = 0.95 * losses.get(share.group, loss) + 0.05 * loss
        if i % 100 == 99:
            seen = " ".join(f"{g} {v:.3f}" for g, v in sorted(losses.items()))
            print(f"step {i + 1} {time.monotonic() - started:.0f} s {seen}", flush=True)
    export(table.folded(), options.work / "features.txt", options.model)


if __name__ == "__main__":
    main()
