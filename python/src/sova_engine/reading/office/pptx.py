"""PowerPoint: one page a slide, its title, texts, tables and the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from ...errors import EngineError
from ..embedded import with_pictures
from ..flow import pages_of
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from ..package import Package, local_name
from ..pieces import Piece
from .graphics import KINDS, graphic_pieces

_MAX_NESTING = 60
_REFERENCES = {"blip": "}embed", "relIds": "}dm", "chart": "}id"}
"""A picture, diagram or chart, and the attribute that names its relation."""


class PptxReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        package = Package(request.path, request.limits)
        slides = _slides(package)
        info = DocumentInfo("pptx", View.TEXT, Unit.SLIDE, None)
        pieces = with_pictures(_pieces(package, slides), request, package.part, own_pages=False)
        return info, pages_of(pieces, request)


def _slides(package: Package) -> list[str]:
    """Slide parts in the order they are shown."""
    main = next(
        (to for kind, to in package.relations("").values() if kind == "officeDocument"),
        "ppt/presentation.xml",
    )
    root = package.xml(main)
    if root is None:
        raise EngineError("corrupt-file", "the presentation part is missing")
    relations = package.relations(main)
    order: list[str] = []
    for element in root.iter():
        if local_name(element) == "sldId":
            for name, value in element.attrib.items():
                if name.endswith("}id") and value in relations:
                    order.append(relations[value][1])
    return order


def _pieces(package: Package, slides: list[str]) -> Iterator[Piece]:
    for slide in slides:
        root = package.xml(slide)
        relations = package.relations(slide)
        shapes = list(_shapes(root, 0)) if root is not None else []
        shapes.sort(key=lambda piece: piece.kind is not BlockKind.HEADING)  # titles may lie on top
        pieces = [piece for shape in shapes for piece in _placed(shape, relations, package)]
        for kind, target in relations.values():
            if kind in ("notesSlide", "comments"):
                notes = package.xml(target)
                pieces += [
                    Piece(BlockKind.NOTE, piece.text)
                    for piece in (_shapes(notes, 0) if notes is not None else ())
                    if piece.picture is None and not piece.text.strip().isdigit()
                ]
        first = Piece(BlockKind.PARAGRAPH, page_break=True)
        yield from [first, *pieces]


def _shapes(parent: Element, depth: int) -> Iterator[Piece]:
    if depth > _MAX_NESTING:
        return
    for child in parent:
        name = local_name(child)
        if name == "Fallback":
            continue
        if name == "txBody":
            yield from _paragraphs(child, is_title=_is_title(parent))
        elif name == "tbl":
            rows = tuple(
                tuple(_text(cell) for cell in row if local_name(cell) == "tc")
                for row in child
                if local_name(row) == "tr"
            )
            yield Piece(BlockKind.TABLE_ROW, rows=rows)
        elif name in _REFERENCES:
            sign = _REFERENCES[name]
            named = (value for key, value in child.items() if key.endswith(sign))
            yield Piece(BlockKind.PARAGRAPH, picture=next(named, ""))
        elif name == "text" and child.text:
            yield Piece(BlockKind.PARAGRAPH, child.text)
        else:
            yield from _shapes(child, depth + 1)


def _placed(
    piece: Piece, relations: dict[str, tuple[str, str]], package: Package
) -> Iterator[Piece]:
    """A picture by its part's name instead of the slide's own reference; what a chart shows."""
    if piece.picture is None:
        yield piece
        return
    kind, target = relations.get(piece.picture, ("", ""))
    if kind in KINDS:
        yield from graphic_pieces(package, kind, target)
    else:
        yield replace(piece, picture=target)


def _is_title(shape: Element) -> bool:
    return any(
        local_name(element) == "ph" and element.get("type") in ("title", "ctrTitle")
        for element in shape.iter()
    )


def _paragraphs(body: Element, *, is_title: bool) -> Iterator[Piece]:
    if is_title:
        yield Piece(BlockKind.HEADING, " ".join(_text(body).split()), level=1)
        return
    for paragraph in body:
        if local_name(paragraph) == "p":
            yield Piece(BlockKind.PARAGRAPH, _text(paragraph))


def _text(element: Element) -> str:
    parts: list[str] = []
    for child in element.iter():
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "br":
            parts.append("\n")
        elif name == "tab":
            parts.append("\t")
        elif name == "p" and parts:
            parts.append("\n")
    return "".join(parts).strip()
