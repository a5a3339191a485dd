"""Words on lines, as a PDF text layer or text recognition finds them, made into page text.

Lines of a paragraph are joined by a space, and a word hyphenated at a line's end is made
whole, so what is searched, cited and read is the sentence; each word keeps its boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .model import Block, BlockKind, Box, CharBoxes, Table, TableRow
from .pieces import CELL_GAP

_TOUCHING = 0.2
HYPHENS = ("-", "‐", "¬")
BROKEN = re.compile(r"([^\W\d_]{2,})[-‐¬]$")
"""The beginning of a word that goes on below."""
_COMPOUND_END = re.compile(r"\w[-‐]$")
_LOWER_START = re.compile(r"[^\W\d_]")

Boxes = NDArray[np.float64]
"""Rows of (x, y, width, height), one a word."""


@dataclass(slots=True)
class Word:
    text: str
    box: Box
    confidence: float | None = None


@dataclass(slots=True)
class Run:
    """Words beside each other: arrays, for a page has hundreds and a book a million."""

    texts: list[str]
    boxes: Boxes
    lefts: list[float]
    rights: list[float]
    """Where each word begins and ends."""


@dataclass(slots=True)
class Line(Run):
    text: str
    size: float
    """Font size, or height of the line."""
    x0: float
    y0: float
    x1: float
    y1: float
    widest: float
    """White space between two of its words; minus infinity for a single word."""
    new_paragraph: bool | None = None
    """What the source says about a paragraph's beginning; None if it says nothing."""
    confidences: list[float | None] | None = None
    bold: bool = False

    @classmethod
    def of(cls, words: list[Word], size: float, *, new_paragraph: bool | None = None) -> Line:
        boxes = [word.box for word in words]
        lefts = [box[0] for box in boxes]
        rights = [box[0] + box[2] for box in boxes]
        gaps = [left - right for left, right in zip(lefts[1:], rights, strict=False)]
        return cls(
            [word.text for word in words],
            np.array(boxes),
            lefts,
            rights,
            " ".join([word.text for word in words]),
            size,
            min(lefts),
            min([box[1] for box in boxes]),
            max(rights),
            max([box[1] + box[3] for box in boxes]),
            max(gaps, default=float("-inf")),
            new_paragraph,
            [word.confidence for word in words],
        )

    @property
    def words(self) -> list[Word]:
        boxes = [(x, y, width, height) for x, y, width, height in self.boxes.tolist()]
        known = self.confidences or [None] * len(boxes)
        return list(map(Word, self.texts, boxes, known))


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
    rows: list[list[list[Run]]] | None = None
    """Rows of cells of runs, for a table."""


class _Writer:
    """Text in pieces, and where in it the runs of words begin."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self._runs: list[Run] = []
        self._starts: list[int] = []
        self._shortened: list[int] = []

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def line(self, line: Line, *, whole: bool = True) -> None:
        """Its words, the last one without its hyphen where that is only of the line's end."""
        self.place(line, self.length)
        self.put(line.text if whole else line.text[:-1])
        if not whole:
            self._shortened.append(len(self._runs) - 1)

    def place(self, run: Run, start: int) -> None:
        """The run's words stand, with a space between each two, from ``start`` on."""
        self._runs.append(run)
        self._starts.append(start)

    def chars(self) -> CharBoxes:
        if not self._runs:
            return CharBoxes()
        words = [text for run in self._runs for text in run.texts]
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        counts = np.fromiter([len(run.texts) for run in self._runs], np.int64, len(self._runs))
        after = np.cumsum(counts)
        steps = np.cumsum(lengths + 1)  # as if the runs were one, a sign behind each word
        before = steps - lengths - 1
        begins = before + np.repeat(np.array(self._starts) - before[after - counts], counts)
        ends = begins + lengths
        if self._shortened:
            ends[after[self._shortened] - 1] -= 1
        boxes = np.concatenate([run.boxes for run in self._runs])
        return CharBoxes.of(np.column_stack((begins, ends)), boxes)


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
        if not line.text.endswith(HYPHENS):
            writer.line(line)
            if not _touches(line, following):
                writer.put(" ")
        elif breaks_word(line.texts[-1], following.texts[0]):
            writer.line(line, whole=False)
        else:
            writer.line(line)
            if not _keeps_hyphen(line, following):
                writer.put(" ")
    writer.line(lines[-1])


def _touches(line: Line, following: Line) -> bool:
    """A raised or lowered sign without white space: m², and the comma behind it.

    A note's number behind a longer word stays apart, so that the word is found.
    """
    if not line.x1 - 1 < following.x0 < line.x1 + _TOUCHING * line.size:
        return False
    beside = following.y0 < line.y1 and line.y0 < following.y1
    unit = len(line.texts[-1]) <= 2 and len(following.texts[0]) <= 2
    return beside and (unit or not following.text[0].isalnum())


def _keeps_hyphen(line: Line, following: Line) -> bool:
    """A compound broken at its own hyphen: Jean-Paul, COVID-19."""
    return bool(_COMPOUND_END.search(line.texts[-1])) and following.texts[0][0].isalnum()


def _write_table(
    writer: _Writer, rows: list[list[list[Run]]], number: int, blocks: list[Block]
) -> Table:
    written: list[TableRow] = []
    for index, row in enumerate(rows):
        if index:
            writer.put("\n")
        start = at = writer.length
        cells: list[str] = []
        for cell in row:
            texts = [" ".join(run.texts) for run in cell]
            for run, text in zip(cell, texts, strict=True):
                writer.place(run, at)
                at += len(text) + 1
            at += 0 if cell else 1
            cells.append(" ".join(texts))
        writer.put(CELL_GAP.join(cells).rstrip(CELL_GAP))
        written.append(TableRow(tuple(cells), start, writer.length))
        blocks.append(Block(BlockKind.TABLE_ROW, start, writer.length, table=number))
    header = written[0].cells if len(written) > 1 else ()
    return Table(written[0].start, written[-1].end, header, tuple(written))


def breaks_word(end: str, start: str) -> bool:
    """Whether ``end`` at a line's end and ``start`` on the next are one hyphenated word.

    Before a capital or a figure the hyphen belongs to the word (Jean-Paul, COVID-19).
    """
    return bool(BROKEN.search(end)) and bool(_LOWER_START.match(start)) and start[0].islower()
