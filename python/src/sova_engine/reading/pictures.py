"""Images (also many-framed TIFF): each frame a page, read by recognition."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps

from ..errors import EngineError
from .layout import paragraphs_of
from .lines import assemble
from .model import DocumentInfo, Outcome, ReadPage, ReadRequest, Unit, View
from .page_ends import joined
from .resolution import dpi_of

_MOST_PIXELS = 200_000_000
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")


class PictureReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        image = open_image(request)
        frames = int(getattr(image, "n_frames", 1))
        if image.format in ("GIF", "WEBP", "PNG"):
            frames = 1  # an animation, not pages
        if frames > request.limits.max_pages:
            raise EngineError(
                "too-many-pages", "more pages than the limit",
                pages=frames, limit=request.limits.max_pages,
            )  # fmt: skip
        info = DocumentInfo((image.format or "image").lower(), View.IMAGE, Unit.PAGE, frames)
        return info, joined(_pages(image, frames, request))


def open_image(request: ReadRequest) -> Image.Image:
    """Raises ``corrupt-file``, ``unpacked-too-large``."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit below
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(request.path, formats=_FORMATS)
    except (OSError, ValueError, SyntaxError) as error:
        raise EngineError("corrupt-file", f"not a readable image: {error}") from error
    if image.width * image.height > min(_MOST_PIXELS, request.limits.unpacked_bytes // 4):
        raise EngineError("unpacked-too-large", "an image of too many points")
    return image


def frame(image: Image.Image, number: int) -> Image.Image:
    """Frame ``number`` (from 1) the way it is meant to be seen."""
    image.seek(number - 1)
    return ImageOps.exif_transpose(image.copy())


def _pages(image: Image.Image, frames: int, request: ReadRequest) -> Iterator[ReadPage]:
    for number in range(1, frames + 1):
        if request.only_pages is None or number in request.only_pages:
            yield _page(image, number, request)


def _page(image: Image.Image, number: int, request: ReadRequest) -> ReadPage:
    try:
        shown = frame(image, number)
        shown.load()
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        return ReadPage(
            number, "", Outcome.FAILED, reason_code="corrupt-file", reason=str(error)[:200]
        )
    size = (float(shown.width), float(shown.height))
    if not request.ocr:
        return ReadPage(number, "", Outcome.EMPTY, width=size[0], height=size[1])
    from .ocr import recognise

    found = recognise(shown, request.ocr_languages, dpi_of(shown))
    text = assemble(paragraphs_of(found.lines))
    return ReadPage(
        number,
        text.text,
        Outcome.OCR if text.text.strip() else Outcome.EMPTY,
        confidence=round(found.confidence, 4) if text.text.strip() else None,
        width=size[0],
        height=size[1],
        blocks=text.blocks,
        tables=text.tables,
        chars=text.chars,
    )
