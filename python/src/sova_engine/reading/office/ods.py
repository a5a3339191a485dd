"""OpenDocument spreadsheets: what each cell shows stands in the file as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ...errors import EngineError
from ..cells import REPEATED
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest
from ..numerals import stated
from ..package import Package
from ..pieces import Piece
from ..sheet_page import sheet_pieces, sheets_of
from .odf import ROW_GROUPS, paragraph_text, refuse_encrypted
from .odf_names import DRAW, OFFICE, TABLE, TEXT

_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_MOST_REPEATED = 1_000
_MOST_COLUMNS = 16_384
_MOST_COPIES = 500_000
"""Cells that stand in the file once and count many times, in all."""


class OdsReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        package = Package(request.path, request.limits)
        return sheets_of("ods", Spreadsheet(package).pieces(), request)


@dataclass
class Spreadsheet:
    package: Package
    copies: int = _MOST_COPIES
    spans: dict[int, tuple[int, str]] = field(default_factory=dict[int, tuple[int, str]])
    """Column -> rows still covered by a merged cell above, and its text."""

    def pieces(self) -> Iterator[Piece]:
        refuse_encrypted(self.package)
        content = self.package.xml("content.xml")
        if content is None:
            raise EngineError("corrupt-file", "the content part is missing")
        for book in content.iter(f"{OFFICE}spreadsheet"):
            for table in book.iter(f"{TABLE}table"):
                yield from self._sheet(table)

    def _sheet(self, table: Element) -> Iterator[Piece]:
        beside: list[Piece] = []
        self.spans = {}
        rows = list(self._rows(table, beside))
        for shapes in table.iter(f"{TABLE}shapes"):
            for line in shapes.iter(f"{TEXT}p"):
                beside.append(Piece(BlockKind.PARAGRAPH, paragraph_text(line)))
        yield from sheet_pieces(rows, table.get(f"{TABLE}name"), beside)

    def _rows(self, parent: Element, beside: list[Piece]) -> Iterator[dict[int, str]]:
        for child in parent:
            if child.tag in ROW_GROUPS:
                yield from self._rows(child, beside)
            elif child.tag == f"{TABLE}table-row":
                row = self._cells(child, beside)
                if row:
                    repeated = _count(child, "number-rows-repeated")
                    yield from [row] * self._allowed(repeated, len(row))

    def _cells(self, row: Element, beside: list[Piece]) -> dict[int, str]:
        found: dict[int, str] = {}
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            repeated = _count(cell, "number-columns-repeated")
            text = _shown(cell)
            if cell.tag == _CELLS[1]:
                covering = self._covering(range(column, column + repeated))
                found |= {} if text else covering
            elif (spanned := _count(cell, "number-rows-spanned")) > 1 and len(text) <= REPEATED:
                self.spans[column] = (spanned - 1, text)
            if text:
                copies = self._allowed(repeated, 1)
                found |= dict.fromkeys(range(column, column + copies), text)
            for note in cell.iter(f"{OFFICE}annotation"):
                words = "\n".join(paragraph_text(line) for line in note.iter(f"{TEXT}p"))
                if words.strip():
                    beside.append(Piece(BlockKind.NOTE, words))
            for box in cell.iter(f"{DRAW}text-box"):
                words = "\n".join(paragraph_text(line) for line in box.iter(f"{TEXT}p"))
                beside.append(Piece(BlockKind.PARAGRAPH, words))
            column = min(column + repeated, _MOST_COLUMNS)
        return found

    def _covering(self, columns: range) -> dict[int, str]:
        """What cells above say that are merged down over these columns of the next row."""
        over = {column: self.spans.pop(column) for column in [*self.spans] if column in columns}
        self.spans |= {
            column: (left - 1, text) for column, (left, text) in over.items() if left > 1
        }
        return {column: text for column, (_, text) in over.items() if text}

    def _allowed(self, repeated: int, cells: int) -> int:
        """A filled row or cell may stand for many; a whole sheet's worth is how a file lies."""
        copies = min(repeated, _MOST_REPEATED)
        if (copies - 1) * cells > self.copies:
            return 1
        self.copies -= (copies - 1) * cells
        return copies


def _count(element: Element, name: str) -> int:
    return max(stated(element.get(f"{TABLE}{name}"), 1), 1)


def _shown(cell: Element) -> str:
    lines = [paragraph_text(line) for line in cell if line.tag == f"{TEXT}p"]
    return "\n".join(lines) if lines else cell.get(f"{OFFICE}string-value", "")
