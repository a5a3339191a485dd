"""Excel workbooks: each sheet's cells as a person sees them, with comments and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite
from xml.etree.ElementTree import Element

from ...errors import EngineError
from ..cells import REPEATED
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest
from ..numerals import stated
from ..package import Package, elements, local_name
from ..pieces import Piece
from ..sheet_page import sheet_pieces, sheets_of
from .number_format import general, shown
from .signs import CROATIAN, ENGLISH, Signs

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00",
    8: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0",
}  # fmt: skip
_CROATIAN_LETTERS = tuple(letter.encode() for letter in "čćžšđČĆŽŠĐ")
_CROATIAN_FORMATS = (b"41A]", b'"kn"', b"&quot;kn&quot;")
_MOST_FILLED = 10_000

Cells = dict[int, dict[int, str]]
"""Row -> column -> what is seen there; both from 0."""


class XlsxReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        package = Package(request.path, request.limits)
        if package.has("xl/workbook.bin"):
            from .legacy import BinarySheetReader  # loads kreuzberg, for XLSB alone

            package.close()
            return BinarySheetReader("xlsx").open(request)
        return sheets_of("xlsx", Workbook(package).pieces(), request)


@dataclass
class Workbook:
    package: Package
    strings: list[str] = field(default_factory=list[str])
    codes: list[str] = field(default_factory=list[str])
    """Format code by cell style."""
    signs: Signs = ENGLISH
    date1904: bool = False

    def pieces(self) -> Iterator[Piece]:
        main = next(
            (to for kind, to in self.package.relations("").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        root = self.package.xml(main)
        if root is None:
            raise EngineError("corrupt-file", "the workbook part is missing")
        relations = self.package.relations(main)
        self._shared(dict(relations.values()))
        for element in root.iter():
            if local_name(element) == "workbookPr":
                self.date1904 = element.get("date1904") in ("1", "true")
            elif local_name(element) == "sheet":
                named = next((v for k, v in element.items() if k.endswith("}id")), "")
                kind, target = relations.get(named, ("", ""))
                if kind == "worksheet":
                    yield from self._sheet(target, element.get("name"))

    def _shared(self, parts: dict[str, str]) -> None:
        """What all sheets share: texts, number formats, and the language these speak."""
        texts = self.package.part(parts.get("sharedStrings", "")) or b""
        styles = self.package.part(parts.get("styles", "")) or b""
        if any(letter in texts for letter in _CROATIAN_LETTERS) or any(
            sign in styles for sign in _CROATIAN_FORMATS
        ):
            self.signs = CROATIAN
        self.strings = [_rich(item) for item in elements(texts, "si")] if texts else []
        own: dict[int, str] = {}
        for style in elements(styles, "numFmt") if styles else ():
            own[stated(style.get("numFmtId"), 0)] = style.get("formatCode") or ""
        built_in = _BUILT_IN | {14: self.signs.date, 22: f"{self.signs.date} h:mm"}
        for formats in elements(styles, "cellXfs") if styles else ():
            numbers = [stated(style.get("numFmtId"), 0) for style in formats]
            self.codes = [own.get(number, built_in.get(number, "")) for number in numbers]

    def _sheet(self, target: str, name: str | None) -> Iterator[Piece]:
        data = self.package.part(target)
        if data is None:
            failure = ("corrupt-file", "the sheet's part is missing or damaged")
            yield Piece(BlockKind.PARAGRAPH, page_break=True, label=name, failure=failure)
            return
        if self.signs is not CROATIAN and any(letter in data for letter in _CROATIAN_LETTERS):
            self.signs = CROATIAN
        cells: Cells = {}
        last = -1
        merged: list[str] = []
        for row in elements(data, "row", "mergeCell"):
            if local_name(row) == "mergeCell":
                merged.append(row.get("ref") or "")
                continue
            last = stated(row.get("r"), last + 2) - 1
            found = self._row(row)
            if found:
                cells.setdefault(last, {}).update(found)
        for area in merged:
            _spread(cells, area)
        rows = [cells[number] for number in sorted(cells)]
        yield from sheet_pieces(rows, name, list(self._around(target)))

    def _row(self, row: Element) -> dict[int, str]:
        found: dict[int, str] = {}
        column = -1
        for cell in row:
            place = _place(cell.get("r") or "")
            column = place[1] if place else column + 1
            text = self._cell(cell)
            if text:
                found[column] = text
        return found

    def _cell(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_rich(inner) for inner in cell if local_name(inner) == "is")
        value = next((inner.text for inner in cell if local_name(inner) == "v"), None) or ""
        if not value:
            return ""
        if kind == "s":
            index = stated(value, len(self.strings))
            return self.strings[index] if index < len(self.strings) else ""
        if kind == "b":
            return self.signs.true if value == "1" else self.signs.false
        return self._number(value, stated(cell.get("s"), 0)) if kind == "n" else value

    def _number(self, value: str, style: int) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if not isfinite(number):
            return value
        code = self.codes[style] if style < len(self.codes) else ""
        if not code:
            return general(number, self.signs)
        return shown(number, code, self.signs, date1904=self.date1904)

    def _around(self, sheet: str) -> Iterator[Piece]:
        """Comments on cells and the texts of boxes drawn over the sheet."""
        for kind, target in self.package.relations(sheet).values():
            root = self.package.spare_xml(target) if kind in ("comments", "drawing") else None
            for element in root.iter() if root is not None else ():
                if local_name(element) == "comment":
                    text = _rich(element)
                    if text.strip():
                        yield Piece(BlockKind.NOTE, f"{element.get('ref') or ''}: {text}")
                elif local_name(element) == "txBody":
                    lines = (_rich(part) for part in element if local_name(part) == "p")
                    text = "\n".join(line for line in lines if line.strip())
                    if text:
                        yield Piece(BlockKind.PARAGRAPH, text)


def _rich(element: Element) -> str:
    """The text of runs; how it is read aloud (``rPh``) is left out."""
    parts: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name != "rPh":
            parts.append(_rich(child))
    return "".join(parts)


@lru_cache(100_000)
def _place(reference: str) -> tuple[int, int] | None:
    """(row, column) from 0, of B3."""
    found = _REFERENCE.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found.group(1):
        column = 26 * column + ord(letter) - 64
    return int(found.group(2)) - 1, column - 1


def _spread(cells: Cells, area: str) -> None:
    """A cell merged over rows is said in each of them that holds something."""
    first, _, last = area.partition(":")
    start, end = _place(first), _place(last)
    if start is None or end is None or end[0] - start[0] > _MOST_FILLED:
        return
    text = cells.get(start[0], {}).get(start[1], "")
    if text and len(text) <= REPEATED:
        for row in range(start[0] + 1, end[0] + 1):
            if row in cells:
                cells[row].setdefault(start[1], text)
