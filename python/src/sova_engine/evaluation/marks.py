"""Marks measured: is the text under a passage's boxes the passage, letter by letter?

    python -m sova_engine.evaluation.marks --dir ../shared/files --passages 200

For passages drawn at random over real PDFs the page is asked anew which characters lie
under the boxes; ends with 1 when less than 99 % of the passages' characters are there.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2.raw as raw_module

from ..chunking import Passage, cut
from ..errors import EngineError
from ..reading import Outcome, ReadPage, ReadRequest, View, open_document
from ..reading.clean import clean
from ..reading.model import Box
from ..reading.pdf.placement import Placement

raw: Any = raw_module

_ENOUGH = 0.99
_MOST_PAGES = 40
"""Of one document: so that a long one does not make up the whole draw."""


@dataclass(frozen=True, slots=True)
class Drawn:
    path: Path
    page: ReadPage
    passage: Passage


def boxes_of(page: ReadPage, start: int, end: int) -> list[Box]:
    """Boxes of the words of a span, as the viewer marks them."""
    return [
        box
        for span, box in zip(page.chars.spans, page.chars.boxes, strict=True)
        if span[0] < end and span[1] > start
    ]


def characters_under(path: Path, page: int, boxes: list[Box]) -> Counter[str]:
    """Characters whose middle lies in one of the boxes, read anew from the file."""
    document = raw.FPDF_LoadDocument(str(path).encode(), None)
    handle = raw.FPDF_LoadPage(document, page - 1)
    text = raw.FPDFText_LoadPage(handle)
    placement = Placement(handle)
    found: Counter[str] = Counter()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        sides = [ctypes.c_double() for _ in range(4)]
        if not raw.FPDFText_GetCharBox(text, index, *(ctypes.byref(side) for side in sides)):
            continue
        left, right, bottom, top = (side.value for side in sides)
        x0, y0, x1, y1 = placement.sides(np.array((left, bottom, right, top))).tolist()
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if any(_inside(middle, box) for box in boxes):
            found.update(_letters("-" if code in (2, 0xFFFE) else chr(code)))
    raw.FPDFText_ClosePage(text)
    raw.FPDF_ClosePage(handle)
    raw.FPDF_CloseDocument(document)
    return found


def _inside(point: tuple[float, float], box: Box) -> bool:
    return (
        box[0] - 0.5 <= point[0] <= box[0] + box[2] + 0.5
        and box[1] - 0.5 <= point[1] <= box[1] + box[3] + 0.5
    )


def _letters(text: str) -> list[str]:
    return [char for char in clean(text) if not char.isspace()]


def agreement(drawn: Drawn) -> float:
    """Shared characters of passage and marked area over the larger of both, 0..1."""
    passage = Counter(_letters(drawn.passage.text))
    boxes = boxes_of(drawn.page, drawn.passage.start, drawn.passage.end)
    marked = characters_under(drawn.path, drawn.page.number, boxes)
    largest = max(passage.total(), marked.total())
    return (passage & marked).total() / largest if largest else 1.0


def draw(folder: Path, count: int, seed: int) -> list[Drawn]:
    """Passages of pages with a text layer, over every PDF that opens."""
    chance = random.Random(seed)
    all_passages: list[Drawn] = []
    for path in sorted(folder.rglob("*.pdf")):
        try:
            info, pages = open_document(ReadRequest(path, path.name, ocr=False))
            for page in pages:
                if page.number > _MOST_PAGES or info.view is not View.PDF:
                    break
                if page.outcome is Outcome.TEXT:
                    passages = cut(page, headings_before=(), count_tokens=_tokens)
                    all_passages += [Drawn(path, page, passage) for passage in passages]
        except EngineError:
            continue
    return chance.sample(all_passages, min(count, len(all_passages)))


def _tokens(text: str) -> int:
    return len(text) // 4 + 1


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, default=Path("../shared/files"))
    parser.add_argument("--passages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(arguments)
    drawn = draw(given.dir, given.passages, given.seed)
    scores = [(agreement(one), one) for one in drawn]
    for score, one in sorted(scores, key=lambda pair: pair[0])[:10]:
        print(f"{score:7.2%} {one.path.name} p. {one.page.number} {one.passage.text[:60]!r}")
    mean = sum(score for score, _ in scores) / max(len(scores), 1)
    whole = sum(score >= _ENOUGH for score, _ in scores)
    print(f"{len(scores)} passages: {mean:.2%} of characters, {whole} with at least {_ENOUGH:.0%}")
    return 0 if scores and mean >= _ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
