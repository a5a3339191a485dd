"""Word documents, with what surrounds the body: headers, footers, notes, comments, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ...errors import EngineError
from ..embedded import with_pictures
from ..flow import pages_of
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from ..package import Package
from ..pieces import Piece, heading
from .lighter import lighter

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MAX_NESTING = 40
_BREAKING = {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = ("/main}blip", ":vml}imagedata")
_REFERENCES = ("/relationships}embed", "/relationships}id")
_SILENT = frozenset(("pPr", "rPr", "del", "instrText"))


class DocxReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        package = Package(request.path, request.limits)
        body = _Docx(package)
        info = DocumentInfo("docx", View.TEXT, Unit.SECTION, None, title=_title(package))
        pieces = with_pictures(body.pieces(), request, package.part)
        return info, pages_of(pieces, request)


def _title(package: Package) -> str | None:
    core = package.xml("docProps/core.xml")
    found = core.findtext(_TITLE) if core is not None else None
    return found.strip() or None if found else None


@dataclass
class _Docx:
    package: Package
    w: str = _W
    levels: dict[str, int] = field(default_factory=dict[str, int])
    relations: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """Of the part that is being read."""

    def pieces(self) -> Iterator[Piece]:
        main = self._main_part()
        root = self.package.xml(main, lighter)
        if root is None:
            raise EngineError("corrupt-file", "the document part is missing")
        if root.tag.startswith(_STRICT):
            self.w = _STRICT
        relations = self.package.relations(main)
        self.levels = self._heading_levels(main, relations)
        others = [(kind, target) for kind, target in relations.values()]
        yield from self._stories(others, "header")
        body = root.find(f"{self.w}body")
        self.relations = relations
        yield from self._blocks(body if body is not None else root)
        self.relations = {}
        for kind in ("footnotes", "endnotes", "comments"):
            yield from self._notes(others, kind)
        yield from self._stories(others, "footer")

    def _main_part(self) -> str:
        for kind, target in self.package.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def _heading_levels(self, main: str, relations: dict[str, tuple[str, str]]) -> dict[str, int]:
        """Style id -> heading level, by outline level or by the style's name."""
        target = next((to for kind, to in relations.values() if kind == "styles"), None)
        root = self.package.xml(target) if target else None
        levels: dict[str, int] = {}
        for style in root.iter(f"{self.w}style") if root is not None else ():
            name_tag = style.find(f"{self.w}name")
            name = (name_tag.get(f"{self.w}val") or "").lower() if name_tag is not None else ""
            outline = style.find(f"{self.w}pPr/{self.w}outlineLvl")
            level = 0
            if outline is not None and (outline.get(f"{self.w}val") or "9").isdigit():
                level = int(outline.get(f"{self.w}val") or "9") + 1
            elif name.startswith(("heading ", "naslov ")) and name[-1:].isdigit():
                level = int(name[-1])
            elif name in ("title", "naslov"):
                level = 1
            if 1 <= level <= 6:
                levels[style.get(f"{self.w}styleId") or ""] = level
        return levels

    def _stories(self, others: list[tuple[str, str]], kind: str) -> Iterator[Piece]:
        """Headers or footers, each distinct text once: they repeat on every page."""
        seen: set[str] = set()
        for found, target in others:
            root = self.package.xml(target) if found == kind else None
            if root is None:
                continue
            for piece in self._blocks(root):
                key = piece.text or str(piece.rows)
                if key.strip() and key not in seen and not key.strip().isdigit():
                    seen.add(key)
                    yield piece

    def _notes(self, others: list[tuple[str, str]], kind: str) -> Iterator[Piece]:
        root = next((self.package.xml(to) for found, to in others if found == kind), None)
        for note in root if root is not None else ():
            if note.get(f"{self.w}type") in ("separator", "continuationSeparator"):
                continue
            text = "\n".join(piece.text for piece in self._blocks(note) if piece.text)
            if text.strip():
                yield Piece(BlockKind.NOTE, text)

    def _blocks(self, parent: Element, depth: int = 0) -> Iterator[Piece]:
        if depth > _MAX_NESTING:
            return
        for child in parent:
            tag = child.tag
            if tag == f"{self.w}p":
                yield from self._paragraph(child, depth)
            elif tag == f"{self.w}tbl":
                pictures: list[Piece] = []
                yield self._table(child, depth, pictures)
                yield from pictures
            elif tag not in (_MC_FALLBACK, f"{self.w}sectPr", f"{self.w}del"):
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Piece]:
        boxes: list[Element] = []
        parts: list[str] = []
        pictures: list[str] = []
        self._runs(paragraph, parts, boxes, pictures, 0)
        text = "".join(parts)
        if text.strip():
            yield self._piece(paragraph, text)
        for box in boxes:
            yield from self._blocks(box, depth + 1)
        for name in pictures:
            kind, target = self.relations.get(name, ("", ""))
            if kind == "image":
                yield Piece(BlockKind.PARAGRAPH, picture=target)

    def _piece(self, paragraph: Element, text: str) -> Piece:
        w = self.w
        properties = paragraph.find(f"{w}pPr")
        if properties is None:
            return Piece(BlockKind.PARAGRAPH, text)
        style = properties.find(f"{w}pStyle")
        name = (style.get(f"{w}val") or "") if style is not None else ""
        level = self.levels.get(name, 0)
        outline = properties.find(f"{w}outlineLvl")
        if outline is not None and (outline.get(f"{w}val") or "9") in "012345":
            level = int(outline.get(f"{w}val") or "0") + 1
        if level and len(text) <= 400:
            return heading(text, level)
        if properties.find(f"{w}numPr") is not None or name.lower().startswith("list"):
            return Piece(BlockKind.LIST_ITEM, text)
        return Piece(BlockKind.PARAGRAPH, text)

    def _runs(
        self,
        element: Element,
        parts: list[str],
        boxes: list[Element],
        pictures: list[str],
        depth: int,
    ) -> None:
        """Text of a paragraph's runs; boxes and pictures met on the way are kept for later."""
        if depth > _MAX_NESTING:
            return
        start = len(self.w)
        for child in element:
            tag = child.tag
            name = tag[start:] if tag.startswith(self.w) else ""
            if name == "t" or tag.endswith("math}t"):
                parts.append(child.text or "")
            elif name in _BREAKING:
                parts.append(_BREAKING[name])
            elif name in ("tab", "ptab"):
                parts.append("\t" if element.tag == f"{self.w}r" else "")
            elif name == "txbxContent":
                boxes.append(child)
            elif tag.endswith(_PICTURES):
                pictures += (value for key, value in child.items() if key.endswith(_REFERENCES))
            elif name not in _SILENT and tag != _MC_FALLBACK and len(child):
                self._runs(child, parts, boxes, pictures, depth + 1)

    def _table(self, table: Element, depth: int, pictures: list[Piece]) -> Piece:
        w = self.w
        rows: list[tuple[str, ...]] = []
        for row in _rows(table, w):
            cells: list[str] = []
            for cell in _cells(row, w):
                merged = cell.find(f"{w}tcPr/{w}vMerge")
                inner = list(self._blocks(cell, depth + 1))
                pictures += (piece for piece in inner if piece.picture is not None)
                texts = [piece.text if piece.rows is None else _flat(piece.rows) for piece in inner]
                follows = merged is not None and merged.get(f"{w}val") != "restart"
                cells.append("" if follows else "\n".join(texts))
            rows.append(tuple(cells))
        return Piece(BlockKind.TABLE_ROW, rows=tuple(rows))


def _cells(row: Element, w: str) -> Iterator[Element]:
    """A row's own cells, also those wrapped in content controls."""
    for child in row:
        if child.tag == f"{w}tc":
            yield child
        elif child.tag in (f"{w}sdt", f"{w}sdtContent", f"{w}customXml", f"{w}ins"):
            yield from _cells(child, w)


def _flat(rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join(" ".join(row) for row in rows)


def _rows(table: Element, w: str) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{w}tr":
            yield child
        elif child.tag in (f"{w}sdt", f"{w}sdtContent", f"{w}customXml", f"{w}ins"):
            yield from _rows(child, w)
