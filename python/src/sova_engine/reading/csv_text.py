"""CSV: a sheet whose mark between cells is found out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from .encodings import decode
from .model import DocumentInfo, ReadPage, ReadRequest
from .sheet_page import sheet_pieces, sheets_of

_DELIMITERS = ";\t|,"
_SNIFFED, _SNIFFED_LINES = 100_000, 50
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_STATED = re.compile(r"sep=([,;|\t])\r?\n")
"""Excel's own first line."""


class CsvReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        text, _ = decode(request.path.read_bytes())
        rows = [dict(enumerate(row)) for row in _rows(text.replace("\x00", " "))]
        return sheets_of("csv", sheet_pieces(rows, None), request)


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
