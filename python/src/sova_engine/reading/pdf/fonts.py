"""Which lines of a text layer are set in bold from end to end: headings of the body's size."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as raw_module

raw: Any = raw_module

_BOLD = re.compile(
    r"bold|black|heavy|demi|[-,]bd\b|^(?:\w{6}\+)?(?:CM|SF|EC|LM)(?:BX|SSBX|Roman\d+-B)", re.I
)
"""In the name of a font; the last are TeX's own."""
_HEAVY = 600
_FORCED = 1 << 18
_LONGEST_NAME = 100
_font_info = ctypes.PYFUNCTYPE(
    ctypes.c_ulong,
    ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p,
)(ctypes.cast(raw.FPDFText_GetFontInfo, ctypes.c_void_p).value or 0)  # fmt: skip
"""By addresses, as ``characters`` does."""


def bold_lines(text_page: Any, spans: Iterable[tuple[int, int]]) -> list[bool]:
    """For each line, from its first to its last character: whether both are in a bold font.

    PDFium guesses a weight from the stems of a font; where it has a name, that is surer.
    """
    known: dict[tuple[bytes, int], bool] = {}
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    flags = ctypes.c_int()
    page = ctypes.cast(text_page, ctypes.c_void_p).value
    places = (ctypes.addressof(name), _LONGEST_NAME, ctypes.addressof(flags))

    def bold(index: int) -> bool:
        flags.value = 0
        length = _font_info(page, index, *places)
        key = (name.value if 0 < length <= _LONGEST_NAME else b"", flags.value)
        if key not in known:
            weight = raw.FPDFText_GetFontWeight(text_page, index)
            known[key] = _is_bold(key[0].decode("utf-8", "replace"), key[1], weight)
        return known[key]

    return [bold(first) and bold(last) for first, last in spans]


def _is_bold(name: str, flags: int, weight: int) -> bool:
    if _BOLD.search(name) or flags & _FORCED:
        return True
    return not name and weight >= _HEAVY
