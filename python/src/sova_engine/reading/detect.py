"""What a file is, by its content; its name only settles what content cannot."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePath

from ..errors import EngineError
from . import ole
from .encodings import decode
from .file_type import FileType

_HEAD = 64 * 1024


_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TNEF = b"\x78\x9f\x3e\x22"
_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"GIF87a",
    b"GIF89a",
    b"BM",
)
_MAIL_HEADERS = (
    "from:", "to:", "subject:", "date:", "received:", "return-path:", "mime-version:",
    "message-id:", "delivered-to:", "content-type:", "x-mozilla-status:",
)  # fmt: skip
_HTML_SIGNS = (
    "<!doctype html", "<html", "<head", "<body", "<table", "<div", "<meta", "<title", "<h1", "<p>",
)  # fmt: skip
_OFFICE_PARTS = {
    "word/document": FileType.DOCX,
    "ppt/presentation": FileType.PPTX,
    "xl/workbook": FileType.XLSX,
}
_OFFICE_TYPES = {
    b"wordprocessingml": FileType.DOCX,
    b"presentationml": FileType.PPTX,
    b"spreadsheetml": FileType.XLSX,
}
_PACKAGE_TYPES = {
    "application/epub+zip": FileType.EPUB,
    "application/vnd.oasis.opendocument.text": FileType.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": FileType.ODS,
    "application/vnd.oasis.opendocument.presentation": FileType.ODP,
}


def detect(path: Path, name: str) -> FileType:
    """Raises ``empty-file``, ``binary-file``, ``corrupt-file`` or ``unknown-type``."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EngineError("empty-file", "the file has no content")
    suffix = PurePath(name).suffix.lower().lstrip(".")
    if head.startswith(_OLE):
        return ole.kind_of(path, suffix)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(path, suffix)
    if head.startswith(_TNEF):
        return FileType.TNEF
    if head.lstrip().startswith(b"{\\rtf"):
        return FileType.RTF
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileType.IMAGE
    if b"%PDF-" in head[:1024]:
        return FileType.PDF
    if suffix == "pdf":
        raise EngineError("corrupt-file", "no PDF header")
    return _textual(head, suffix)


def _package(path: Path, suffix: str) -> FileType:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mime = archive.read("mimetype").decode("ascii", errors="replace").strip()
                for known, kind in _PACKAGE_TYPES.items():
                    if mime.startswith(known):
                        return kind
            for start, kind in _OFFICE_PARTS.items():
                if any(entry.lower().startswith(start) for entry in names):
                    return kind
            if "META-INF/container.xml" in names:
                return FileType.EPUB
            if "[Content_Types].xml" in names:
                types = archive.read("[Content_Types].xml")
                for sign, kind in _OFFICE_TYPES.items():
                    if sign in types:
                        return kind
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError) as error:
        raise EngineError("corrupt-file", f"damaged archive: {error}") from error
    if suffix in ("docx", "pptx", "xlsx", "odt", "ods", "odp", "epub"):
        raise EngineError("corrupt-file", f"an archive without the parts of {suffix}")
    return FileType.ZIP


def _textual(head: bytes, suffix: str) -> FileType:
    text, encoding = decode(head)
    if _is_binary(text, head, encoding):
        raise EngineError("binary-file", "not text and of no known type")
    start = text.lstrip("\ufeff \t\r\n")[:4000].lower()
    if _is_mail(start, suffix):
        return FileType.MHTML if _is_mhtml(start, suffix) else FileType.EML
    if any(sign in start[:1000] for sign in _HTML_SIGNS[:3]) or (
        start.startswith("<") and any(sign in start for sign in _HTML_SIGNS)
    ):
        return FileType.HTML
    if start.startswith("<?xml"):
        return FileType.XML
    if suffix in ("md", "markdown", "mdown", "mkd"):
        return FileType.MARKDOWN
    if suffix in ("csv", "tsv", "tab"):
        return FileType.CSV
    if suffix in ("htm", "html", "xhtml") and "<" in start:
        return FileType.HTML
    if suffix in ("eml",) and ":" in start[:200]:
        return FileType.EML
    return FileType.TEXT


def _is_binary(text: str, head: bytes, encoding: str) -> bool:
    if encoding.startswith(("utf-16", "utf-32")):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    bad = text.count("\ufffd")
    return controls / len(head) > 0.02 or bad / max(len(text), 1) > 0.1


def _is_mail(start: str, suffix: str) -> bool:
    lines = start.split("\n")[:40]
    if not lines or ":" not in lines[0]:
        return False
    seen = {header for line in lines for header in _MAIL_HEADERS if line.startswith(header)}
    first = lines[0].split(":", 1)[0] + ":"
    needed = 2 if suffix in ("eml", "mht", "mhtml") else 3
    return len(seen) >= needed and (first in _MAIL_HEADERS or " " not in first)


def _is_mhtml(start: str, suffix: str) -> bool:
    return suffix in ("mht", "mhtml") or (
        "multipart/related" in start and "from: <saved by" in start
    )
