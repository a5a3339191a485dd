"""Words on lines, as a PDF text layer or text recognition finds them, made into page text.

Lines of a paragraph are joined by a space, and a word hyphenated at a line's end is made
whole, so what is searched, cited and read is the sentence; each word keeps its boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .model import Block, BlockKind, CharBoxes, Table, TableRow
from .pieces import CELL_GAP

Box = tuple[float, float, float, float]
"""x, y, width, height; origin top left."""

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
    size: float
    """Font size, or height of the line."""
    bold: bool = False
    new_paragraph: bool | None = None
    """What the source says about a paragraph's beginning; None if it says nothing."""
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0

    def __post_init__(self) -> None:
        self.x0 = min(word.box[0] for word in self.words)
        self.x1 = max(word.box[0] + word.box[2] for word in self.words)
        self.y0 = min(word.box[1] for word in self.words)
        self.y1 = max(word.box[1] + word.box[3] for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


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
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[tuple[int, int]] = []
        self.boxes: list[Box] = []

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def word(self, text: str, box: Box) -> None:
        self.spans.append((self.length, self.length + len(text)))
        self.boxes.append(tuple(round(side, 2) for side in box))  # type: ignore[arg-type]
        self.put(text)


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
    chars = CharBoxes(tuple(writer.spans), tuple(writer.boxes))
    return PageText("".join(writer.parts), tuple(blocks), tuple(tables), chars)


def _write_lines(writer: _Writer, lines: Sequence[Line]) -> None:
    joined = False
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        for place, word in enumerate(line.words):
            if writer.length and place and not joined:
                writer.put(" ")
            joined = False
            last = place == len(line.words) - 1
            if last and following and breaks_word(word.text, following.words[0].text):
                writer.word(word.text[:-1], word.box)
                joined = True
            else:
                writer.word(word.text, word.box)
        if following and not joined and not _keeps_hyphen(line, following):
            writer.put(" ")


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
            for place, word in enumerate(cell):
                if place:
                    writer.put(" ")
                writer.word(word.text, word.box)
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
