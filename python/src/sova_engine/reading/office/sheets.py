"""Spreadsheets (XLSX, XLS, ODS) and CSV: one page a sheet, rows as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..encodings import decode
from ..flow import pages_of
from ..kreuzberg_reader import extract, nodes_of, rows_of
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from ..package import Package
from ..pieces import Piece

_DELIMITERS = ",;\t|"
_SNIFFED_LINES = 50
_STATED = re.compile(r"sep=([,;|\t])\r?\n")
"""Excel's own first line."""
_MIDNIGHT = " 00:00:00"


class SheetReader:
    """``kind`` is xlsx, xls or ods."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        if self._kind != "xls":
            Package(request.path, request.limits).close()  # the archive's checks
        result = extract(request, self._kind)
        info = DocumentInfo(self._kind, View.TABLE, Unit.SHEET, None)
        return info, pages_of(_sheets(result), request)


def _sheets(result: Any) -> Iterator[Piece]:
    name: str | None = None
    for content in nodes_of(result):
        if content["node_type"] == "heading":
            name = str(content["text"])
        elif content["node_type"] == "table":
            rows = _trimmed(map(_dated, rows_of(content["grid"])))
            if rows:
                yield Piece(BlockKind.TABLE_ROW, rows=rows, page_break=True, label=name)


def _dated(row: tuple[str, ...]) -> tuple[str, ...]:
    """A date is shown without the time it has not got."""
    if not any(cell.endswith(_MIDNIGHT) for cell in row):
        return row
    return tuple(cell.removesuffix(_MIDNIGHT) for cell in row)


def _trimmed(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Without empty rows and without the columns empty in every row."""
    kept = [row for row in rows if any(map(str.strip, row))]
    filled = {column for row in kept for column, cell in enumerate(row) if cell.strip()}
    used = sorted(filled)
    return tuple(tuple(row[column] for column in used if column < len(row)) for row in kept)


class CsvReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        text, _ = decode(request.path.read_bytes())
        info = DocumentInfo("csv", View.TABLE, Unit.SHEET, None)
        rows = _trimmed(tuple(row) for row in _rows(text.replace("\x00", " ")))
        return info, pages_of([Piece(BlockKind.TABLE_ROW, rows=rows)], request)


def _rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    stated = _STATED.match(text)
    mark = stated.group(1) if stated else _delimiter(text)
    rest = text[stated.end() :] if stated else text
    return iter(csv.reader(io.StringIO(rest, newline=""), delimiter=mark))


def _delimiter(text: str) -> str:
    """The mark that cuts the first lines into the most columns, and each into as many."""
    lines = [line for line in text.splitlines()[:_SNIFFED_LINES] if line.strip()]

    def fitness(mark: str) -> tuple[float, int]:
        counts = [line.count(mark) for line in lines]
        most = max(counts, default=0)
        even = sum(1 for count in counts if count == counts[0] and count)
        return (even / len(lines) if lines else 0.0, most)

    return max(_DELIMITERS, key=fitness)
