"""HTML files: the declared encoding, then what a person would read."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from urllib.parse import unquote

from .embedded import with_pictures
from .encodings import decode
from .flow import pages_of
from .markup import pieces_of
from .model import DocumentInfo, ReadPage, ReadRequest, Unit, View
from .pieces import Piece, paragraph

_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)


class HtmlReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        pieces, title = read_html(request.path.read_bytes())
        info = DocumentInfo("html", View.TEXT, Unit.SECTION, None, title=title)
        return info, pages_of(with_pictures(pieces, request, _data), request)


def _data(source: str) -> bytes | None:
    """A picture written into the page itself; nothing is fetched from elsewhere."""
    head, comma, packed = source.partition(",")
    if not comma or not head.startswith("data:image/") or "base64" not in head:
        return None
    try:
        return base64.b64decode(unquote(packed), validate=False)
    except ValueError:
        return None


def read_html(data: bytes, charset: str | None = None) -> tuple[list[Piece], str | None]:
    """(pieces, title); the title is the first piece where the text does not say it."""
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii") if declared else charset
    markup, _ = decode(data, name)
    pieces, title = pieces_of(markup)
    if title and not any(title in piece.text for piece in pieces[:50]):
        pieces.insert(0, paragraph(title))
    return pieces, title
