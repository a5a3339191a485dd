"""Markdown: rendered to markup by markdown-it, front matter's title kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from .encodings import decode
from .flow import pages_of
from .markup import pieces_of
from .model import DocumentInfo, ReadPage, ReadRequest, Unit, View
from .plain import plain_pieces

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
_FOOTNOTE = re.compile(r"^( {0,3})\[(\^[^\]\n]{1,80}\]:)", re.M)
"""To plain Markdown a footnote is a link's address: it would not be shown."""
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.M)


class MarkdownReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        text, _ = decode(request.path.read_bytes())
        text = text.replace("\r\n", "\n").replace("\x00", " ")
        title = None
        front = _FRONT_MATTER.match(text)
        if front:
            named = _TITLE.search(front.group(1))
            title = named.group(1) if named else None
            text = text[front.end() :]
        parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
        pieces, _ = pieces_of(parser.render(_FOOTNOTE.sub(r"\1\\[\2", text)))
        if not pieces:  # nested beyond all sense: as it stands
            pieces = list(plain_pieces(text))
        info = DocumentInfo("md", View.TEXT, Unit.SECTION, None, title=title)
        return info, pages_of(pieces, request)
