"""A logistic curve, fitted: weighted, ridged, on standardised columns, in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Curve:
    names: tuple[str, ...]
    weights: Matrix
    bias: float

    def __call__(self, rows: Matrix) -> Matrix:
        return 1 / (1 + np.exp(-(rows @ self.weights + self.bias)))


def fit(
    names: Sequence[str], rows: Matrix, there: Matrix, weights: Matrix, ridge: float = 0.02
) -> Curve:
    """By Newton's method; ``weights`` of the rows sum to 1."""
    mean = weights @ rows
    spread = np.sqrt(weights @ (rows - mean) ** 2)
    spread[spread < 1e-9] = 1.0
    columns = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    penalty = np.full(columns.shape[1], ridge)
    penalty[-1] = 0.0
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-(columns @ found)))
        slope = columns.T @ (weights * (sure - there)) + penalty * found
        bend = columns.T @ (columns * (weights * sure * (1 - sure))[:, None]) + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    own = found[:-1] / spread
    return Curve(tuple(names), own, float(found[-1] - own @ mean))
