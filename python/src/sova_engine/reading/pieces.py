"""Pieces of a document in reading order, and the page text they become.

Readers of flowing formats yield pieces; ``PageBuilder`` writes them into one page's text
and keeps the offsets, ``paginate`` cuts an endless flow into sections of readable size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .articles import LEVEL, is_article
from .clean import clean, one_line, one_line_each, tidy
from .model import Block, BlockKind, Outcome, ReadPage, Table, TableRow

CELL_GAP = "\t"
"""Between the cells of a row: white space, so no character is invented."""

_PLAIN = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_SECTION_WANTED = 1_500
_SECTION_FULL = 6_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item, note or code; or a table when ``rows`` is set."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] | None = None
    has_header: bool = True
    """Whether the first of ``rows`` names the columns."""
    page_break: bool = False
    """A new page or chapter begins with this piece."""
    label: str | None = None
    """Name of the page that begins here, with ``page_break``."""
    picture: str | None = None
    """What the document calls a picture that stands here; ``text`` may be its name."""
    confidence: float | None = None
    """Of text recognised in a picture, 0..1."""
    failure: tuple[str, str] | None = None
    """Code and reason why the picture here could not be read: a page that says so."""


def heading(text: str, level: int) -> Piece:
    return Piece(BlockKind.HEADING, text, level=min(max(level, 1), 6))


def paragraph(text: str) -> Piece:
    return Piece(BlockKind.PARAGRAPH, text)


def table(rows: Iterable[Iterable[str]], *, has_header: bool = True) -> Piece:
    return Piece(BlockKind.TABLE_ROW, rows=tuple(tuple(row) for row in rows), has_header=has_header)


@dataclass
class PageBuilder:
    """Writes pieces one below another; offsets are code points of ``text``."""

    parts: list[str] = field(default_factory=list[str])
    length: int = 0
    blocks: list[Block] = field(default_factory=list[Block])
    tables: list[Table] = field(default_factory=list[Table])
    confidences: list[float | None] = field(default_factory=list[float | None])
    """One entry a piece written."""

    def _write(self, text: str) -> tuple[int, int]:
        if self.length:
            self.parts.append("\n")
            self.length += 1
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def add(self, piece: Piece) -> None:
        before = self.length
        self._add(piece)
        if self.length > before:
            self.confidences.append(piece.confidence)

    def _add(self, piece: Piece) -> None:
        if piece.rows is not None:
            self._add_table(piece)
            return
        if piece.kind is BlockKind.HEADING:
            text = one_line(piece.text)
        elif piece.kind is BlockKind.CODE:
            text = clean_code(piece.text)
        else:
            text = tidy(piece.text)
        if not text:
            return
        start, end = self._write(text)
        self.blocks.append(Block(piece.kind, start, end, level=piece.level))

    def _add_table(self, piece: Piece) -> None:
        assert piece.rows is not None
        rows: list[TableRow] = []
        for raw in piece.rows:
            cells = one_line_each(raw)
            line = CELL_GAP.join(cells).rstrip()
            if not line.strip():
                continue
            start, end = self._write(line)
            rows.append(TableRow(cells, start, end))
            self.blocks.append(Block(BlockKind.TABLE_ROW, start, end, table=len(self.tables)))
        if rows:
            header = rows[0].cells if piece.has_header and len(rows) > 1 else ()
            self.tables.append(Table(rows[0].start, rows[-1].end, header, tuple(rows)))

    def build(self, number: int, *, label: str | None = None) -> ReadPage:
        text = "".join(self.parts)
        read = [one for one in self.confidences if one is not None]
        written = Outcome.OCR if len(read) == len(self.confidences) else Outcome.TEXT
        return ReadPage(
            number=number,
            text=text,
            outcome=written if text.strip() else Outcome.EMPTY,
            confidence=round(sum(read) / len(read), 4) if read else None,
            label=label,
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
        )


def clean_code(text: str) -> str:
    """Keeps indentation, drops empty lines at both ends and blanks at line ends."""
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip("\n")


def paginate(pieces: Iterable[Piece]) -> Iterator[ReadPage]:
    """Sections of a flow: they begin at page breaks and headings, and are never endless.

    A section is closed before a heading once it has some body, and before any piece once
    it is full; a long table is continued with its header kept.
    """
    builder, number, name = PageBuilder(), 1, _PartName()
    last_heading_only = True
    for piece in _split_long(pieces):
        is_heading = piece.kind is BlockKind.HEADING
        full = builder.length >= _SECTION_FULL
        at_heading = is_heading and piece.level <= 2 and builder.length >= _SECTION_WANTED
        if builder.length and (
            piece.page_break or ((full or at_heading) and not last_heading_only)
        ):
            yield builder.build(number, label=name.next())
            builder, number = PageBuilder(), number + 1
        if piece.page_break or piece.label is not None:
            name = _PartName(piece.label)
        if piece.failure is not None:
            code, reason = piece.failure
            label = name.next()
            yield ReadPage(number, "", Outcome.FAILED, label=label, reason_code=code, reason=reason)
            number += 1
            continue
        builder.add(piece)
        last_heading_only = is_heading
    if builder.length or number == 1:
        yield builder.build(number, label=name.next())


class _PartName:
    """What the sections of a sheet or chapter are called: its name, then ``name (2)``."""

    def __init__(self, name: str | None = None) -> None:
        self._name = name
        self._parts = 0

    def next(self) -> str | None:
        self._parts += 1
        return (
            self._name
            if self._name is None or self._parts == 1
            else f"{self._name} ({self._parts})"
        )


def _split_long(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.kind in _PLAIN and is_article(piece.text):
            yield replace(piece, kind=BlockKind.HEADING, level=LEVEL)
        elif piece.rows is not None:
            yield from _split_table(piece)
        elif len(piece.text) > 2 * _SECTION_FULL:
            yield from _split_text(piece)
        else:
            yield piece


def _split_text(piece: Piece) -> Iterator[Piece]:
    text, at, first = piece.text, 0, True
    while at < len(text):
        end = min(at + _SECTION_FULL, len(text))
        if end < len(text):
            for mark in ("\n", ". ", " "):
                found = text.rfind(mark, at + _SECTION_FULL // 2, end)
                if found > 0:
                    end = found + len(mark)
                    break
        yield replace(
            piece,
            text=text[at:end],
            page_break=piece.page_break and first,
            label=piece.label if first else None,
        )
        at, first = end, False


def _split_table(piece: Piece) -> Iterator[Piece]:
    assert piece.rows is not None
    rows = piece.rows
    size = sum(sum(map(len, row)) + len(row) for row in rows)
    if size <= 2 * _SECTION_FULL or len(rows) < 3:
        yield piece
        return
    header = rows[0] if piece.has_header else None
    part: list[tuple[str, ...]] = []
    length, first = 0, True
    for row in rows:
        part.append(row)
        length += sum(map(len, row)) + len(row)
        if length >= _SECTION_FULL:
            yield _part(piece, part, first)
            part, length, first = ([header] if header else []), 0, False
    if len(part) > (1 if header and not first else 0):
        yield _part(piece, part, first)


def _part(piece: Piece, rows: list[tuple[str, ...]], first: bool) -> Piece:
    return replace(
        piece,
        rows=tuple(rows),
        page_break=piece.page_break and first,
        label=piece.label if first else None,
    )
