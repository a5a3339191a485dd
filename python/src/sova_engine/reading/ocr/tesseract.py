"""Tesseract as a library, kept warm for each set of languages in this process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import tesserocr as tesserocr_module
from PIL import Image

from ...errors import EngineError
from ..clean import clean
from ..lines import Line, Word

tesserocr: Any = tesserocr_module


def data_folder() -> Path:
    """Where ``hrv.traineddata`` and ``eng.traineddata`` are."""
    named = os.environ.get("SOVA_TESSDATA")
    if named:
        return Path(named)
    resources = os.environ.get("SOVA_RESOURCES")
    root = Path(resources) if resources else Path(__file__).parents[5] / "resources"
    return root / "tessdata"


@lru_cache(maxsize=4)
def _api(languages: str) -> Any:
    folder = data_folder()
    missing = [
        name for name in languages.split("+") if not (folder / f"{name}.traineddata").exists()
    ]
    if missing:
        raise EngineError(
            "internal", f"no recognition data in {folder}: {', '.join(missing)}", permanent=False
        )
    return tesserocr.PyTessBaseAPI(path=f"{folder}/", lang=languages, psm=tesserocr.PSM.AUTO)


class Segmentation(IntEnum):
    """How the page is divided before it is read; Tesseract's own numbers."""

    AUTO = 3
    BLOCK = 6


@dataclass(frozen=True, slots=True)
class Reading:
    lines: list[Line]
    confidence: float
    """Mean over characters, 0..1; 0 without words."""
    characters: int

    @property
    def merit(self) -> float:
        """Which of two readings of one image is the better."""
        return self.confidence**2 * self.characters


def read(
    image: Image.Image,
    languages: tuple[str, ...],
    dpi: int,
    segmentation: Segmentation = Segmentation.AUTO,
) -> Reading:
    """Read an upright image; boxes are its pixels."""
    api = _api("+".join(languages))
    api.SetPageSegMode(int(segmentation))
    api.SetImage(image)
    api.SetSourceResolution(dpi)
    try:
        api.Recognize()
        lines = _lines(api)
    finally:
        api.Clear()
    weighed = [(word.confidence or 0.0, len(word.text)) for line in lines for word in line.words]
    characters = sum(length for _, length in weighed)
    confidence = (
        sum(value * length for value, length in weighed) / characters if characters else 0.0
    )
    return Reading(lines, confidence, characters)


def _lines(api: Any) -> list[Line]:
    iterator = api.GetIterator()
    if iterator is None:
        return []
    level = tesserocr.RIL
    lines: list[Line] = []
    words: list[Word] = []
    new_paragraph = True
    for item in tesserocr.iterate_level(iterator, level.WORD):
        if item.IsAtBeginningOf(level.TEXTLINE):
            _close(lines, words, new_paragraph)
            words = []
            new_paragraph = item.IsAtBeginningOf(level.PARA)
        word = _word(item, level.WORD)
        if word is not None:
            words.append(word)
    _close(lines, words, new_paragraph)
    return lines


def _close(lines: list[Line], words: list[Word], new_paragraph: bool) -> None:
    if words:
        heights = sorted(word.box[3] for word in words)
        size = heights[len(heights) // 2]
        lines.append(Line.of(words, size, new_paragraph=new_paragraph or not lines))


def _word(item: Any, level: int) -> Word | None:
    try:
        text = clean(item.GetUTF8Text(level) or "").strip()
    except RuntimeError:  # an empty word
        return None
    box = item.BoundingBox(level)
    if not text or box is None:
        return None
    left, top, right, bottom = box
    return Word(
        text,
        (float(left), float(top), float(right - left), float(bottom - top)),
        confidence=max(0.0, min(1.0, item.Confidence(level) / 100)),
    )
