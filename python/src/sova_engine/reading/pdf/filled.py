"""A page with what was filled in and written on it: form fields and text laid over the page."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as raw_module

raw: Any = raw_module

_WRITTEN = frozenset((raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP))
_MOST = 2_000


def load_shown(document: Any, number: int) -> Any:
    """Page ``number`` (from 1) or None; its fields and notes are part of its text.

    PDFium reads only a page's own content, and a filled form keeps its answers beside it;
    they are merged in memory, the file stays as it is.
    """
    page = raw.FPDF_LoadPage(document, number - 1)
    if not page or not _is_written_on(page):
        return page
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    raw.FPDF_ClosePage(page)
    return raw.FPDF_LoadPage(document, number - 1)


def _is_written_on(page: Any) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _WRITTEN:
            return True
    return False
