"""Milliseconds by stage."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter


class Stopwatch:
    def __init__(self) -> None:
        self.timings: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        begun = perf_counter()
        try:
            yield
        finally:
            spent = (perf_counter() - begun) * 1000
            self.timings[name] = round(self.timings.get(name, 0.0) + spent, 3)
