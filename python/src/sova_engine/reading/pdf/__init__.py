"""PDF: pages, text, offsets and boxes from one source (PDFium)."""

from .reader import PdfReader

__all__ = ["PdfReader"]
