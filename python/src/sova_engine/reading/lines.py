"""Words on lines, as a PDF text layer or text recognition finds them, made into page text.

Lines of a paragraph are joined by a space, and a word hyphenated at a line's end is made
whole, so what is searched, cited and read is the sentence; each word keeps its boxes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from .model import Block, BlockKind, CharBoxes, Table, TableRow
from .pieces import CELL_GAP

Box = tuple[float, float, float, float]
"""x, y, width, height; origin top left."""

_HYPHEN_END = re.compile(r"[^\W\d_]{2,}[-‐¬]$")
_LOWER_START = re.compile(r"[^\W\d_]")
_BULLET = re.compile(r"^(?:[•●▪■◦‣–—*·o\-]|\(?\d{1,3}[.)]|\(?[a-zčćđšž][.)]|[IVXLC]{1,6}[.)])$")
_SENTENCE_END = re.compile(r"[.!?…:;]['\"»”’)\]]*$")


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
        if following and not joined:
            writer.put(" ")
        # The first word of the next line follows without another space.


def _write_table(
    writer: _Writer, rows: list[list[list[Word]]], number: int, blocks: list[Block]
) -> Table:
    written: list[TableRow] = []
    for index, row in enumerate(rows):
        if index:
            writer.put("\n")
        start = writer.length
        for column, cell in enumerate(row):
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


def group(lines: Sequence[Line]) -> list[Paragraph]:
    """Lines in reading order to headings, list items and paragraphs."""
    if not lines:
        return []
    body = _body_size(lines)
    pitch = _pitch(lines)
    paragraphs: list[Paragraph] = []
    current: list[Line] = []
    for line in lines:
        if current and _starts_paragraph(current, line, pitch, body):
            paragraphs.append(_paragraph(current, body))
            current = []
        current.append(line)
    paragraphs.append(_paragraph(current, body))
    return paragraphs


def _body_size(lines: Sequence[Line]) -> float:
    weighed = sorted((line.size, len(line.text)) for line in lines)
    half, seen = sum(weight for _, weight in weighed) / 2, 0
    for size, weight in weighed:
        seen += weight
        if seen >= half:
            return size
    return weighed[-1][0]


def _pitch(lines: Sequence[Line]) -> float:
    steps = [
        below.y0 - above.y0
        for above, below in itertools.pairwise(lines)
        if 0 < below.y0 - above.y0 < 4 * max(above.size, 1)
    ]
    return median(steps) if steps else 0.0


def _starts_paragraph(current: list[Line], line: Line, pitch: float, body: float) -> bool:
    last, first = current[-1], current[0]
    if line.new_paragraph is not None:
        return line.new_paragraph
    if abs(line.size - last.size) > 0.12 * max(last.size, line.size):
        return True
    if line.bold != last.bold and (_is_short(last, first) or line.bold):
        return True
    if _BULLET.match(line.words[0].text) and len(line.words) > 1 and line.x0 < last.x1:
        return True
    step = line.y0 - last.y0
    ended = bool(_SENTENCE_END.search(last.text))
    if step < -0.5 * last.size or line.x0 > last.x1 or line.x1 < last.x0:
        # Another column: the paragraph goes on unless its sentence had ended.
        return ended or line.words[0].text[0].isupper()
    if pitch and step > max(1.35 * pitch, pitch + 0.4 * last.size):
        return True
    width = max(known.x1 for known in current) - min(known.x0 for known in current)
    indented = line.x0 - last.x0 > 0.8 * last.size and len(current) > 1
    if indented and ended:
        return True
    return ended and last.x1 < line.x1 - 0.12 * max(width, line.x1 - line.x0) and step > 0


def _is_short(last: Line, first: Line) -> bool:
    return len(last.text) < 90 and last is first


def _paragraph(lines: list[Line], body: float) -> Paragraph:
    text = " ".join(line.text for line in lines)
    level = _heading_level(lines, text, body)
    if level:
        return Paragraph(BlockKind.HEADING, lines, level=level)
    if _BULLET.match(lines[0].words[0].text) and len(lines[0].words) > 1:
        return Paragraph(BlockKind.LIST_ITEM, lines)
    return Paragraph(BlockKind.PARAGRAPH, lines)


def _heading_level(lines: list[Line], text: str, body: float) -> int:
    if len(lines) > 3 or len(text) > 160 or sum(map(str.isalpha, text)) < 3:
        return 0
    size = max(line.size for line in lines)
    if text.rstrip().endswith((".", ",", ";")) and size < 1.4 * body:
        return 0
    for least, level in ((1.6, 1), (1.3, 2), (1.12, 3)):
        if size >= least * body:
            return level
    return 4 if all(line.bold for line in lines) and len(text) <= 100 else 0
