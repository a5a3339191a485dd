"""A table of markup while it is read: rows of cells, each where its spans put it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .cells import REPEATED
from .numerals import stated

_MOST_SPANNED = 1_000
_MOST_COLUMNS = 1_000

Attributes = Sequence[tuple[str, str | None]]


@dataclass(slots=True)
class _Cell:
    parts: list[str]
    down: int = 1
    across: int = 1


@dataclass
class Grid:
    """``cell`` is what the open cell holds so far, or None between cells."""

    caption: str = ""
    cell: list[str] | None = None
    _rows: list[list[_Cell]] = field(default_factory=list["list[_Cell]"])
    _in_caption: bool = False

    def open(self, tag: str, attributes: Attributes, *, breaks: bool) -> None:
        if tag == "tr":
            self._end()
            self._rows.append([])
        elif tag in ("td", "th"):
            self._end()
            if not self._rows:
                self._rows.append([])
            self.cell = []
            spans = dict(attributes)
            cell = _Cell(self.cell, _span(spans.get("rowspan")), _span(spans.get("colspan")))
            self._rows[-1].append(cell)
        elif tag == "caption":
            self._end()
            self.cell, self._in_caption = [], True
        elif self.cell is not None and breaks:
            self.cell.append("\n")

    def close(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "caption"):
            self._end()

    def finish(self) -> tuple[tuple[str, ...], ...]:
        """Rows with something in them; columns line up over spans."""
        self._end()
        placed: list[dict[int, str]] = [{} for _ in self._rows]
        for number, row in enumerate(self._rows):
            column = 0
            for cell in row:
                while column in placed[number]:
                    column += 1
                if column >= _MOST_COLUMNS:
                    break
                text = "".join(cell.parts).strip()
                below = text if len(text) <= REPEATED else ""
                for line in range(number, min(number + cell.down, len(placed))):
                    for across in range(cell.across):
                        shown = text if line == number else below
                        placed[line].setdefault(column + across, "" if across else shown)
                column += cell.across
        filled = (tuple(row.get(c, "") for c in range(max(row, default=-1) + 1)) for row in placed)
        return tuple(row for row in filled if any(row))

    def _end(self) -> None:
        if self._in_caption and self.cell is not None:
            self.caption = "".join(self.cell).strip()
        self.cell, self._in_caption = None, False


def is_layout(rows: tuple[tuple[str, ...], ...]) -> bool:
    """A table that only lays out a page: few cells, long texts."""
    cells = [cell for row in rows for cell in row if cell]
    return len(rows) < 3 and sum(map(len, cells)) / len(cells) > 400


def _span(value: str | None) -> int:
    return min(max(stated(value, 1), 1), _MOST_SPANNED)
