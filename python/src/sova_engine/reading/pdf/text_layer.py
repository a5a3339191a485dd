"""A PDF page's text layer as lines of words with boxes.

Boxes are PDF points with the origin at the top left of the page as it is shown: cropped
and rotated, the same space a viewer draws in at scale 1.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from typing import Any

import pypdfium2.raw as raw_module

from ..clean import clean
from ..lines import Box, Line, Word

raw: Any = raw_module

_BREAKS = frozenset((0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029))
_HYPHENS = frozenset((0x02, 0xFFFE))
"""PDFium's marks for a hyphen at a line's end; no break follows them."""
_SCALE = 100
_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"


class Placement:
    """Maps the page's own coordinates to points from the shown page's top left."""

    def __init__(self, page: Any) -> None:
        self.width: float = raw.FPDF_GetPageWidthF(page)
        self.height: float = raw.FPDF_GetPageHeightF(page)
        origin = self._device(page, 0.0, 0.0)
        right = self._device(page, 1000.0, 0.0)
        up = self._device(page, 0.0, 1000.0)
        self.e, self.f = origin
        self.a, self.b = (right[0] - self.e) / 1000, (right[1] - self.f) / 1000
        self.c, self.d = (up[0] - self.e) / 1000, (up[1] - self.f) / 1000

    def _device(self, page: Any, x: float, y: float) -> tuple[float, float]:
        out_x, out_y = ctypes.c_int(), ctypes.c_int()
        size = (round(self.width * _SCALE), round(self.height * _SCALE))
        raw.FPDF_PageToDevice(
            page, 0, 0, size[0], size[1], 0, x, y, ctypes.byref(out_x), ctypes.byref(out_y)
        )
        return out_x.value / _SCALE, out_y.value / _SCALE

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x1, y1 = self.a * left + self.c * bottom, self.b * left + self.d * bottom
        x2, y2 = self.a * right + self.c * top, self.b * right + self.d * top
        return (
            min(x1, x2) + self.e,
            min(y1, y2) + self.f,
            abs(x2 - x1),
            abs(y2 - y1),
        )


def read_lines(page: Any, placement: Placement) -> tuple[list[Line], str]:
    """(lines, all characters as PDFium gives them, for the quality gate)."""
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return [], ""
    try:
        codes = _codes(text_page)
        return _lines(text_page, codes, placement), _join(codes)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _codes(text_page: Any) -> list[int]:
    count: int = raw.FPDFText_CountChars(text_page)
    get = raw.FPDFText_GetUnicode
    return [get(text_page, index) for index in range(max(count, 0))]


def _lines(text_page: Any, codes: list[int], placement: Placement) -> list[Line]:
    lines: list[Line] = []
    words: list[Word] = []
    start = -1
    for index in range(len(codes) + 1):
        code = codes[index] if index < len(codes) else 0x0A
        ends_line = code in _HYPHENS
        blank = ends_line or code in _BREAKS or code <= 0x20 or code in (0xA0, 0x3000)
        if not blank:
            if start < 0:
                start = index
            continue
        if start >= 0:
            end = index + 1 if ends_line else index
            word = _word(text_page, codes, start, end, placement)
            if word:
                words.append(word)
            start = -1
        if (code in _BREAKS or ends_line) and words:
            lines.extend(_split_far(words))
            words = []
    return lines


def _word(
    text_page: Any, codes: list[int], start: int, end: int, placement: Placement
) -> Word | None:
    text = clean(_join(codes[start:end]))
    if not text or text.isspace():
        return None
    box = _char_box(text_page, start, placement)
    if end - start > 1:
        last = _char_box(text_page, end - 1, placement)
        if box and last and not _same_line(box, last):
            for index in range(start + 1, end - 1):
                box = _union(box, _char_box(text_page, index, placement))
        box = _union(box, last)
    return Word(text, box or (0.0, 0.0, 0.0, 0.0))


def _join(codes: list[int]) -> str:
    try:
        text = array("I", codes).tobytes().decode(_UTF32)
        return text.replace("\x02", "-").replace("\ufffe", "-")
    except UnicodeDecodeError:  # halves of surrogate pairs, or no characters at all
        pass
    units = b"".join(
        min(code, 0xFFFF).to_bytes(2, "little")
        if code < 0x10000
        else chr(min(code, 0x10FFFF)).encode("utf-16-le")
        for code in codes
    )
    return units.decode("utf-16-le", errors="replace")


def _char_box(text_page: Any, index: int, placement: Placement) -> Box | None:
    rect = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rect)):
        return None
    if rect.right <= rect.left and rect.top <= rect.bottom:
        return None
    return placement.box(rect.left, rect.bottom, rect.right, rect.top)


def _same_line(one: Box, other: Box) -> bool:
    return abs(one[1] - other[1]) < 0.5 * max(one[3], 1) and abs(one[3] - other[3]) < 0.2 * one[3]


def _union(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    x, y = min(one[0], other[0]), min(one[1], other[1])
    right = max(one[0] + one[2], other[0] + other[2])
    bottom = max(one[1] + one[3], other[1] + other[3])
    return x, y, right - x, bottom - y


def _split_far(words: list[Word]) -> list[Line]:
    """PDFium's line, cut where the words stop sharing a baseline, level or upright."""
    lines: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        last = lines[-1][-1].box
        far = abs(word.box[1] - last[1]) > 0.9 * max(last[3], word.box[3], 1.0)
        if far and not _stacked(last, word.box):
            lines.append([word])
        else:
            lines[-1].append(word)
    return [_line(words) for words in lines]


def _stacked(above: Box, below: Box) -> bool:
    """Words of a line that runs up or down the page."""
    shared = min(above[0] + above[2], below[0] + below[2]) - max(above[0], below[0])
    upright = above[3] > above[2] or below[3] > below[2]
    return upright and shared > 0.8 * min(above[2], below[2])


def _line(words: list[Word]) -> Line:
    upright = len(words) > 1 and _stacked(words[0].box, words[-1].box)
    sizes = sorted(word.box[2 if upright else 3] for word in words)
    return Line(words, size=sizes[len(sizes) // 2])
