"""What is done to a page's image before it is read, and how boxes find their way back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from ..model import Box

WANTED_DPI = 300
_COARSE_DPI = 140
_MOST_PIXELS = 26_000_000
_SKEW_LIMIT = 7.0
_SKEW_WORTH = 0.25
_BLANK_SPREAD = 6.0


def grey(image: Image.Image) -> Image.Image:
    """Eight-bit grey on white, whatever the mode."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        image = Image.alpha_composite(white, layered)
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float64)
        low, high = float(values.min()), float(values.max())
        scaled = (values - low) * (255 / (high - low)) if high > low else values * 0 + 255
        return Image.fromarray(scaled.astype(np.uint8))
    return image.convert("L")


def is_blank(image: Image.Image) -> bool:
    """No ink: even the darkest parts are close to the paper."""
    small = np.asarray(image.resize((min(image.width, 400), min(image.height, 560))), np.float32)
    return float(small.std()) < _BLANK_SPREAD and float(np.ptp(small)) < 60


def scaled(image: Image.Image, dpi: float) -> tuple[Image.Image, float]:
    """(image within bounds and not too coarse for small print, factor)."""
    factor = WANTED_DPI / dpi if dpi < _COARSE_DPI else 1.0
    pixels = image.width * image.height * factor * factor
    if pixels > _MOST_PIXELS:
        factor *= math.sqrt(_MOST_PIXELS / pixels)
    if abs(factor - 1) < 0.02:
        return image, 1.0
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.LANCZOS), factor


def denoised(image: Image.Image) -> Image.Image:
    """Without grain and specks, which can hide a whole page from layout analysis."""
    return image.filter(ImageFilter.MedianFilter(3))


def missed_ink(image: Image.Image, boxes: list[Box]) -> float:
    """Share of the ink that lies outside every box, 0..1."""
    factor = min(1.0, 1_000 / max(image.size))
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    ink = _ink(image.resize(size, Image.Resampling.BOX))
    total = float(ink.sum())
    if total < 20:
        return 0.0
    for x, y, width, height in boxes:
        around = 0.25 * height
        left, top = round((x - around) * factor), round((y - around) * factor)
        right, bottom = round((x + width + around) * factor), round((y + height + around) * factor)
        ink[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = 0
    return float(ink.sum()) / total


def inkiest(image: Image.Image, side: int) -> tuple[int, int]:
    """Left and top of the square with the most ink, on a grid of half its side."""
    factor = min(1.0, 600 / max(image.size))
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    ink = _ink(image.resize(size, Image.Resampling.BOX))
    window, step = max(1, round(side * factor)), max(1, round(side * factor / 2))
    places = [
        (float(ink[top : top + window, left : left + window].sum()), left, top)
        for top in range(0, max(1, ink.shape[0] - window + step), step)
        for left in range(0, max(1, ink.shape[1] - window + step), step)
    ]
    _, left, top = max(places)
    return (
        max(0, min(round(left / factor), image.width - side)),
        max(0, min(round(top / factor), image.height - side)),
    )


def _ink(small: Image.Image) -> NDArray[np.float32]:
    """1 where it is clearly darker than the paper."""
    pixels = np.asarray(small, np.float32)
    mean, spread = float(pixels.mean()), float(pixels.std())
    return (pixels < min(200.0, mean - max(0.5 * spread, 12.0))).astype(np.float32)


def skew_of(image: Image.Image) -> float:
    """Degrees to turn the image (counter-clockwise) so that its lines lie level.

    The slope along which the ink is the most uneven: lines against gaps.
    """
    small = image.copy()
    small.thumbnail((900, 900), Image.Resampling.BOX)
    ink = _ink(small)
    if ink.mean() < 0.002:
        return 0.0
    best = max(np.arange(-_SKEW_LIMIT, _SKEW_LIMIT + 0.1, 1.0), key=lambda a: _evenness(ink, a))
    for step in (0.25, 0.05):
        around = np.arange(best - 4 * step, best + 4.5 * step, step)
        best = max(around, key=lambda a: _evenness(ink, a))
    level, turned = _evenness(ink, 0.0), _evenness(ink, float(best))
    worth = abs(best) >= _SKEW_WORTH and abs(best) < _SKEW_LIMIT and turned > 1.03 * level
    return -float(best) if worth else 0.0


def _evenness(ink: NDArray[np.float32], degrees: float) -> float:
    slope = math.tan(math.radians(degrees))
    rows, columns = np.nonzero(ink)
    levels = np.round(rows + columns * slope).astype(np.int64)
    counts = np.bincount(levels - levels.min(), minlength=ink.shape[0]).astype(np.float64)
    steps = np.diff(counts)
    return float((steps * steps).sum())


@dataclass(frozen=True, slots=True)
class Turn:
    """An image as given, turned by quarters and a few degrees more and scaled for reading."""

    width: int
    height: int
    quarters: int
    """Quarter turns counter-clockwise."""
    degrees: float
    factor: float

    def back(self, box: Box) -> Box:
        """A box of the turned image in pixels of the image as given."""
        width, height = (
            (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        )
        wide, high = width * self.factor, height * self.factor
        x, y, w, h = box
        corners = [(x, y), (x + w, y), (x, y + h), (x + w, y + h)]
        if self.degrees:
            angle = math.radians(self.degrees)
            cos, sin = math.cos(angle), math.sin(angle)
            cx, cy = wide / 2, high / 2
            # Only the word's middle line is turned back, or boxes would swell with the angle.
            mx, my = x + w / 2, y + h / 2
            mx, my = (
                cx + (mx - cx) * cos - (my - cy) * sin,
                cy + (mx - cx) * sin + (my - cy) * cos,
            )
            rise = abs(w * sin)
            corners = [
                (mx - w * cos / 2, my - (h + rise) / 2),
                (mx + w * cos / 2, my + (h + rise) / 2),
            ]
        points = [self._quarter_back(px / self.factor, py / self.factor) for px, py in corners]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

    def _quarter_back(self, x: float, y: float) -> tuple[float, float]:
        match self.quarters % 4:
            case 1:
                return self.width - y, x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return y, self.height - x
            case _:
                return x, y


def turned(image: Image.Image, quarters: int, degrees: float) -> Image.Image:
    if quarters % 4:
        image = image.transpose(
            {
                1: Image.Transpose.ROTATE_90,
                2: Image.Transpose.ROTATE_180,
                3: Image.Transpose.ROTATE_270,
            }[quarters % 4]
        )
    if degrees:
        image = image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=_paper(image))
    return image


def _paper(image: Image.Image) -> int:
    return int(np.percentile(np.asarray(image.resize((64, 64))), 90))
