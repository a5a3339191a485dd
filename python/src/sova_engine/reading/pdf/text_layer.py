"""A PDF page's text layer as lines of words with boxes.

Boxes are PDF points with the origin at the top left of the page as it is shown: cropped
and rotated, the same space a viewer draws in at scale 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pypdfium2.raw as raw_module
from numpy.typing import NDArray

from ..clean import clean
from ..lines import Line
from .characters import Characters, Numbers, characters_of
from .fonts import bold_lines
from .notes import references
from .placement import Placement
from .turned import shown_at, upright_rotation

raw: Any = raw_module

_BREAK, _HYPHEN, _BLANK = 1, 2, 4
_HYPHENS = (0x02, 0xFFFE)
"""PDFium's marks for a hyphen at a line's end; no break follows them."""
_KINDS = np.zeros(0x10000, np.uint8)
_KINDS[: 0x20 + 1] = _BLANK
_KINDS[[0xA0, 0x3000]] = _BLANK
_KINDS[[0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029]] = _BLANK | _BREAK
_KINDS[list(_HYPHENS)] = _BLANK | _HYPHEN


def read_lines(page: Any, placement: Placement) -> tuple[list[Line], str, int]:
    """(lines, all characters as PDFium gives them, quarters).

    The characters are for the quality gate. The lines lie on the page turned back by so many
    quarters, 0 for nearly every page: there they run across.
    """
    found, lines, upright = _read(page, placement)
    rotation = raw.FPDFPage_GetRotation(page)
    if upright is None or upright == rotation:
        return lines, found, 0
    with shown_at(page, upright):
        found, lines, _ = _read(page, Placement(page))
    return lines, found, (rotation - upright) % 4


def _read(page: Any, placement: Placement) -> tuple[str, list[Line], int | None]:
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return "", [], None
    try:
        found = characters_of(text_page)
        upright = upright_rotation(text_page, found.codes)
        return found.text, _lines(text_page, found, placement), upright
    finally:
        raw.FPDFText_ClosePage(text_page)


def _lines(text_page: Any, found: Characters, placement: Placement) -> list[Line]:
    kinds = _KINDS[np.minimum(found.codes, 0xFFFF)]
    blank = np.concatenate(([True], (kinds & _BLANK) > 0, [True]))
    starts = np.flatnonzero(blank[:-1] & ~blank[1:])
    ends = np.flatnonzero(~blank[:-1] & blank[1:])
    if not starts.size:
        return []
    notes = references(text_page, found.text)
    if notes:
        starts, ends = np.union1d(starts, notes), np.union1d(ends, notes)
    breaks = np.cumsum((kinds & (_BREAK | _HYPHEN)) > 0)
    hyphened = np.append(kinds & _HYPHEN, 0)[ends] > 0
    texts, are_shown = _texts(found, starts.tolist(), (ends + hyphened).tolist())
    if not are_shown:
        kept = [index for index, text in enumerate(texts) if text and not text.isspace()]
        if not kept:
            return []
        starts, ends, hyphened = starts[kept], ends[kept], hyphened[kept]
        texts = [texts[index] for index in kept]
    sides = _sides(found, placement, starts, ends + hyphened)
    new = np.diff(breaks[starts], prepend=-1) > 0
    lines = _cut(texts, sides, new)
    after = np.cumsum([len(line.texts) for line in lines])
    firsts = starts[np.append(0, after[:-1])].tolist()
    spans = zip(firsts, (ends[after - 1] - 1).tolist(), strict=True)
    for line, bold in zip(lines, bold_lines(text_page, spans), strict=True):
        line.bold = bold
    return lines


def _texts(found: Characters, starts: list[int], ends: list[int]) -> tuple[list[str], bool]:
    """The words, and whether all of them are sure to show something."""
    text = found.text
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    whole = " ".join(words)
    if clean(whole) == whole:
        return words, whole.isprintable()
    return [clean(word) for word in words], False


def _sides(found: Characters, placement: Placement, starts: Numbers, ends: Numbers) -> Numbers:
    """x0, y0, x1, y1 of each word, a row each: from its first to its last character's box."""
    sides = placement.sides(found.boxes(np.concatenate((starts, ends - 1))))
    first, last = sides[:, : len(starts)], sides[:, len(starts) :]
    high, last_high = first[3] - first[1], last[3] - last[1]
    level = np.abs(first[1] - last[1]) < 0.5 * np.maximum(high, 1)
    level &= np.abs(high - last_high) < 0.2 * high
    together = np.concatenate((np.fmin(first[:2], last[:2]), np.fmax(first[2:], last[2:])))
    if not level.all():
        slanted = ~level & ~np.isnan(first[0]) & ~np.isnan(last[0])
        for index in np.flatnonzero(slanted & (ends - starts > 1)):
            every = placement.sides(found.boxes(np.arange(int(starts[index]), int(ends[index]))))
            together[:2, index] = np.fmin.reduce(every[:2], axis=1)
            together[2:, index] = np.fmax.reduce(every[2:], axis=1)
    return together if bool(np.isfinite(together).all()) else np.nan_to_num(together)


def _cut(texts: list[str], sides: Numbers, new: Numbers) -> list[Line]:
    """Words to lines: cut at PDFium's own ends and where words stop sharing a baseline."""
    places = np.concatenate((sides[:2], sides[2:] - sides[:2]))
    x, y, wide, high = places
    right = x + wide
    tallest = np.maximum(np.maximum(high[1:], high[:-1]), 1.0)
    begins = new.copy()
    stepped = np.flatnonzero((np.abs(y[1:] - y[:-1]) > 0.9 * tallest) & ~new[1:])
    if stepped.size:
        begins[stepped + 1] = ~_stacked(x, wide, high, stepped, stepped + 1)
    firsts = np.flatnonzero(begins)
    ends = np.append(firsts[1:], len(texts))
    gaps = np.empty(len(texts))
    gaps[1:] = x[1:] - right[:-1]
    gaps[firsts] = -np.inf
    measures = np.array(
        (
            _sizes(x, wide, high, firsts, ends),
            *np.minimum.reduceat(sides[:2], firsts, axis=1),
            *np.maximum.reduceat(sides[2:], firsts, axis=1),
            np.maximum.reduceat(gaps, firsts),
        )
    )
    boxes = np.ascontiguousarray(places.T)
    lefts, rights = x.tolist(), right.tolist()
    lines: list[Line] = []
    for a, b, numbers in zip(firsts.tolist(), ends.tolist(), measures.T.tolist(), strict=True):
        words = texts[a:b]
        place = (boxes[a:b], lefts[a:b], rights[a:b])
        lines.append(Line(words, *place, " ".join(words), *numbers))
    return lines


def _sizes(x: Numbers, wide: Numbers, high: Numbers, firsts: Numbers, ends: Numbers) -> Numbers:
    """Of most of each line's words: their height, or their width where it runs upright."""
    counts = ends - firsts
    numbers = np.repeat(np.arange(len(firsts)), counts)
    upright = _stacked(x, wide, high, firsts, ends - 1) & (counts > 1)
    measure = np.where(upright[numbers], wide, high) if upright.any() else high
    order = np.lexsort((measure, numbers))
    return measure[order[firsts + counts // 2]]


def _stacked(
    x: Numbers, wide: Numbers, high: Numbers, above: Numbers, below: Numbers
) -> NDArray[np.bool_]:
    """Which words ``above`` and ``below`` are of a line that runs up or down the page."""
    upright = (high[above] > wide[above]) | (high[below] > wide[below])
    shared = np.minimum(x[above] + wide[above], x[below] + wide[below])
    shared = shared - np.maximum(x[above], x[below])
    stacked: NDArray[np.bool_] = upright & (shared > 0.8 * np.minimum(wide[above], wide[below]))
    return stacked
