"""Reads PDF page by page; a page that fails says so and the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pypdfium2 as pdfium_module
import pypdfium2.raw as raw_module

from ...errors import EngineError
from ..clean import one_line
from ..layout import paragraphs_of
from ..lines import PageText, Paragraph, assemble
from ..model import CharBoxes, DocumentInfo, Outcome, ReadPage, ReadRequest, Unit, View
from ..page_ends import joined
from ..quality import GOOD, lost_letters, quality
from .filled import load_shown
from .placement import Placement
from .scan import image_share, is_hidden_layer, recognise_page
from .text_layer import read_lines
from .tree import check_page_tree, is_encrypted, names_no_pages
from .turned import turn_back

pdfium: Any = pdfium_module
raw: Any = raw_module

_SURE, _NEARLY = 0.7, 0.7
_AGREEING = 0.2
_LITTLE_TEXT = 80
"""With fewer letters than this over a picture, the picture may hold the page's text."""


class PdfReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        check_page_tree(request.path)
        document = open_pdf(request)
        count = len(document)
        if count == 0:
            raise EngineError("no-pages", "the PDF has no pages")
        if count > request.limits.max_pages:
            raise EngineError(
                "too-many-pages", "more pages than the limit",
                pages=count, limit=request.limits.max_pages,
            )  # fmt: skip
        info = DocumentInfo("pdf", View.PDF, Unit.PAGE, count, title=_title(document))
        return info, joined(_pages(document, request))


def open_pdf(request: ReadRequest) -> Any:
    """Raises ``password-required`` (``wrong``: one was given), ``protected-document``,
    ``no-pages`` or ``corrupt-file``."""
    try:
        return pdfium.PdfDocument(str(request.path), password=request.password)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD and is_encrypted(request.path):
            wrong = request.password is not None
            raise EngineError(
                "password-required", "the PDF needs a password", wrong=wrong
            ) from error
        if code == raw.FPDF_ERR_SECURITY and is_encrypted(request.path):
            raise EngineError("protected-document", "unknown protection") from error
        if names_no_pages(request.path):
            raise EngineError("no-pages", "the PDF has no pages") from error
        raise EngineError("corrupt-file", f"not a readable PDF: {error}") from error


def _title(document: Any) -> str | None:
    title = one_line(str(document.get_metadata_value("Title") or ""))
    return title or None


def _pages(document: Any, request: ReadRequest) -> Iterator[ReadPage]:
    try:
        for number in range(1, len(document) + 1):
            if request.only_pages is None or number in request.only_pages:
                yield _page(document, number, request)
    finally:
        document.close()


def _page(document: Any, number: int, request: ReadRequest) -> ReadPage:
    shown = load_shown(document, number)
    if shown is None:
        return ReadPage(
            number, "", Outcome.FAILED, reason_code="corrupt-file", reason="damaged page"
        )
    handle = shown.page
    try:
        placement = Placement(handle)
        notes = shown.notes(placement)
        lines, characters, quarters = read_lines(handle, placement)
        paragraphs = paragraphs_of(lines)
        turn_back(paragraphs, quarters, placement)
        layer = assemble(paragraphs)
        grade = quality(characters)
        if request.ocr and _needs_recognition(handle, layer, grade):
            page = _recognised(handle, number, placement, layer, grade, request)
            if page is not None:
                return _with_notes(page, notes)
        return _with_notes(_result(number, layer, placement, grade, Outcome.TEXT), notes)
    finally:
        raw.FPDF_ClosePage(handle)


def _with_notes(page: ReadPage, notes: list[Paragraph]) -> ReadPage:
    """The page with its readers' comments below; a failed one stays failed."""
    if not notes or page.outcome is Outcome.FAILED:
        return page
    added = assemble(notes)
    start = len(page.text) + 1 if page.text else 0
    blocks = [replace(b, start=b.start + start, end=b.end + start) for b in added.blocks]
    spans = [*page.chars.spans, *((first + start, end + start) for first, end in added.chars.spans)]
    boxes = [*page.chars.boxes, *added.chars.boxes]
    return replace(
        page,
        text=f"{page.text}\n{added.text}" if start else added.text,
        outcome=Outcome.TEXT if page.outcome is Outcome.EMPTY else page.outcome,
        blocks=(*page.blocks, *blocks),
        chars=CharBoxes.of(spans, boxes),
    )


def _needs_recognition(handle: Any, layer: PageText, grade: float | None) -> bool:
    if grade is not None and grade < GOOD:
        return True
    if lost_letters(layer.text) and is_hidden_layer(handle):
        return True
    letters = sum(1 for _ in islice(filter(str.isalnum, layer.text), _LITTLE_TEXT))
    return letters < _LITTLE_TEXT and (not letters or image_share(handle) > 0.4)


def _recognised(
    handle: Any,
    number: int,
    placement: Placement,
    layer: PageText,
    grade: float | None,
    request: ReadRequest,
) -> ReadPage | None:
    """The page read from its picture, where that says more than its text layer.

    A broken layer is kept only where its words stand on the page: what cannot be read is said.
    """
    found = recognise_page(handle, placement, request.ocr_languages)
    text = assemble(paragraphs_of(found.lines))
    broken = grade is not None and grade < GOOD
    if not broken:
        more = text.text.strip() and len(text.text) > len(layer.text)
        if lost_letters(layer.text) and not lost_letters(text.text):
            more = len(text.text) > _NEARLY * len(layer.text) and found.confidence >= _SURE
        return _ocr(number, text, placement, grade, found.confidence) if more else None
    if (quality(text.text) or 0.0) > (grade or 0.0):
        return _ocr(number, text, placement, grade, found.confidence)
    if _agrees(layer.text, text.text):
        return None
    if found.confidence >= _SURE:
        return _ocr(number, text, placement, grade, found.confidence)
    return replace(
        _result(number, PageText(), placement, grade, Outcome.EMPTY),
        outcome=Outcome.FAILED,
        reason_code="no-text",
        reason="the text layer is broken and nothing could be recognised",
    )


def _agrees(layer: str, seen: str) -> bool:
    """Whether a fair part of the layer's words, short ones aside, is also seen on the page."""
    words = {word for word in layer.split() if len(word) > 3}
    return len(words & set(seen.split())) >= _AGREEING * max(len(words), 1)


def _ocr(
    number: int, text: PageText, placement: Placement, grade: float | None, confidence: float
) -> ReadPage:
    return _result(number, text, placement, grade, Outcome.OCR, confidence)


def _result(
    number: int,
    text: PageText,
    placement: Placement,
    grade: float | None,
    outcome: Outcome,
    confidence: float | None = None,
) -> ReadPage:
    return ReadPage(
        number,
        text.text,
        outcome if text.text.strip() else Outcome.EMPTY,
        confidence=None if confidence is None else round(confidence, 4),
        quality=None if grade is None else round(grade, 4),
        width=placement.width,
        height=placement.height,
        blocks=text.blocks,
        tables=text.tables,
        chars=text.chars,
    )
