"""Pictures inside flowing documents: those that carry text are read where they stand.

What is read from a picture is a section of its own (on a slide: a note of the slide), with
the outcome of recognition, so that a citation says where the words come from. Small,
repeated and wordless pictures are passed over.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from PIL import Image

from ..errors import EngineError
from .clean import one_line
from .layout import paragraphs_of
from .lines import PageText, assemble
from .model import BlockKind, ReadRequest
from .pieces import Piece
from .resolution import dpi_of

Fetch = Callable[[str], bytes | None]
"""A picture's bytes by what the document calls it."""

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")
_LEAST_WIDTH, _LEAST_HEIGHT = 120, 30
_MOST_PIXELS = 100_000_000
_LONGEST_SIDE = 3_500
_MOST_PICTURES = 300
_LEAST_LETTERS = 12
_LEAST_CONFIDENCE = 0.6
_TIME_SHARE = 0.5
"""Of a page's time: so long may pictures be looked at without a page coming out."""
_LABEL = 80


def with_pictures(
    pieces: Iterable[Piece], request: ReadRequest, fetch: Fetch, *, own_pages: bool = True
) -> Iterator[Piece]:
    """The same pieces, each picture replaced by what is written on it."""
    seen = _Seen(request, fetch)
    resumed = False
    for piece in pieces:
        if piece.picture is None:
            if piece.page_break:
                seen.began = time.monotonic()
            yield replace(piece, page_break=True) if resumed and not piece.page_break else piece
            resumed = False
            continue
        read = seen.read(piece.picture) if request.ocr else []
        if read and own_pages:
            name = one_line(PurePosixPath(piece.text or piece.picture[:_LABEL]).name)[:_LABEL]
            read[0] = replace(read[0], page_break=True, label=name or None)
            seen.began, resumed = time.monotonic(), True
        yield from read if own_pages else _notes(read)


def _notes(read: list[Piece]) -> Iterator[Piece]:
    for piece in read:
        if piece.failure is None:
            yield piece if piece.rows else replace(piece, kind=BlockKind.NOTE)


@dataclass
class _Seen:
    request: ReadRequest
    fetch: Fetch
    names: set[str] = field(default_factory=set[str])
    began: float = field(default_factory=time.monotonic)

    def read(self, name: str) -> list[Piece]:
        """Nothing for a picture without words or one met before."""
        if name in self.names or len(self.names) >= _MOST_PICTURES:
            return []
        self.names.add(name)
        data = self.fetch(name)
        image = _opened(data) if data else None
        if image is None:
            return []
        if time.monotonic() - self.began > _TIME_SHARE * self.request.limits.seconds_per_page:
            return [Piece(BlockKind.PARAGRAPH, failure=("reader-timeout", "too many pictures"))]
        return _recognised(image, self.request)


def _opened(data: bytes) -> Image.Image | None:
    """None for what is too small to say anything, or is no picture of points."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            small = image.width < _LEAST_WIDTH or image.height < _LEAST_HEIGHT
            if small or image.width * image.height > _MOST_PIXELS:
                return None
            image.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    return image


def _recognised(image: Image.Image, request: ReadRequest) -> list[Piece]:
    from .ocr import recognise

    dpi = dpi_of(image)
    longest = max(image.size)
    if longest > _LONGEST_SIDE:
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        dpi *= _LONGEST_SIDE / longest
    try:
        found = recognise(image, request.ocr_languages, dpi, thorough=False)
    except EngineError:
        raise
    except (RuntimeError, ValueError):  # a mode or size the library cannot take
        return []
    text = assemble(paragraphs_of(found.lines))
    letters = sum(map(str.isalnum, text.text))
    if letters < _LEAST_LETTERS or found.confidence < _LEAST_CONFIDENCE:
        return []
    return list(_pieces(text, found.confidence))


def _pieces(text: PageText, confidence: float) -> Iterator[Piece]:
    tables = set[int]()
    for block in text.blocks:
        if block.table < 0:
            shown = text.text[block.start : block.end]
            yield Piece(BlockKind.PARAGRAPH, shown, confidence=confidence)
        elif block.table not in tables:
            tables.add(block.table)
            rows = tuple(row.cells for row in text.tables[block.table].rows)
            yield Piece(BlockKind.TABLE_ROW, rows=rows, confidence=confidence)
