"""Word documents, with what surrounds the body: headers, footers, notes, comments, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ...errors import EngineError
from ..articles import LEVEL
from ..cells import REPEATED, flat
from ..embedded import with_pictures
from ..flow import pages_of
from ..model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from ..numerals import stated
from ..package import Package
from ..pieces import Piece, heading
from .graphics import KINDS, graphic_pieces
from .lighter import lighter
from .numbering import Numbering, numbering_of
from .runs import MC_FALLBACK, Runs
from .styles import Styles, styles_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MAX_NESTING = 40
_NOT_SHOWN = ("sectPr", "del")
_LONGEST_BOLD = 120
_MOST_COLUMNS = 200


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
    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    moved: str = ""
    """The tag of what was moved away, where it is read at its new place."""
    relations: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """Of the part that is being read."""

    def pieces(self) -> Iterator[Piece]:
        main = self._main_part()
        root = self.package.xml(main, lighter)
        if root is None:
            raise EngineError("corrupt-file", "the document part is missing")
        if root.tag.startswith(_STRICT):
            self.w = _STRICT
        arrived = root.iter(f"{self.w}moveTo")
        if any(one.find(f".//{self.w}t") is not None for one in arrived):
            self.moved = f"{self.w}moveFrom"
        relations = self.package.relations(main)
        parts = dict(reversed(relations.values()))
        self.styles = styles_of(self._part(parts, "styles"), self.w)
        lists = {style: number for style, (number, _) in self.styles.lists.items()}
        self.numbering = numbering_of(self._part(parts, "numbering"), self.w, lists)
        others = [(kind, target) for kind, target in relations.values()]
        yield from self._stories(others, "header")
        body = root.find(f"{self.w}body")
        self.relations = relations
        yield from self._blocks(body if body is not None else root)
        self.relations = {}
        for kind in ("footnotes", "endnotes", "comments"):
            yield from self._notes(others, kind)
        yield from self._stories(others, "footer")

    def _part(self, parts: dict[str, str], kind: str) -> Element | None:
        return self.package.xml(parts[kind]) if kind in parts else None

    def _main_part(self) -> str:
        for kind, target in self.package.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

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
            elif tag not in (MC_FALLBACK, self.moved, *(f"{self.w}{name}" for name in _NOT_SHOWN)):
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Piece]:
        found = Runs(self.w, self.moved)
        found.read(paragraph)
        text = found.text
        properties = _Properties.of(paragraph, self.w)
        label = self._label(properties)
        if text.strip() or sum(map(str.isalpha, label)) > 2:
            yield self._piece(properties, label, label + text, bold=found.bold and not depth)
        for box in found.boxes:
            yield from self._blocks(box, depth + 1)
        for name in found.graphics:
            kind, target = self.relations.get(name, ("", ""))
            if kind == "image":
                yield Piece(BlockKind.PARAGRAPH, picture=target)
            elif kind in KINDS:
                yield from graphic_pieces(self.package, kind, target)

    def _label(self, properties: _Properties) -> str:
        """The number that stands before the paragraph without being written in it."""
        number, depth = self.styles.lists.get(properties.style, ("0", None))
        if properties.number is not None:
            number, depth = properties.number or number, properties.depth
        if number == "0":
            return ""
        if depth is None:
            depth = self.numbering.level_of_style(number, properties.style)
        return self.numbering.label(number, depth)

    def _piece(self, properties: _Properties, label: str, text: str, *, bold: bool) -> Piece:
        level = properties.outline or self.styles.levels.get(properties.style, 0)
        if level and len(text) <= 400:
            return heading(text, level)
        in_bold = (bold or properties.style in self.styles.bold) and len(text) <= _LONGEST_BOLD
        if in_bold and sum(map(str.isalpha, text)) > 2 and text.rstrip()[-1] not in ".,;":
            return heading(text, LEVEL)
        if label or properties.number or properties.style.lower().startswith("list"):
            return Piece(BlockKind.LIST_ITEM, text)
        return Piece(BlockKind.PARAGRAPH, text)

    def _table(self, table: Element, depth: int, pictures: list[Piece]) -> Piece:
        w = self.w
        rows: list[tuple[str, ...]] = []
        above: dict[int, str] = {}
        for row in _rows(table, w):
            cells = [""] * _span(row.find(f"{w}trPr/{w}gridBefore"), w, 0)
            for cell in _cells(row, w):
                merged = cell.find(f"{w}tcPr/{w}vMerge")
                inner = list(self._blocks(cell, depth + 1))
                pictures += (piece for piece in inner if piece.picture is not None)
                texts = [piece.text if piece.rows is None else flat(piece.rows) for piece in inner]
                place, text = len(cells), "\n".join(texts)
                if merged is None:
                    above.pop(place, None)
                elif merged.get(f"{w}val") == "restart":
                    above[place] = text if len(text) <= REPEATED else ""
                else:
                    text = above.get(place, "")
                cells += [text, *[""] * (_span(cell.find(f"{w}tcPr/{w}gridSpan"), w, 1) - 1)]
            rows.append(tuple(cells))
        return Piece(BlockKind.TABLE_ROW, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class _Properties:
    """What a paragraph says of itself."""

    style: str = ""
    number: str | None = None
    """Its list; empty for its style's, None where nothing is said."""
    depth: int | None = None
    outline: int = 0

    @classmethod
    def of(cls, paragraph: Element, w: str) -> _Properties:
        said = paragraph[0] if len(paragraph) and paragraph[0].tag == f"{w}pPr" else None
        style, number, depth, outline = "", None, None, 0
        for one in said if said is not None else ():
            value = one.get(f"{w}val") or ""
            if one.tag == f"{w}pStyle":
                style = value
            elif one.tag == f"{w}outlineLvl" and value in ("0", "1", "2", "3", "4", "5"):
                outline = int(value) + 1
            elif one.tag == f"{w}numPr":
                named, level = one.find(f"{w}numId"), one.find(f"{w}ilvl")
                number = (named.get(f"{w}val") or "") if named is not None else ""
                depth = stated(level.get(f"{w}val"), None) if level is not None else None
        return cls(style, number, depth, outline) if said is not None else _SILENT


_SILENT = _Properties()


def _span(element: Element | None, w: str, otherwise: int) -> int:
    given = element.get(f"{w}val") if element is not None else None
    return min(stated(given, otherwise), _MOST_COLUMNS)


def _cells(row: Element, w: str) -> Iterator[Element]:
    """A row's own cells, also those wrapped in content controls."""
    for child in row:
        if child.tag == f"{w}tc":
            yield child
        elif child.tag in (f"{w}sdt", f"{w}sdtContent", f"{w}customXml", f"{w}ins"):
            yield from _cells(child, w)


def _rows(table: Element, w: str) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{w}tr":
            yield child
        elif child.tag in (f"{w}sdt", f"{w}sdtContent", f"{w}customXml", f"{w}ins"):
            yield from _rows(child, w)
