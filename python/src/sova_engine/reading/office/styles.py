"""What Word's styles say of the paragraphs that have them."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..numerals import stated

_MOST_BASES = 20


@dataclass
class Styles:
    levels: dict[str, int] = field(default_factory=dict[str, int])
    """Heading level 1..6 by style."""
    lists: dict[str, tuple[str, int | None]] = field(
        default_factory=dict[str, "tuple[str, int | None]"]
    )
    """List number and depth by style."""
    bold: set[str] = field(default_factory=set[str])


def styles_of(root: Element | None, w: str) -> Styles:
    found = Styles()
    bases: dict[str, str] = {}
    weights: dict[str, bool] = {}
    for style in root.iter(f"{w}style") if root is not None else ():
        name = style.get(f"{w}styleId") or ""
        base = style.find(f"{w}basedOn")
        if base is not None:
            bases[name] = base.get(f"{w}val") or ""
        level = _level(style, w)
        if level:
            found.levels[name] = level
        number = style.find(f"{w}pPr/{w}numPr/{w}numId")
        if number is not None:
            depth = style.find(f"{w}pPr/{w}numPr/{w}ilvl")
            given = depth.get(f"{w}val") if depth is not None else None
            found.lists[name] = (number.get(f"{w}val") or "0", stated(given, None))
        weight = is_on(style.find(f"{w}rPr/{w}b"), w)
        if weight is not None:
            weights[name] = weight
    for name in set(bases) | set(weights):
        chain = _chain(name, bases)
        if next((weights[one] for one in chain if one in weights), False):
            found.bold.add(name)
        inherited = next((found.lists[one] for one in chain if one in found.lists), None)
        if inherited is not None:
            found.lists.setdefault(name, inherited)
    return found


def is_on(element: Element | None, w: str) -> bool | None:
    """A switch such as bold; None where nothing is said."""
    if element is None:
        return None
    return element.get(f"{w}val", "1") not in ("0", "false", "off")


def _chain(name: str, bases: dict[str, str]) -> list[str]:
    chain = [name]
    while chain[-1] in bases and len(chain) < _MOST_BASES:
        chain.append(bases[chain[-1]])
    return chain


def _level(style: Element, w: str) -> int:
    """By outline level or by the style's name; 0 for none."""
    name_tag = style.find(f"{w}name")
    name = (name_tag.get(f"{w}val") or "").lower() if name_tag is not None else ""
    outline = style.find(f"{w}pPr/{w}outlineLvl")
    level = 0
    if outline is not None and (given := stated(outline.get(f"{w}val") or "9", None)) is not None:
        level = given + 1
    elif name.startswith(("heading ", "naslov ")) and name[-1:].isdecimal():
        level = int(name[-1])
    elif name in ("title", "naslov"):
        level = 1
    return level if 1 <= level <= 6 else 0
