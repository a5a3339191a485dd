"""The readers by file type, and the one way to open a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from ..errors import EngineError
from .detect import detect
from .file_type import FileType
from .model import DocumentInfo, Reader, ReadPage, ReadRequest


def _reader(module: str, name: str, *arguments: str) -> Callable[[], Reader]:
    """Imported on use: a text file need not load PDFium or text recognition."""

    def make() -> Reader:
        made: Reader = getattr(import_module(f".{module}", __package__), name)(*arguments)
        return made

    return make


READERS: dict[FileType, Callable[[], Reader]] = {
    FileType.PDF: _reader("pdf", "PdfReader"),
    FileType.DOCX: _reader("office.docx", "DocxReader"),
    FileType.DOC: _reader("office.legacy", "LegacyReader", "doc"),
    FileType.ODT: _reader("office.odf", "OdfReader", "odt"),
    FileType.RTF: _reader("rtf", "RtfReader"),
    FileType.PPTX: _reader("office.pptx", "PptxReader"),
    FileType.PPT: _reader("office.legacy", "LegacyReader", "ppt"),
    FileType.ODP: _reader("office.odf", "OdfReader", "odp"),
    FileType.XLSX: _reader("office.xlsx", "XlsxReader"),
    FileType.XLS: _reader("office.legacy", "BinarySheetReader", "xls"),
    FileType.ODS: _reader("office.ods", "OdsReader"),
    FileType.CSV: _reader("csv_text", "CsvReader"),
    FileType.HTML: _reader("html", "HtmlReader"),
    FileType.MHTML: _reader("mail", "MailReader", "mhtml"),
    FileType.MARKDOWN: _reader("markdown", "MarkdownReader"),
    FileType.TEXT: _reader("plain", "PlainReader"),
    FileType.XML: _reader("xml_text", "XmlReader"),
    FileType.EPUB: _reader("epub", "EpubReader"),
    FileType.EML: _reader("mail", "MailReader", "eml"),
    FileType.MSG: _reader("outlook", "MsgReader"),
    FileType.TNEF: _reader("tnef", "TnefReader"),
    FileType.IMAGE: _reader("pictures", "PictureReader"),
    FileType.ZIP: _reader("archive", "ArchiveReader"),
}


def open_document(request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
    """Open a file in this process: (what it is, its pages in order).

    Raises ``EngineError`` at once or from the iterator when the whole file fails; a page
    that fails alone comes as a page with the outcome ``failed``.
    """
    try:
        info, pages = READERS[detect(request.path, request.name)]().open(request)
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
