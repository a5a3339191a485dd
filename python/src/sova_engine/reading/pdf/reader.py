"""Reads PDF page by page; a page that fails says so and the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium_module
import pypdfium2.raw as raw_module

from ...errors import EngineError
from ..clean import one_line
from ..lines import assemble, group
from ..model import DocumentInfo, Outcome, ReadPage, ReadRequest, Unit, View
from .text_layer import Placement, read_lines

pdfium: Any = pdfium_module
raw: Any = raw_module


class PdfReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
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
        return info, _pages(document, request)


def open_pdf(request: ReadRequest) -> Any:
    """Raises ``password-required``, ``protected-document`` or ``corrupt-file``."""
    try:
        return pdfium.PdfDocument(str(request.path), password=request.password)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise EngineError("password-required", "the PDF needs a password") from error
        if code == raw.FPDF_ERR_SECURITY:
            raise EngineError("protected-document", "unknown protection") from error
        raise EngineError("corrupt-file", f"not a readable PDF: {error}") from error


def _title(document: Any) -> str | None:
    title = one_line(str(document.get_metadata_value("Title") or ""))
    return title or None


def _pages(document: Any, request: ReadRequest) -> Iterator[ReadPage]:
    try:
        for number in range(1, len(document) + 1):
            if request.only_pages is None or number in request.only_pages:
                yield _page(document, number)
    finally:
        document.close()


def _page(document: Any, number: int) -> ReadPage:
    handle = raw.FPDF_LoadPage(document, number - 1)
    if not handle:
        return ReadPage(
            number, "", Outcome.FAILED, reason_code="corrupt-file", reason="damaged page"
        )
    try:
        placement = Placement(handle)
        lines, _ = read_lines(handle, placement)
        text = assemble(group(lines))
        return ReadPage(
            number,
            text.text,
            Outcome.TEXT if text.text.strip() else Outcome.EMPTY,
            width=placement.width,
            height=placement.height,
            blocks=text.blocks,
            tables=text.tables,
            chars=text.chars,
        )
    finally:
        raw.FPDF_ClosePage(handle)
