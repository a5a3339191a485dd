"""Reads an image of a page whichever way it lies; boxes come back in its own pixels.

A page is first read level and otherwise untouched: on a slant of three degrees Tesseract
loses whole pages, and anything more done to a good picture costs letters. Only a poor
reading is tried again, turned by quarters or without grain; the best reading is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from ..lines import Line, Word
from .image import Turn, denoised, grey, inkiest, is_blank, missed_ink, scaled, skew_of, turned
from .tesseract import Reading, Segmentation, read

_GOOD = 0.88
"""A mean confidence that needs no second look."""
_SOME = 0.60
_SURE = 0.70
"""A reading this confident is upright."""
_FEW = 8
_MOST_MISSED = 0.12
"""Share of the ink outside every word: pictures, or lines passed over."""
_MUCH = 150
"""With this many characters well read, missed ink is likely a picture."""
_PROBE_DPI = 150
_PIECE_INCHES = 3.2


@dataclass(frozen=True, slots=True)
class Recognised:
    lines: list[Line]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Attempt:
    reading: Reading
    turn: Turn
    missed: float

    @property
    def is_good(self) -> bool:
        reading = self.reading
        enough = reading.characters >= _FEW and self.missed <= _MOST_MISSED
        return enough and reading.confidence >= _GOOD

    @property
    def is_likely_whole(self) -> bool:
        return (
            self.reading.confidence >= _GOOD
            and self.reading.characters >= _MUCH
            and (self.missed <= 4 * _MOST_MISSED)
        )


def recognise(
    image: Image.Image, languages: tuple[str, ...], dpi: float, *, thorough: bool = True
) -> Recognised:
    """``dpi`` of the image as given; an image without ink gives no lines.

    Unless ``thorough``, an image whose first reading shows no words is left at that.
    """
    image = grey(image)
    if is_blank(image):
        return Recognised([], 0.0)
    best = _read(image, 0, languages, dpi, degrees=skew_of(image))
    if not best.is_good and (thorough or best.reading.confidence >= _SOME):
        for attempt in _attempts(image, best, languages, dpi):
            if attempt.reading.merit > 1.03 * best.reading.merit:
                best = attempt
            if best.is_good or best.is_likely_whole:
                break
    lines = [_back(line, best.turn) for line in best.reading.lines]
    return Recognised(lines, best.reading.confidence)


def _attempts(
    image: Image.Image, first: _Attempt, languages: tuple[str, ...], dpi: float
) -> Iterator[_Attempt]:
    """Other ways to read the page, the likeliest first; made one by one as they are asked for."""
    quarters, degrees = 0, first.turn.degrees
    if first.reading.confidence < _SURE or first.reading.characters < _FEW:
        quarters = _likely_quarters(denoised(image), languages, dpi)
        if quarters:
            degrees = skew_of(turned(image, quarters, 0.0))
            yield _read(image, quarters, languages, dpi, degrees=degrees)
    smooth = denoised(image)  # grain can hide a page from layout analysis
    yield _read(smooth, quarters, languages, dpi, degrees=degrees)
    if degrees:
        yield _read(image, quarters, languages, dpi)
    yield _read(smooth, quarters, languages, dpi, degrees=degrees, one_block=True)


def _read(
    image: Image.Image,
    quarters: int,
    languages: tuple[str, ...],
    dpi: float,
    *,
    degrees: float = 0.0,
    one_block: bool = False,
) -> _Attempt:
    prepared, factor = scaled(turned(image, quarters, degrees), dpi)
    segmentation = Segmentation.BLOCK if one_block else Segmentation.AUTO
    reading = read(prepared, languages, round(dpi * factor), segmentation)
    boxes = [word.box for line in reading.lines for word in line.words]
    turn = Turn(image.width, image.height, quarters, degrees, factor)
    return _Attempt(reading, turn, missed_ink(prepared, boxes))


def _likely_quarters(image: Image.Image, languages: tuple[str, ...], dpi: float) -> int:
    """Which quarter turn reads best, tried on a small piece; 0 when none is better."""
    piece = _piece(image, dpi)
    factor = min(1.0, _PROBE_DPI / dpi)
    size = (max(1, round(piece.width * factor)), max(1, round(piece.height * factor)))
    small = piece.resize(size)
    merits = {
        quarters: _read(small, quarters, languages, dpi * factor).reading.merit
        for quarters in (0, 1, 2, 3)
    }
    best = max(merits, key=lambda quarters: merits[quarters])
    return best if merits[best] > 1.2 * merits[0] else 0


def _piece(image: Image.Image, dpi: float) -> Image.Image:
    """The part of the page with the most ink, a few inches wide and high."""
    side = round(_PIECE_INCHES * dpi)
    if image.width <= 1.5 * side and image.height <= 1.5 * side:
        return image
    left, top = inkiest(image, side)
    return image.crop((left, top, min(left + side, image.width), min(top + side, image.height)))


def _back(line: Line, turn: Turn) -> Line:
    words = [Word(word.text, turn.back(word.box), word.confidence) for word in line.words]
    return Line.of(words, line.size / turn.factor, new_paragraph=line.new_paragraph)
