"""Spreadsheets (XLSX, XLS, ODS) and CSV: one page a sheet, rows as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..encodings import decode
from ..flow import pages_of
from ..kreuzberg_reader import extract, nodes_of, rows_of
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from ..package import Package
from ..pieces import Piece, heading

_DELIMITERS = ";\t|,"
_SNIFFED, _SNIFFED_LINES = 100_000, 50
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_STATED = re.compile(r"sep=([,;|\t])\r?\n")
"""Excel's own first line."""
_MIDNIGHT = " 00:00:00"
_MOST_TITLE_LINES = 12
_TITLE = 160
SHORT = 80
"""A merged cell's text up to this length is said in each row that it spans."""


class SheetReader:
    """``kind`` is xlsx, xls or ods."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        info = DocumentInfo(self._kind, View.TABLE, Unit.SHEET, None)
        return info, pages_of(self._pieces(request), request)

    def _pieces(self, request: ReadRequest) -> Iterator[Piece]:
        from .ods import Spreadsheet
        from .xlsx import Workbook

        if self._kind == "xls":
            return _sheets(extract(request, self._kind))
        package = Package(request.path, request.limits)
        if self._kind == "ods":
            return Spreadsheet(package).pieces()
        if package.has("xl/workbook.bin"):
            package.close()
            return _sheets(extract(request, self._kind))
        return Workbook(package).pieces()


def sheet_pieces(
    rows: Sequence[Mapping[int, str]], name: str | None, beside: Iterable[Piece] = ()
) -> Iterator[Piece]:
    """A sheet's page from its rows (column -> text): its title, the table, what lies beside.

    Lines of one cell above the first row of several are what the sheet says of itself: the
    header is the row below them. Columns empty in every row are left out.
    """
    kept = [row for row in rows if any(map(str.strip, row.values()))]
    start = _title_lines(kept)
    pieces = [
        Piece(BlockKind.PARAGRAPH, text) for row in kept[:start] for text in row.values() if text
    ]
    if pieces and len(pieces[0].text) <= _TITLE and any(map(str.isalpha, pieces[0].text)):
        pieces[0] = heading(pieces[0].text, 1)
    used = sorted({column for row in kept[start:] for column, cell in row.items() if cell.strip()})
    table = tuple(tuple(row.get(column, "") for column in used) for row in kept[start:])
    pieces += [Piece(BlockKind.TABLE_ROW, rows=table)] if table else []
    pieces += beside
    if pieces:
        yield replace(pieces[0], page_break=True, label=name)
        yield from pieces[1:]


def _title_lines(rows: Sequence[Mapping[int, str]]) -> int:
    for index, row in enumerate(rows[: _MOST_TITLE_LINES + 1]):
        if sum(1 for cell in row.values() if cell.strip()) > 1:
            return index
    return 0


def _sheets(result: Any) -> Iterator[Piece]:
    name: str | None = None
    for content in nodes_of(result):
        if content["node_type"] == "heading":
            name = str(content["text"])
        elif content["node_type"] == "table":
            rows = map(_dated, rows_of(content["grid"]))
            yield from sheet_pieces([dict(enumerate(row)) for row in rows], name)


def _dated(row: tuple[str, ...]) -> tuple[str, ...]:
    """A date is shown without the time it has not got."""
    if not any(cell.endswith(_MIDNIGHT) for cell in row):
        return row
    return tuple(cell.removesuffix(_MIDNIGHT) for cell in row)


class CsvReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        text, _ = decode(request.path.read_bytes())
        info = DocumentInfo("csv", View.TABLE, Unit.SHEET, None)
        rows = [dict(enumerate(row)) for row in _rows(text.replace("\x00", " "))]
        return info, pages_of(sheet_pieces(rows, None), request)


def _rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    stated = _STATED.match(text)
    mark = stated.group(1) if stated else _delimiter(text)
    rest = text[stated.end() :] if stated else text
    return iter(csv.reader(io.StringIO(rest, newline=""), delimiter=mark))


def _delimiter(text: str) -> str:
    """The mark that cuts the first lines into the most columns, and each into as many.

    What stands in quotes doesn't count; of equals the comma is the last, as it is also the
    decimal one.
    """
    sample = _QUOTED.sub('""', text[:_SNIFFED])
    lines = [line for line in sample.splitlines()[:_SNIFFED_LINES] if line.strip()]

    def fitness(mark: str) -> tuple[float, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(counts, key=counts.count, default=0)
        even = sum(1 for count in counts if count == usual and count)
        return (even / len(lines) if lines else 0.0, usual)

    return max(_DELIMITERS, key=fitness)
