"""Recognition measured on made Croatian pages, beside plain Tesseract with the same data.

    python -m sova_engine.evaluation.recognition --pages 40

Prints the character error rate of both and how well word boxes lie; ends with 1 when
ours is worse than plain Tesseract or boxes overlap the true ones by less than 0.6.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

import numpy as np
import tesserocr as tesserocr_module
from PIL import Image

from ..reading.layout import paragraphs_of
from ..reading.lines import assemble
from ..reading.model import Box
from ..reading.ocr import recognise
from ..reading.ocr.tesseract import data_folder
from .made_pages import MadePage, NoFonts, make_pages

tesserocr: Any = tesserocr_module

_LANGUAGES = ("hrv", "eng")
_LEAST_OVERLAP = 0.6


def plain_tesseract(image: Image.Image, dpi: int) -> str:
    """Tesseract as it comes: automatic page segmentation, nothing done to the image."""
    languages = "+".join(_LANGUAGES)
    with tesserocr.PyTessBaseAPI(
        path=f"{data_folder()}/", lang=languages, psm=tesserocr.PSM.AUTO
    ) as api:
        api.SetImage(image)
        api.SetSourceResolution(dpi)
        return str(api.GetUTF8Text())


def error_rate(read: str, true: str) -> float:
    """Edits a character of the true text, white space made single."""
    read, true = " ".join(read.split()), " ".join(true.split())
    return _distance(read, true) / max(len(true), 1)


def _distance(one: str, other: str) -> int:
    letters = np.array([ord(char) for char in other], dtype=np.int64)
    places = np.arange(len(other) + 1)
    row = places.copy()
    for count, char in enumerate(one, start=1):
        changed = row[:-1] + (letters != ord(char))
        best = np.concatenate(([count], np.minimum(row[1:] + 1, changed)))
        row = np.minimum.accumulate(best - places) + places
    return int(row[-1])


def overlap(found: list[Box], true: list[Box]) -> float:
    """Mean over true boxes of the best intersection over union."""
    if not true:
        return 0.0
    return sum(max((_shared(box, near) for near in found), default=0.0) for box in true) / len(true)


def _shared(one: Box, other: Box) -> float:
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    return both / (one[2] * one[3] + other[2] * other[3] - both)


def measure(page: MadePage) -> tuple[float, float, float]:
    """(our error rate, plain Tesseract's, overlap of word boxes)."""
    found = recognise(page.image, _LANGUAGES, page.dpi)
    ours = assemble(paragraphs_of(found.lines))
    boxes = [word.box for line in found.lines for word in line.words]
    plain = plain_tesseract(page.image, page.dpi)
    return (
        error_rate(ours.text, page.text),
        error_rate(plain, page.text),
        overlap(boxes, [box for _, box in page.words]),
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=12)
    given = parser.parse_args(arguments)
    try:
        pages = make_pages(given.pages, given.seed)
    except NoFonts as error:
        print(error, file=sys.stderr)
        return 2
    results = [(page, *measure(page)) for page in pages]
    print(f"{'page':<62}{'ours':>8}{'plain':>8}{'boxes':>8}")
    for page, ours, plain, boxes in results:
        print(f"{page.name:<62}{ours:8.2%}{plain:8.2%}{boxes:8.2f}")
    ours, plain, boxes = (
        float(mean) for mean in np.mean([result[1:] for result in results], axis=0)
    )
    print(f"{'mean of ' + str(len(results)):<62}{ours:8.2%}{plain:8.2%}{boxes:8.2f}")
    return 0 if ours <= plain and boxes >= _LEAST_OVERLAP else 1


if __name__ == "__main__":
    sys.exit(main())
