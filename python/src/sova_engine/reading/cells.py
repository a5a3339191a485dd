"""What readers of every format do alike with a table's cells."""

from __future__ import annotations

from collections.abc import Iterable

REPEATED = 80
"""A merged cell's text up to this length is said in each row that it spans."""


def flat(rows: Iterable[Iterable[str]]) -> str:
    """A table that stands in a cell of another: its rows as lines of the cell."""
    return "\n".join(map(" ".join, rows))
