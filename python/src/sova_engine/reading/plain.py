"""Plain text: paragraphs are what empty lines part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .encodings import decode
from .flow import pages_of
from .model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from .pieces import Piece

_PARTS = re.compile(r"\n[ \t]*\n+")


class PlainReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        info = DocumentInfo("txt", View.TEXT, Unit.SECTION, None)
        text, _ = decode(request.path.read_bytes())
        return info, pages_of(plain_pieces(text), request)


def plain_pieces(text: str) -> Iterator[Piece]:
    """Paragraphs parted by empty lines; a form feed begins a new page."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for page, sheet in enumerate(text.split("\f")):
        for index, part in enumerate(_PARTS.split(sheet)):
            if part.strip():
                yield Piece(BlockKind.PARAGRAPH, part, page_break=page > 0 and index == 0)
