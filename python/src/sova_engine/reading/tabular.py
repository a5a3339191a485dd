"""Tables of a page without any ruling: rows of words that stand in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from .lines import Line, Run

Cell = list[Run]

_GAP = 1.1
"""White space this many sizes wide parts two cells."""
_LEAST_ROWS = 3
_LONG_CELL = 45
_LONG_PAIR = 22
_MOST_LOOSE = 2


@dataclass(slots=True)
class Rows:
    rows: list[list[Cell]]


class _Band:
    """Lines that stand beside each other, cut into cells."""

    __slots__ = ("cells", "lines", "size", "y0", "y1")

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        if len(lines) == 1:
            line = lines[0]
            self.y0, self.y1, self.size = line.y0, line.y1, line.size
            self.cells = _cells(line)
        else:
            self.y0 = min([line.y0 for line in lines])
            self.y1 = max([line.y1 for line in lines])
            self.size = max([line.size for line in lines])
            self.cells = [cell for line in lines for cell in _cells(line)]


def split_tables(lines: Sequence[Line]) -> Iterator[list[Line] | Rows]:
    """The lines in their order, runs that form a table taken out as rows of cells."""
    plain: list[Line] = []
    bands = _bands(lines)
    index = 0
    while index < len(bands):
        end = _run(bands, index) if len(bands[index].cells) > 1 else index
        rows = _table(bands[index:end]) if end - index >= _LEAST_ROWS else None
        if rows is None:
            plain.extend(bands[index].lines)
            index += 1
            continue
        if plain:
            yield plain
            plain = []
        yield Rows(rows)
        index = end
    if plain:
        yield plain


def _bands(lines: Sequence[Line]) -> list[_Band]:
    beside: list[list[Line]] = []
    for line in lines:
        if beside and _beside(beside[-1][-1], line):
            beside[-1].append(line)
        else:
            beside.append([line])
    return [_Band(lines) for lines in beside]


def _beside(left: Line, right: Line) -> bool:
    if right.x0 < left.x1:
        return False
    shared = min(left.y1, right.y1) - max(left.y0, right.y0)
    return shared > 0.6 * min(left.y1 - left.y0, right.y1 - right.y0)


def _cells(line: Line) -> Sequence[Run]:
    """The line itself, or what wide white space parts in it."""
    gap = _GAP * line.size
    if line.widest <= gap:
        return (line,)
    lefts, rights, count = line.lefts, line.rights, len(line.texts)
    cuts = [at for at in range(1, count) if lefts[at] - rights[at - 1] > gap]
    return [
        Run(line.texts[a:b], line.boxes[a:b], lefts[a:b], rights[a:b])
        for a, b in zip([0, *cuts], [*cuts, count], strict=True)
    ]


def _run(bands: list[_Band], start: int) -> int:
    """Where the run of rows with several cells that begins at ``start`` ends."""
    end, loose = start, 0
    for index in range(start, len(bands)):
        band = bands[index]
        if index > start:
            above = bands[index - 1]
            step = band.y0 - above.y1
            if step > 2.5 * band.size or band.y0 < above.y0:
                break
        if len(band.cells) > 1:
            end, loose = index + 1, 0
        else:
            loose += 1
            if loose > _MOST_LOOSE or index == start:
                break
    return end


def _table(bands: list[_Band]) -> list[list[Cell]] | None:
    """Rows of cells by column, or None when the run is not a table."""
    full = [band for band in bands if len(band.cells) > 1]
    columns = _columns(full)
    if len(full) < _LEAST_ROWS or len(columns) < 2:
        return None
    lengths = [
        sum(map(len, cell.texts)) + len(cell.texts) - 1 for band in full for cell in band.cells
    ]
    mean = sum(lengths) / len(lengths)
    if mean > (_LONG_CELL if len(columns) > 2 else _LONG_PAIR):
        return None
    filled = sum(len(band.cells) for band in full) / (len(full) * len(columns))
    if filled < 0.4:
        return None
    rows: list[list[Cell]] = []
    for index, band in enumerate(bands):
        row = _row(band, columns)
        close = index > 0 and band.y0 - bands[index - 1].y1 < 0.35 * band.size
        if len(band.cells) == 1 and rows and close and not row[0]:
            for column, cell in enumerate(row):
                rows[-1][column] = rows[-1][column] + cell
        else:
            rows.append(row)
    return rows


def _columns(bands: list[_Band]) -> list[tuple[float, float]]:
    """Stretches of x that cells of the rows share."""
    spans = sorted((cell.lefts[0], cell.rights[-1]) for band in bands for cell in band.cells)
    columns: list[tuple[float, float]] = []
    for start, end in spans:
        if columns and start <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def _row(band: _Band, columns: list[tuple[float, float]]) -> list[Cell]:
    row: list[Cell] = [[] for _ in columns]
    for cell in band.cells:
        row[_nearest(columns, (cell.lefts[0] + cell.rights[-1]) / 2)].append(cell)
    return row


def _nearest(columns: list[tuple[float, float]], middle: float) -> int:
    """Of columns side by side, the one that holds ``middle`` or is the least away."""
    after = bisect_right(columns, (middle, inf))
    if after == 0:
        return 0
    if after == len(columns) or middle - columns[after - 1][1] <= columns[after][0] - middle:
        return after - 1
    return after
