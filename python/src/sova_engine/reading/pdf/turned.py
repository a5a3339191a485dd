"""Pages whose text doesn't run across the page as it is shown: landscape tables, turned sheets.

PDFium orders the text of a page by how it would be shown, so that sideways lines come in any
order. Such a page is read as if it were turned upright, and its boxes are turned back.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from itertools import chain, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw_module
from numpy.typing import NDArray

from ..lines import Boxes, Paragraph
from .placement import Placement

raw: Any = raw_module

_SAMPLE = 24
_MOST = 0.8
_char_angle = ctypes.PYFUNCTYPE(ctypes.c_float, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetCharAngle, ctypes.c_void_p).value or 0
)
"""By addresses, as ``characters`` does."""


def upright_rotation(text_page: Any, codes: NDArray[Any]) -> int | None:
    """The page rotation in quarters under which most of the text runs across; None if unclear."""
    step = max(1, len(codes) // _SAMPLE)
    sample = np.flatnonzero(codes[::step] > 0x20) * step
    page = ctypes.cast(text_page, ctypes.c_void_p).value
    angles = Counter(map(_char_angle, repeat(page), sample.tolist()))
    quarters: Counter[int] = Counter()
    for angle, count in angles.items():
        quarters[-round(angle / (math.pi / 2)) % 4] += count
    if not quarters:
        return None
    rotation, votes = quarters.most_common(1)[0]
    return rotation if votes >= _MOST * quarters.total() else None


@contextmanager
def shown_at(page: Any, rotation: int) -> Generator[None]:
    """The page is rotated to ``rotation`` quarters inside the block."""
    before = raw.FPDFPage_GetRotation(page)
    raw.FPDFPage_SetRotation(page, rotation)
    try:
        yield
    finally:
        raw.FPDFPage_SetRotation(page, before)


def turn_back(paragraphs: Iterable[Paragraph], quarters: int, shown: Placement) -> None:
    """Boxes of a page read ``quarters`` before it is shown, as they lie on the shown page."""
    if not quarters:
        return
    for paragraph in paragraphs:
        cells = (cell for row in paragraph.rows or () for cell in row)
        for run in chain(paragraph.lines, *cells):
            run.boxes = _turned(run.boxes, quarters, shown.width, shown.height)


def _turned(boxes: Boxes, quarters: int, width: float, height: float) -> Boxes:
    """Turned clockwise by quarters onto a page of ``width`` by ``height``."""
    x, y, wide, high = boxes.T
    if quarters == 1:
        return np.column_stack((width - y - high, x, high, wide))
    if quarters == 2:
        return np.column_stack((width - x - wide, height - y - high, wide, high))
    return np.column_stack((y, height - x - wide, high, wide))
