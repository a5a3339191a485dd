"""Reads an image of a page whichever way it lies; boxes come back in its own pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from ..lines import Line, Word
from .image import Turn, denoised, grey, is_blank, scaled, skew_of, turned
from .tesseract import Reading, read

_SURE = 0.70
"""A reading this confident is upright."""
_FEW = 8
_PROBE_PIXELS = 1_600


@dataclass(frozen=True, slots=True)
class Recognised:
    lines: list[Line]
    confidence: float


def recognise(image: Image.Image, languages: tuple[str, ...], dpi: float) -> Recognised:
    """``dpi`` of the image as given; an image without ink gives no lines."""
    image = grey(image)
    if is_blank(image):
        return Recognised([], 0.0)
    best, turn = _read(image, 0, languages, dpi)
    if best.confidence < _SURE or best.characters < _FEW:
        quarters = _likely_quarters(image, languages, dpi)
        if quarters:
            other, other_turn = _read(image, quarters, languages, dpi)
            if other.merit > best.merit:
                best, turn = other, other_turn
    return Recognised([_back(line, turn) for line in best.lines], best.confidence)


def _read(
    image: Image.Image, quarters: int, languages: tuple[str, ...], dpi: float
) -> tuple[Reading, Turn]:
    upright = turned(image, quarters, 0.0)
    prepared, factor = scaled(denoised(upright), dpi)
    degrees = skew_of(prepared)
    reading = read(turned(prepared, 0, degrees), languages, round(dpi * factor))
    return reading, Turn(image.width, image.height, quarters, degrees, factor)


def _likely_quarters(image: Image.Image, languages: tuple[str, ...], dpi: float) -> int:
    """Which quarter turn reads best, tried on a part of the page; 0 when none is better."""
    part = image
    if max(image.size) > _PROBE_PIXELS and dpi >= 200:
        factor = 150 / dpi
        part = image.resize((round(image.width * factor), round(image.height * factor)))
        dpi = 150
    merits = {quarters: _read(part, quarters, languages, dpi)[0].merit for quarters in (0, 1, 2, 3)}
    best = max(merits, key=lambda quarters: merits[quarters])
    return best if merits[best] > 1.2 * merits[0] else 0


def _back(line: Line, turn: Turn) -> Line:
    words = [Word(word.text, turn.back(word.box), word.confidence) for word in line.words]
    return Line(words, size=line.size / turn.factor, new_paragraph=line.new_paragraph)
