"""OpenDocument text and presentations, with headers, footers and notes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ...errors import EngineError
from ..cells import flat
from ..embedded import with_pictures
from ..flow import pages_of
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from ..numerals import stated
from ..package import Package
from ..pieces import Piece, heading
from .odf_lists import Lists
from .odf_names import DRAW, HREF, MANIFEST, OFFICE, PRESENTATION, STYLE, TABLE, TEXT

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
ROW_GROUPS = tuple(
    f"{TABLE}{name}" for name in ("table-rows", "table-header-rows", "table-row-group")
)
_MAX_NESTING = 60
_MAX_REPEAT = 50
_BY_THEMSELVES = (
    f"{TEXT}note", f"{TEXT}number", f"{OFFICE}annotation", f"{DRAW}frame",
)  # fmt: skip
_LEFT_OUT = frozenset(
    (f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{TEXT}table-of-content-source")
)


class OdfReader:
    """``kind`` is odt or odp."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        package = Package(request.path, request.limits)
        refuse_encrypted(package)
        content = package.xml("content.xml")
        if content is None:
            raise EngineError("corrupt-file", "the content part is missing")
        unit = Unit.SLIDE if self._kind == "odp" else Unit.SECTION
        info = DocumentInfo(self._kind, View.TEXT, unit, None, title=_title(package))
        pieces = _pieces(content, package.xml("styles.xml"))
        shown = with_pictures(pieces, request, package.part, own_pages=self._kind == "odt")
        return info, pages_of(shown, request)


def refuse_encrypted(package: Package) -> None:
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and manifest.find(f".//{MANIFEST}encryption-data") is not None:
        raise EngineError("password-required", "an encrypted document", opens=False)


def _title(package: Package) -> str | None:
    meta = package.xml("meta.xml")
    found = meta.findtext(f".//{_TITLE}") if meta is not None else None
    return found.strip() or None if found else None


def _pieces(content: Element, styles: Element | None) -> Iterator[Piece]:
    body = content.find(f"{OFFICE}body")
    lists = Lists.of(content, styles)
    yield from _blocks(body if body is not None else content, 0, lists)
    seen: set[str] = set()
    for master in styles.iter(f"{STYLE}master-page") if styles is not None else ():
        for story in master:
            if story.tag.startswith((f"{STYLE}header", f"{STYLE}footer")) or (
                story.tag.startswith(DRAW) and not _is_placeholder(story)
            ):
                for piece in _blocks(story, 0, lists):
                    if piece.text.strip() and piece.text not in seen:
                        seen.add(piece.text)
                        yield piece
    for declared in content.iter(f"{PRESENTATION}footer-decl"):
        if declared.text and declared.text not in seen:
            yield Piece(BlockKind.PARAGRAPH, declared.text)


def _is_placeholder(shape: Element) -> bool:
    return shape.get(f"{PRESENTATION}class") is not None


def _blocks(parent: Element, depth: int, lists: Lists, *, listed: bool = False) -> Iterator[Piece]:
    if depth > _MAX_NESTING:
        return
    for child in parent:
        tag = child.tag
        if tag in _LEFT_OUT:
            continue
        if tag == f"{TEXT}h":
            text = _label(child, lists) + paragraph_text(child)
            yield heading(text, stated(child.get(f"{TEXT}outline-level"), 1))
            yield from _notes(child)
        elif tag == f"{TEXT}p":
            text = _label(child, lists) + paragraph_text(child)
            yield Piece(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, text)
            yield from _notes(child)
            for box in child.iter(f"{DRAW}text-box"):
                yield from _blocks(box, depth + 1, lists)
            for image in child.iter(f"{DRAW}image"):
                yield _picture(image)
        elif tag == f"{DRAW}image":
            yield _picture(child)
        elif tag == f"{TABLE}table":
            yield Piece(BlockKind.TABLE_ROW, rows=tuple(_rows(child, depth, lists)))
        elif tag == f"{DRAW}page":
            yield Piece(BlockKind.PARAGRAPH, page_break=True)
            yield from _blocks(child, depth + 1, lists)
        elif tag == f"{PRESENTATION}notes":
            for piece in _blocks(child, depth + 1, lists):
                if piece.text.strip() and not piece.text.strip("<>number# ").isdigit():
                    yield Piece(BlockKind.NOTE, piece.text)
        elif tag == f"{TEXT}list":
            lists.enter(child)
            yield from _blocks(child, depth + 1, lists, listed=listed)
            lists.leave()
        else:
            is_item = tag == f"{TEXT}list-item"
            if is_item:
                lists.item(child)
            yield from _blocks(child, depth + 1, lists, listed=listed or is_item)


def _label(paragraph: Element, lists: Lists) -> str:
    """The number before a paragraph: as it was written down, or as its list counts."""
    counted = lists.take()
    written = paragraph.findtext(f"{TEXT}number")
    return f"{written} " if written else counted


def _picture(image: Element) -> Piece:
    return Piece(BlockKind.PARAGRAPH, picture=image.get(HREF, "").removeprefix("./"))


def _rows(table: Element, depth: int, lists: Lists) -> Iterator[tuple[str, ...]]:
    """A table's own rows; those of a table in a cell are lines of the cell."""
    for row in table:
        if row.tag in ROW_GROUPS:
            yield from _rows(row, depth, lists)
        if row.tag != f"{TABLE}table-row":
            continue
        cells: list[str] = []
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            repeat = stated(cell.get(f"{TABLE}number-columns-repeated"), 1)
            pieces = _blocks(cell, depth + 1, lists)
            text = "\n".join(one.text if one.rows is None else flat(one.rows) for one in pieces)
            cells += [text] * min(repeat, _MAX_REPEAT)
        yield tuple(cells)


def _notes(paragraph: Element) -> Iterator[Piece]:
    for tag in (f"{TEXT}note-body", f"{OFFICE}annotation"):
        for note in paragraph.iter(tag):
            text = "\n".join(paragraph_text(part) for part in note.iter(f"{TEXT}p"))
            if text.strip():
                yield Piece(BlockKind.NOTE, text)


def paragraph_text(element: Element) -> str:
    """A paragraph's own text: notes, comments and boxes inside it come by themselves."""
    parts: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag
        if tag == f"{TEXT}s":
            parts.append(" " * min(stated(child.get(f"{TEXT}c"), 1), _MAX_REPEAT))
        elif tag == f"{TEXT}tab":
            parts.append("\t")
        elif tag == f"{TEXT}line-break":
            parts.append("\n")
        elif tag not in _BY_THEMSELVES:
            parts.append(paragraph_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
