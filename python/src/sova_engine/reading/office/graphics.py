"""Words and numbers in what is drawn from data: SmartArt diagrams and charts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..model import BlockKind
from ..numerals import stated
from ..package import Package, local_name
from ..pieces import Piece

KINDS = ("diagramData", "chart")
"""Relations that lead to such a part."""
_MOST_POINTS = 2_000


def graphic_pieces(package: Package, kind: str, target: str) -> Iterator[Piece]:
    """Of a diagram or chart part; nothing for a missing or damaged one."""
    root = package.spare_xml(target)
    if root is not None:
        yield from _diagram(root) if kind == "diagramData" else _chart(root)


def _diagram(root: Element) -> Iterator[Piece]:
    for point in root.iter():
        if local_name(point) == "pt" and point.get("type") in (None, "node", "asst"):
            text = _words(point)
            if text:
                yield Piece(BlockKind.LIST_ITEM, text)


def _chart(root: Element) -> Iterator[Piece]:
    """Titles, then one row a category with the value of each series."""
    series: list[tuple[str, dict[int, str], dict[int, str]]] = []
    for element in root.iter():
        if local_name(element) == "title":
            text = _words(element)
            if text:
                yield Piece(BlockKind.PARAGRAPH, text)
        elif local_name(element) == "ser":
            parts = {local_name(part): part for part in element}
            name = " ".join(_points(parts.get("tx")).values())
            values = _points(parts.get("val", parts.get("yVal")))
            series.append((name, _points(parts.get("cat", parts.get("xVal"))), values))
    if not series:
        return
    categories = max((names for _, names, _ in series), key=len)
    places = sorted(set(categories).union(*(values for _, _, values in series)))
    head = ("", *(name for name, _, _ in series))
    rows = [
        (categories.get(place, str(place + 1)), *(values.get(place, "") for _, _, values in series))
        for place in places[:_MOST_POINTS]
    ]
    if rows:
        yield Piece(BlockKind.TABLE_ROW, rows=(head, *rows))


def _points(part: Element | None) -> dict[int, str]:
    """What the chart remembers of its cells, by place."""
    found: dict[int, str] = {}
    for point in part.iter() if part is not None else ():
        if local_name(point) == "pt":
            value = next((inner.text for inner in point if local_name(inner) == "v"), None)
            place = stated(point.get("idx"), None)
            if value and place is not None:
                found[place] = value
    return found


def _words(element: Element) -> str:
    paragraphs = [part for part in element.iter() if local_name(part) == "p"]
    lines = (
        "".join(part.text or "" for part in paragraph.iter() if local_name(part) == "t")
        for paragraph in paragraphs
    )
    return "\n".join(line for line in lines if line.strip())
