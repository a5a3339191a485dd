"""The shape of a page: which lines make a heading, a list item, a paragraph, a table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .articles import LEVEL, is_article
from .lines import Line, Paragraph
from .model import BlockKind
from .tabular import Rows, split_tables

_BULLET = re.compile(r"^(?:[•●▪■◦‣–—*·o\-]|\(?\d{1,3}[.)]|\(?[a-zčćđšž][.)]|[IVXLC]{1,6}[.)])$")
_SAME_SIZE = 0.12
_LONGEST_BULLET = 7
_LONGEST_MARK, _RAISED = 4, 0.85
_MOST_BOLD = 0.5
_LONGEST_BOLD = 120
_BOLD_LEVEL = 4
_LEVELS = ((1.6, 1), (1.3, 2), (1.12, 3))
"""Level of a heading by its size, in sizes of the body."""
_SENTENCE_END = re.compile(r"[.!?…:;]['\"»”’)\]]*$")
_MAY_END = tuple(".!?…:;'\"»”’)]")


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """Lines in reading order to tables, headings, list items and paragraphs."""
    body = body_size(lines)
    if sum(line.bold for line in lines) > _MOST_BOLD * len(lines):
        for line in lines:
            line.bold = False  # a page in bold has no headings by it
    paragraphs: list[Paragraph] = []
    for part in split_tables(lines):
        if isinstance(part, Rows):
            paragraphs.append(Paragraph(BlockKind.TABLE_ROW, [], rows=part.rows))
        else:
            paragraphs.extend(_group(part, body))
    return paragraphs


def _group(lines: Sequence[Line], body: float) -> list[Paragraph]:
    if not lines:
        return []
    pitch = _pitch(lines)
    paragraphs: list[Paragraph] = []
    current: list[Line] = []
    for line in lines:
        if current and _starts_paragraph(current, line, pitch):
            paragraphs.append(_paragraph(current, body))
            current = []
        current.append(line)
    paragraphs.append(_paragraph(current, body))
    return paragraphs


def body_size(lines: Sequence[Line]) -> float:
    """The size most characters have; 0 without lines."""
    if not lines:
        return 0.0
    weighed = sorted([(line.size, len(line.text)) for line in lines])
    half, seen = sum(weight for _, weight in weighed) / 2, 0
    for size, weight in weighed:
        seen += weight
        if seen >= half:
            return size
    return weighed[-1][0]


def _pitch(lines: Sequence[Line]) -> float:
    """From line to line within a paragraph, in sizes of the letters; 0 if nothing tells.

    One of the least, not the middle: on a page of short paragraphs most steps lead into the
    next one.
    """
    steps = sorted(
        [
            (below.y0 - above.y0) / above.size
            for above, below in itertools.pairwise(lines)
            if 0.8 * above.size < below.y0 - above.y0 < 4 * max(above.size, 1)
            and abs(below.size - above.size) <= _SAME_SIZE * max(above.size, below.size)
        ]
    )
    return steps[len(steps) // 6] if steps else 0.0


def _starts_paragraph(current: list[Line], line: Line, pitch: float) -> bool:
    last = current[-1]
    if line.new_paragraph is not None:
        return line.new_paragraph
    if _beside(last, line) and line.x0 < last.x1 + last.size:
        return False
    if len(current) > 1 and _is_mark(current[-2], last):
        if _beside(last, line):
            return False
        last = current[-2]
    if abs(line.size - last.size) > _SAME_SIZE * max(last.size, line.size):
        return True
    step = line.y0 - last.y0
    ended = last.text.endswith(_MAY_END) and bool(_SENTENCE_END.search(last.texts[-1]))
    if line.x0 < last.x1 and _is_item(line) and (ended or not _goes_on(last, line)):
        return True
    if line.bold != last.bold and step > 0 and _weight_parts(current, line, ended=ended):
        return True
    if is_article(line.text) or (len(current) == 1 and is_article(last.text)):
        return True
    if step < -0.5 * last.size or line.x0 > last.x1 or line.x1 < last.x0:
        # Another column: the paragraph goes on unless its sentence had ended.
        return ended or line.text[0].isupper()
    if pitch and step > max(1.35 * pitch, pitch + 0.4) * last.size:
        return True
    indented = line.x0 - last.x0 > 0.8 * last.size and len(current) > 1
    if indented and ended:
        return True
    if not ended or step <= 0:
        return False
    width = max([known.x1 for known in current]) - min([known.x0 for known in current])
    return last.x1 < line.x1 - 0.12 * max(width, line.x1 - line.x0)


def _is_mark(last: Line, line: Line) -> bool:
    """A reference to a note: raised small figures right behind a word."""
    small = len(line.text) <= _LONGEST_MARK and line.size < _RAISED * last.size
    return small and _beside(last, line) and line.x0 < last.x1 + last.size


def _beside(left: Line, right: Line) -> bool:
    return right.x0 > left.x1 - 1 and right.y0 < left.y1 and right.y1 > left.y0


def _is_item(line: Line) -> bool:
    """A list item's mark and text; the letter o is one only where a tab follows it."""
    first = line.texts[0]
    if len(first) > _LONGEST_BULLET or len(line.texts) < 2 or not _BULLET.match(first):
        return False
    return first != "o" or _gap(line) > 0.8 * line.size


def _goes_on(last: Line, line: Line) -> bool:
    """A full line's sentence that goes on with a number: of 15. svibnja, of stavka 2. toga."""
    mark, word = line.texts[0], line.texts[1]
    plain = mark[0].isdigit() and mark.endswith(".") and word[0].islower()
    return plain and not last.text.endswith(",") and _gap(line) < 0.8 * line.size


def _gap(line: Line) -> float:
    return line.lefts[1] - line.rights[0]


def _weight_parts(current: list[Line], line: Line, *, ended: bool) -> bool:
    """Whether a change of weight between lines parts a heading from the text.

    Bold words may also begin or end a paragraph: then the lines around are full.
    """
    last = current[-1]
    if line.bold:
        return ended or last.x1 < line.x1
    if not all(known.bold for known in current):
        return False
    return last.x1 < line.x1 - 2 * line.size or abs(last.x0 - line.x0) > line.size


def _paragraph(lines: list[Line], body: float) -> Paragraph:
    if len(lines) <= 3 and (level := _heading_level(lines, body)):
        return Paragraph(BlockKind.HEADING, lines, level=level)
    if _is_item(lines[0]):
        return Paragraph(BlockKind.LIST_ITEM, lines)
    return Paragraph(BlockKind.PARAGRAPH, lines)


def _heading_level(lines: list[Line], body: float) -> int:
    text = " ".join([line.text for line in lines])
    if len(text) > 160:
        return 0
    if len(lines) == 1 and is_article(text):
        return LEVEL
    size = max([line.size for line in lines])
    if size >= 0.9 * body and _is_bold_heading(lines, text):
        return next((level for least, level in _LEVELS if size >= least * body), _BOLD_LEVEL)
    if size < 1.12 * body or sum(map(str.isalpha, text)) < 3:
        return 0
    if text.rstrip().endswith((".", ",", ";")) and size < 1.4 * body:
        return 0
    return next((level for least, level in _LEVELS if size >= least * body), 0)


def _is_bold_heading(lines: list[Line], text: str) -> bool:
    if len(text) > _LONGEST_BOLD or not all(line.bold for line in lines):
        return False
    return sum(map(str.isalpha, text)) >= 3 and not text.rstrip().endswith((".", ",", ";"))
