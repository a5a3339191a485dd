"""DOC and PPT: kreuzberg's text, freed of field codes, with table cells found by their tabs;
XLS and XLSB: its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...errors import EngineError
from ..flow import pages_of
from ..kreuzberg_reader import extract, nodes_of, pieces_of, rows_of
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from ..pieces import Piece
from ..sheet_page import sheet_pieces, sheets_of

_FIELD = re.compile(
    r"[\x13]?\s*\b(?:HYPERLINK|PAGEREF|TOC|REF|SEQ|DATE|PAGE|NUMPAGES|INCLUDEPICTURE|MERGEFIELD"
    r"|FORMTEXT|EMBED)\b(?:\s+\\[a-z*]+|\s+\"[^\"]*\")+[ \x14]?"
)
"""A field's code with its switches: what Word runs, not what it shows."""
_MIDNIGHT = " 00:00:00"


class LegacyReader:
    """``kind`` is doc or ppt."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        pieces = list(pieces_of(extract(request, self._kind)))
        if not any(piece.text.strip() or piece.rows for piece in pieces) and not _is_empty(request):
            raise EngineError("no-text", "no text could be read")
        unit = Unit.SLIDE if self._kind == "ppt" else Unit.SECTION
        info = DocumentInfo(self._kind, View.TEXT, unit, None)
        if self._kind == "doc":
            pieces = list(_doc_pieces(pieces))
        return info, pages_of(pieces, request)


class BinarySheetReader:
    """``kind`` is xls, or xlsx for the binary workbook that comes under that name."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        return sheets_of(self._kind, _sheets(extract(request, self._kind)), request)


def _is_empty(request: ReadRequest) -> bool:
    return request.path.stat().st_size < 64 * 1024


def _doc_pieces(pieces: list[Piece]) -> Iterator[Piece]:
    """One paragraph a line; kreuzberg guesses headings in DOC from short lines: not trusted."""
    for piece in pieces:
        if piece.rows is not None:
            yield piece
            continue
        for line in _FIELD.sub("", piece.text).split("\n"):
            if line.strip():
                yield Piece(BlockKind.PARAGRAPH, line.strip("\t"))


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
