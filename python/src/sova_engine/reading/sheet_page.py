"""Spreadsheets of every kind as a document: one page a sheet, its rows as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .flow import pages_of
from .model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from .pieces import Piece, heading

_MOST_TITLE_LINES = 12
_TITLE = 160


def sheets_of(
    kind: str, pieces: Iterable[Piece], request: ReadRequest
) -> tuple[DocumentInfo, Iterator[ReadPage]]:
    """What a reader's ``open`` gives; ``pieces`` are those of all sheets."""
    return DocumentInfo(kind, View.TABLE, Unit.SHEET, None), pages_of(pieces, request)


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
