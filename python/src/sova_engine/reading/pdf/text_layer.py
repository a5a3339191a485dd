"""A PDF page's text layer as lines of words with boxes.

Boxes are PDF points with the origin at the top left of the page as it is shown: cropped
and rotated, the same space a viewer draws in at scale 1.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2.raw as raw_module

from ..clean import clean
from ..lines import Line, Word
from ..model import Box
from .characters import Characters, Numbers, characters_of
from .placement import Placement

raw: Any = raw_module

_BREAK, _HYPHEN, _BLANK = 1, 2, 4
_HYPHENS = (0x02, 0xFFFE)
"""PDFium's marks for a hyphen at a line's end; no break follows them."""
_KINDS = np.zeros(0x10000, np.uint8)
_KINDS[: 0x20 + 1] = _BLANK
_KINDS[[0xA0, 0x3000]] = _BLANK
_KINDS[[0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029]] = _BLANK | _BREAK
_KINDS[list(_HYPHENS)] = _BLANK | _HYPHEN


def read_lines(page: Any, placement: Placement) -> tuple[list[Line], str]:
    """(lines, all characters as PDFium gives them, for the quality gate)."""
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return [], ""
    try:
        found = characters_of(text_page)
        return _lines(found, placement), found.text
    finally:
        raw.FPDFText_ClosePage(text_page)


def _lines(found: Characters, placement: Placement) -> list[Line]:
    kinds = _KINDS[np.minimum(found.codes, 0xFFFF)]
    blank = np.concatenate(([True], (kinds & _BLANK) > 0, [True]))
    starts = np.flatnonzero(blank[:-1] & ~blank[1:])
    ends = np.flatnonzero(~blank[:-1] & blank[1:])
    if not starts.size:
        return []
    breaks = np.cumsum((kinds & (_BREAK | _HYPHEN)) > 0)
    hyphened = np.append(kinds & _HYPHEN, 0)[ends] > 0
    texts = _texts(found, starts.tolist(), (ends + hyphened).tolist())
    kept = [index for index, text in enumerate(texts) if text and not text.isspace()]
    if not kept:
        return []
    if len(kept) < len(texts):
        starts, ends, hyphened = starts[kept], ends[kept], hyphened[kept]
        texts = [texts[index] for index in kept]
    sides = _sides(found, placement, starts, ends + hyphened)
    new = np.diff(breaks[starts], prepend=-1) > 0
    return _cut(texts, sides, new)


def _texts(found: Characters, starts: list[int], ends: list[int]) -> list[str]:
    text = found.text
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    whole = " ".join(words)
    return words if clean(whole) == whole else [clean(word) for word in words]


def _sides(found: Characters, placement: Placement, starts: Numbers, ends: Numbers) -> Numbers:
    """(x0, y0, x1, y1) of each word: from its first to its last character's box."""
    sides = placement.sides(found.boxes(np.concatenate((starts, ends - 1))))
    first, last = sides[: len(starts)], sides[len(starts) :]
    high, last_high = first[:, 3] - first[:, 1], last[:, 3] - last[:, 1]
    level = np.abs(first[:, 1] - last[:, 1]) < 0.5 * np.maximum(high, 1)
    level &= np.abs(high - last_high) < 0.2 * high
    together = np.column_stack(
        (np.fmin(first[:, :2], last[:, :2]), np.fmax(first[:, 2:], last[:, 2:]))
    )
    slanted = ~level & ~np.isnan(first[:, 0]) & ~np.isnan(last[:, 0])
    for index in np.flatnonzero(slanted & (ends - starts > 1)):
        every = placement.sides(found.boxes(np.arange(int(starts[index]), int(ends[index]))))
        together[index, :2] = np.fmin.reduce(every[:, :2])
        together[index, 2:] = np.fmax.reduce(every[:, 2:])
    return np.nan_to_num(together)


def _cut(texts: list[str], sides: Numbers, new: Numbers) -> list[Line]:
    """Words to lines: cut at PDFium's own ends and where words stop sharing a baseline."""
    wide, high = sides[:, 2] - sides[:, 0], sides[:, 3] - sides[:, 1]
    places = np.column_stack((sides[:, :2], wide, high)).tolist()
    boxes: list[Box] = [(x, y, width, height) for x, y, width, height in places]
    tallest = np.maximum(np.maximum(high[1:], high[:-1]), 1.0)
    far = np.append(False, np.abs(np.diff(sides[:, 1])) > 0.9 * tallest)
    for index in np.flatnonzero(far & ~new):
        far[index] = not _stacked(boxes[index - 1], boxes[index])
    firsts = np.flatnonzero(new | far)
    low = np.minimum.reduceat(sides[:, :2], firsts).tolist()
    top = np.maximum.reduceat(sides[:, 2:], firsts).tolist()
    words = [Word(text, box) for text, box in zip(texts, boxes, strict=True)]
    lines: list[Line] = []
    ends = [*firsts.tolist(), len(words)]
    for (first, end), (x0, y0), (x1, y1) in zip(pairwise(ends), low, top, strict=True):
        size = _size(boxes[first:end])
        lines.append(Line(words[first:end], " ".join(texts[first:end]), size, x0, y0, x1, y1))
    return lines


def _size(boxes: list[Box]) -> float:
    """Of most of a line's words: their height, or their width where it runs upright."""
    upright = len(boxes) > 1 and _stacked(boxes[0], boxes[-1])
    sizes = sorted([box[2 if upright else 3] for box in boxes])
    return sizes[len(sizes) // 2]


def _stacked(above: Box, below: Box) -> bool:
    """Words of a line that runs up or down the page."""
    upright = above[3] > above[2] or below[3] > below[2]
    if not upright:
        return False
    shared = min(above[0] + above[2], below[0] + below[2]) - max(above[0], below[0])
    return shared > 0.8 * min(above[2], below[2])
