"""Pages that are pictures: drawn and read by recognition."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import numpy as np
import pypdfium2.raw as raw_module
from PIL import Image

from ..lines import Line, Word
from ..ocr import Recognised, recognise
from .placement import Placement

raw: Any = raw_module

_DPI = 300
_MOST_PIXELS = 25_000_000
_MOST_OBJECTS = 2_000
_LONGEST_SIDE = 20_000
"""Points; beyond this a page is a mistake, not paper."""


def draw(page: Any, placement: Placement, scale: float) -> Image.Image:
    """The page in grey at ``scale`` pixels a point."""
    width = max(1, round(placement.width * scale))
    height = max(1, round(placement.height * scale))
    stride = (width + 3) // 4 * 4
    pixels = np.full((height, stride), 255, dtype=np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(
        width, height, raw.FPDFBitmap_Gray, pixels.ctypes.data_as(ctypes.c_void_p), stride
    )
    try:
        flags = raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        return Image.fromarray(pixels[:, :width].copy())
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def recognise_page(page: Any, placement: Placement, languages: tuple[str, ...]) -> Recognised:
    """Lines in points of the shown page."""
    if max(placement.width, placement.height) > _LONGEST_SIDE:
        return Recognised([], 0.0)
    area = max(placement.width * placement.height, 1.0)
    scale = min(_DPI / 72, math.sqrt(_MOST_PIXELS / area))
    found = recognise(draw(page, placement, scale), languages, 72 * scale)
    return Recognised([_in_points(line, scale) for line in found.lines], found.confidence)


def _in_points(line: Line, scale: float) -> Line:
    words = [
        Word(
            word.text,
            (word.box[0] / scale, word.box[1] / scale, word.box[2] / scale, word.box[3] / scale),
            word.confidence,
        )
        for word in line.words
    ]
    return Line.of(words, line.size / scale, new_paragraph=line.new_paragraph)


def image_share(page: Any) -> float:
    """How much of the page its largest picture covers, 0..1."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    largest = 0.0
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(thing) not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(
            thing, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
        ):
            area = (right.value - left.value) * (top.value - bottom.value)
            largest = max(largest, area)
    return min(1.0, largest / (width * height)) if width * height else 0.0


def is_hidden_layer(page: Any) -> bool:
    """Whether all of the page's own text is unseen: laid under a scan by a recognition before."""
    seen = False
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
            seen = True
    return seen
