"""What every benchmark says: the machine, and how its figures spread."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import apsw
import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds: p50 and p95 of each round, told as the rounds' median and ends."""

    p50: tuple[float, ...]
    p95: tuple[float, ...]

    @classmethod
    def of(cls, rounds: Sequence[Sequence[float]]) -> Spread:
        return cls(
            tuple(float(np.percentile(one, 50)) for one in rounds),
            tuple(float(np.percentile(one, 95)) for one in rounds),
        )

    def line(self, name: str) -> str:
        return f"  {name:28} p50 {_middle(self.p50)}   p95 {_middle(self.p95)}"

    @property
    def median_p50(self) -> float:
        return float(np.median(self.p50))

    @property
    def median_p95(self) -> float:
        return float(np.median(self.p95))


def _middle(values: Sequence[float]) -> str:
    return f"{np.median(values):8.2f} ({min(values):.2f} .. {max(values):.2f})"


def about() -> str:
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("chromadb", "numpy")
    )
    return (
        f"{date.today().isoformat()}, {platform.platform()}, {os.cpu_count()} CPUs"
        f" (load {os.getloadavg()[0]:.1f}), Python {platform.python_version()},"
        f" SQLite {apsw.sqlite_lib_version()}, {versions}"
    )
