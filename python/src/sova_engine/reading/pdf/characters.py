"""A text page's characters and their boxes, taken from PDFium in bulk."""

from __future__ import annotations

import ctypes
import sys
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw_module
from numpy.typing import NDArray

from .accents import composed

raw: Any = raw_module

Numbers = NDArray[Any]

_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
_BOX_SIZE = 16
_UNCLEAR = 0xFFFE
"""In bulk text both a hyphen at a line's end and a character of no known meaning."""
_loose_box = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
"""By addresses: a page has thousands of characters and objects for each would cost the most.
Nor is the interpreter's lock given away for each: a call is shorter than that."""


class Characters:
    """``codes`` and ``text`` have one entry a character; both as PDFium numbers them."""

    def __init__(self, text_page: Any, codes: Numbers, text: str) -> None:
        self.codes = codes
        self.text = text
        self._address = ctypes.cast(text_page, ctypes.c_void_p).value

    def boxes(self, indices: Numbers) -> Numbers:
        """Rows of left, bottom, right, top in the page's own points; NaN where there is none."""
        rects = np.full((len(indices), 4), np.nan, np.float32)  # FS_RECTF: left top right bottom
        start = rects.ctypes.data
        places = range(start, start + _BOX_SIZE * len(indices), _BOX_SIZE)
        for _ in map(_loose_box, repeat(self._address), indices.tolist(), places):
            pass
        left, top, right, bottom = rects.T
        found = np.array((left, bottom, right, top), np.float64)
        none = (right <= left) & (top <= bottom)
        if none.any():
            found[:, none] = np.nan
        return found


def characters_of(text_page: Any) -> Characters:
    codes = _codes(text_page)
    found = Characters(text_page, codes, _text(codes))
    found.text = composed(found.text, found.boxes)
    return found


def _codes(text_page: Any) -> Numbers:
    count = max(int(raw.FPDFText_CountChars(text_page)), 0)
    units = np.zeros(count + 1, np.uint16)
    target = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    written = raw.FPDFText_GetText(text_page, 0, count, target) if count else 1
    codes: Numbers = units[:count].astype(np.uint32)
    if written != count + 1 or bool(np.any((codes >= 0xD800) & (codes < 0xE000))):
        # Characters without a code or outside the first plane: the bulk text has other numbers.
        each = map(raw.FPDFText_GetUnicode, repeat(text_page), range(count))
        return np.fromiter(each, np.uint32, count)
    for index in np.flatnonzero(codes == _UNCLEAR).tolist():
        codes[index] = raw.FPDFText_GetUnicode(text_page, index)
    return codes


def _text(codes: Numbers) -> str:
    """One character a code; PDFium's marks of a line-end hyphen are hyphens."""
    try:
        text = codes.tobytes().decode(_UTF32)
    except UnicodeDecodeError:  # halves of surrogate pairs
        text = "".join(map(_character, codes.tolist()))
    return text.replace("\x02", "-").replace("\ufffe", "-")


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)
