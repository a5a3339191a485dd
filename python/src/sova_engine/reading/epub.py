"""EPUB: one page a chapter of the spine, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from ..errors import EngineError
from .embedded import with_pictures
from .flow import pages_of
from .html import read_html
from .model import DocumentInfo, ReadPage, ReadRequest, Unit, View
from .package import Package, join
from .pieces import Piece

_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


class EpubReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        package = Package(request.path, request.limits)
        chapters, title = _spine(package)
        _refuse_encrypted(package, chapters)
        info = DocumentInfo("epub", View.TEXT, Unit.CHAPTER, None, title=title)
        pieces = with_pictures(_pieces(package, chapters), request, package.part)
        return info, pages_of(pieces, request)


def _spine(package: Package) -> tuple[list[str], str | None]:
    container = package.xml(_CONTAINER)
    root_file = next(
        (
            element.get("full-path", "")
            for element in (container.iter() if container is not None else ())
            if element.tag.endswith("}rootfile")
        ),
        "",
    )
    opf = package.xml(root_file) if root_file else None
    if opf is None:
        raise EngineError("corrupt-file", "the book's package file is missing")
    folder = root_file.rpartition("/")[0]
    items = {
        item.get("id", ""): item.get("href", "")
        for item in opf.iter()
        if item.tag.endswith("}item")
    }
    chapters = [
        join(folder, unquote(items[ref].partition("#")[0]))
        for element in opf.iter()
        if element.tag.endswith("}itemref") and (ref := element.get("idref", "")) in items
    ]
    title = opf.findtext(f".//{_DC}title")
    return chapters, title.strip() if title else None


def _refuse_encrypted(package: Package, chapters: list[str]) -> None:
    root = package.xml("META-INF/encryption.xml")
    locked = {
        unquote(element.get("URI", ""))
        for element in (root.iter() if root is not None else ())
        if element.tag.endswith("}CipherReference")
    }
    if locked.intersection(chapters):
        raise EngineError("protected-document", "the book's chapters are locked")


def _pieces(package: Package, chapters: list[str]) -> Iterator[Piece]:
    for chapter in chapters:
        if not package.has(chapter):
            continue
        pieces, title = read_html(package.read(chapter))
        if pieces:
            label = title if title else None
            pieces[0] = replace(pieces[0], page_break=True, label=label)
            yield from (_placed(piece, chapter) for piece in pieces)


def _placed(piece: Piece, chapter: str) -> Piece:
    """A picture by its place in the book instead of seen from its chapter."""
    if piece.picture is None:
        return piece
    return replace(piece, picture=join(chapter.rpartition("/")[0], unquote(piece.picture)))
