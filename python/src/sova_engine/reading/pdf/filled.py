"""A page with what was filled in and written on it: form fields, text laid over it, comments."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as raw_module

from ..clean import one_line
from ..lines import Line, Paragraph, Word
from ..model import BlockKind
from .placement import Placement

raw: Any = raw_module

_WRITTEN = frozenset((raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP))
_COMMENTS = frozenset(
    (
        raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_CARET,
        raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_INK,
    )
)  # fmt: skip
_MOST = 2_000
_LONGEST = 20_000
_SIZE = 10.0

Sides = tuple[float, float, float, float]


@dataclass(slots=True)
class Shown:
    page: Any
    comments: list[tuple[str, Sides]] = field(default_factory=list["tuple[str, Sides]"])
    """What a reader wrote, and where it hangs: left, bottom, right, top in the page's points."""

    def notes(self, placement: Placement) -> list[Paragraph]:
        """The comments; the words of each lie where it hangs."""
        notes: list[Paragraph] = []
        for text, sides in self.comments:
            x0, y0, x1, y1 = placement.sides(np.array(sides, np.float64).reshape(4, 1)).ravel()
            box = (float(x0), float(y0), float(x1 - x0), float(y1 - y0))
            line = Line.of([Word(word, box) for word in text.split()], _SIZE)
            notes.append(Paragraph(BlockKind.NOTE, [line]))
        return notes


def load_shown(document: Any, number: int) -> Shown | None:
    """Page ``number`` (from 1); its fields and texts laid over it are part of its text.

    PDFium reads only a page's own content, and a filled form keeps its answers beside it;
    they are merged in memory, the file stays as it is.
    """
    page = raw.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    shown = Shown(page)
    if _is_written_on(shown):
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        raw.FPDF_ClosePage(page)
        shown.page = raw.FPDF_LoadPage(document, number - 1)
    return shown if shown.page else None


def _is_written_on(shown: Shown) -> bool:
    """Whether there is something to merge; comments are gathered on the way."""
    written = False
    for index in range(min(raw.FPDFPage_GetAnnotCount(shown.page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(shown.page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        written |= kind in _WRITTEN
        if kind in _COMMENTS:
            text = _contents(annotation)
            if text:
                shown.comments.append((text, _sides(annotation)))
        raw.FPDFPage_CloseAnnot(annotation)
    return written


def _contents(annotation: Any) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if not 2 < length <= _LONGEST:
        return ""
    text = ctypes.create_string_buffer(length)
    target = ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", target, length)
    return one_line(text.raw[: length - 2].decode("utf-16-le", errors="replace"))


def _sides(annotation: Any) -> Sides:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    return rect.left, rect.bottom, rect.right, rect.top
