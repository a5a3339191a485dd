"""Words on lines, as a PDF text layer or text recognition finds them, made into page text.

Lines of a paragraph are joined by a space, and a word hyphenated at a line's end is made
whole, so what is searched, cited and read is the sentence; each word keeps its boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from .model import Block, BlockKind, Box, CharBoxes, Table, TableRow
from .pieces import CELL_GAP

_HYPHEN_END = re.compile(r"[^\W\d_]{2,}[-‐¬]$")
_COMPOUND_END = re.compile(r"\w[-‐]$")
_LOWER_START = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Word:
    text: str
    box: Box
    confidence: float | None = None


@dataclass(slots=True)
class Line:
    words: list[Word]
    text: str
    size: float
    """Font size, or height of the line."""
    x0: float
    y0: float
    x1: float
    y1: float
    new_paragraph: bool | None = None
    """What the source says about a paragraph's beginning; None if it says nothing."""

    @classmethod
    def of(cls, words: list[Word], size: float, *, new_paragraph: bool | None = None) -> Line:
        boxes = [word.box for word in words]
        return cls(
            words,
            " ".join([word.text for word in words]),
            size,
            min([box[0] for box in boxes]),
            min([box[1] for box in boxes]),
            max([box[0] + box[2] for box in boxes]),
            max([box[1] + box[3] for box in boxes]),
            new_paragraph,
        )


@dataclass(slots=True)
class PageText:
    text: str = ""
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    chars: CharBoxes = field(default_factory=CharBoxes)


@dataclass(slots=True)
class Paragraph:
    kind: BlockKind
    lines: list[Line]
    level: int = 0
    rows: list[list[list[Word]]] | None = None
    """Rows of cells of words, for a table."""


class _Writer:
    """Text in pieces, each with the box it has or None."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.boxes: list[Box | None] = []
        self._measured = 0
        self._length = 0

    @property
    def length(self) -> int:
        self._length += sum(map(len, self.parts[self._measured :]))
        self._measured = len(self.parts)
        return self._length

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.boxes.append(None)

    def words(self, words: Sequence[Word]) -> None:
        """With a space between each two."""
        parts, boxes = self.parts, self.boxes
        for word in words:
            parts += (word.text, " ")
            boxes += (word.box, None)
        if words:
            parts.pop()
            boxes.pop()

    def chars(self) -> CharBoxes:
        ends = accumulate(map(len, self.parts))
        placed = [
            (end - len(part), end, box)
            for part, end, box in zip(self.parts, ends, self.boxes, strict=True)
            if box is not None
        ]
        return CharBoxes.of(
            [(start, end) for start, end, _ in placed], [box for _, _, box in placed]
        )


def assemble(paragraphs: Sequence[Paragraph]) -> PageText:
    """Write paragraphs one below another and keep where each word came from."""
    writer = _Writer()
    blocks: list[Block] = []
    tables: list[Table] = []
    for paragraph in paragraphs:
        if writer.length:
            writer.put("\n")
        if paragraph.rows is not None:
            tables.append(_write_table(writer, paragraph.rows, len(tables), blocks))
            continue
        start = writer.length
        _write_lines(writer, paragraph.lines)
        blocks.append(Block(paragraph.kind, start, writer.length, level=paragraph.level))
    return PageText("".join(writer.parts), tuple(blocks), tuple(tables), writer.chars())


def _write_lines(writer: _Writer, lines: Sequence[Line]) -> None:
    for line, following in pairwise(lines):
        writer.words(line.words)
        if breaks_word(line.words[-1].text, following.words[0].text):
            writer.parts[-1] = writer.parts[-1][:-1]
        elif not _keeps_hyphen(line, following):
            writer.put(" ")
    writer.words(lines[-1].words)


def _keeps_hyphen(line: Line, following: Line) -> bool:
    """A compound broken at its own hyphen: Jean-Paul, COVID-19."""
    end, start = line.words[-1].text, following.words[0].text
    return bool(_COMPOUND_END.search(end)) and start[0].isalnum()


def _write_table(
    writer: _Writer, rows: list[list[list[Word]]], number: int, blocks: list[Block]
) -> Table:
    written: list[TableRow] = []
    for index, row in enumerate(rows):
        if index:
            writer.put("\n")
        start = writer.length
        used = max((column for column, cell in enumerate(row) if cell), default=0) + 1
        for column, cell in enumerate(row[:used]):
            if column:
                writer.put(CELL_GAP)
            writer.words(cell)
        cells = tuple(" ".join(word.text for word in cell) for cell in row)
        written.append(TableRow(cells, start, writer.length))
        blocks.append(Block(BlockKind.TABLE_ROW, start, writer.length, table=number))
    header = written[0].cells if len(written) > 1 else ()
    return Table(written[0].start, written[-1].end, header, tuple(written))


def breaks_word(end: str, start: str) -> bool:
    """Whether ``end`` at a line's end and ``start`` on the next are one hyphenated word.

    Before a capital or a figure the hyphen belongs to the word (Jean-Paul, COVID-19).
    """
    return bool(_HYPHEN_END.search(end)) and bool(_LOWER_START.match(start)) and start[0].islower()
