"""The readers by file type, and the one way to open a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..errors import EngineError
from .detect import detect
from .file_type import FileType
from .model import DocumentInfo, Reader, ReadPage, ReadRequest


def _pdf() -> Reader:
    from .pdf import PdfReader

    return PdfReader()


def _docx() -> Reader:
    from .office.docx import DocxReader

    return DocxReader()


def _html() -> Reader:
    from .html import HtmlReader

    return HtmlReader()


def _markdown() -> Reader:
    from .markdown import MarkdownReader

    return MarkdownReader()


def _plain() -> Reader:
    from .plain import PlainReader

    return PlainReader()


# Imported on use: a text file need not load PDFium or text recognition.
READERS: dict[FileType, Callable[[], Reader]] = {
    FileType.PDF: _pdf,
    FileType.DOCX: _docx,
    FileType.HTML: _html,
    FileType.MARKDOWN: _markdown,
    FileType.TEXT: _plain,
}


def open_document(request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
    """Open a file in this process: (what it is, its pages in order).

    Raises ``EngineError`` at once or from the iterator when the whole file fails; a page
    that fails alone comes as a page with the outcome ``failed``.
    """
    try:
        kind = detect(request.path, request.name)
        reader = READERS.get(kind)
        if reader is None:
            raise EngineError("unknown-type", f"no reader for {kind}", type=str(kind))
        info, pages = reader().open(request)
    except OSError as error:
        raise of_os(error) from error
    return info, _guarded(pages)


def _guarded(pages: Iterator[ReadPage]) -> Iterator[ReadPage]:
    try:
        yield from pages
    except OSError as error:
        raise of_os(error) from error


def of_os(error: OSError) -> EngineError:
    """The contract's word for an operating system's error while reading a file."""
    if isinstance(error, FileNotFoundError):
        return EngineError("file-vanished", "the file is no longer there")
    if isinstance(error, PermissionError):
        return EngineError("permission-denied", "the file may not be read")
    return EngineError("corrupt-file", f"cannot be read: {error.strerror or error}")
