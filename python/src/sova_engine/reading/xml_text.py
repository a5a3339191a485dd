"""XML of no known kind: its texts, one paragraph an element; entities are refused."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .encodings import decode
from .flow import pages_of
from .model import DocumentInfo, ReadPage, ReadRequest, Unit, View
from .package import parse_xml
from .pieces import Piece, paragraph


class XmlReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        data = request.path.read_bytes()
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = decode(data)[0].encode()
        root = parse_xml(data, allow_doctype=True)
        info = DocumentInfo("xml", View.TEXT, Unit.SECTION, None)
        return info, pages_of(_pieces(root), request)


def _pieces(root: Element) -> Iterator[Piece]:
    for element in root.iter():
        inner = any(child.tail and child.tail.strip() for child in element)
        if inner:
            yield paragraph("".join(element.itertext()))
        elif element.text and element.text.strip():
            yield paragraph(element.text)
