"""Numbers that Word writes by itself before paragraphs: ``Članak 3.``, ``2.1``, ``a)``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..numerals import stated, written

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST_LINKS = 10


@dataclass(frozen=True, slots=True)
class Level:
    form: str = "decimal"
    """Word's name for the kind of number; ``bullet`` and ``none`` show none."""
    text: str = ""
    """How the label is put together: ``Članak %1.``"""
    start: int = 1
    style: str = ""
    restarts: bool = True
    plain: bool = False
    """All numbers of the label as plain figures."""
    gap: str = " "


@dataclass
class Numbering:
    """Counts as the document goes on: ask for each paragraph once, in order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict[str, dict[int, Level]])
    """Of each abstract list."""
    lists: dict[str, str] = field(default_factory=dict[str, str])
    """Abstract list by a list's number."""
    overrides: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    counts: dict[str, list[int | None]] = field(default_factory=dict[str, "list[int | None]"])
    seen: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])

    def level_of_style(self, number: str, style: str) -> int:
        levels = self.levels.get(self.lists.get(number, ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def label(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of this list and depth, with the gap behind it."""
        name = self.lists.get(number, "")
        levels = self.levels.get(name, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return ""
        counts = self.counts.setdefault(name, [None] * _LEVELS)
        override = self.overrides.get(number, {}).get(depth)
        if override is not None and (number, depth) not in self.seen:
            counts[depth] = override
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        self.seen.add((number, depth))
        for deeper in range(depth + 1, _LEVELS):
            if levels.get(deeper, level).restarts:
                counts[deeper] = None
        if level.form == "bullet":
            return ""

        def shown(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            of = levels.get(place, level)
            count = counts[place]
            if count is None:
                count = counts[place] = of.start
            return written(count, "decimal" if level.plain else of.form)

        label = _PLACE.sub(shown, level.text).strip()
        return label + level.gap if label else ""


def numbering_of(root: Element | None, w: str, style_lists: dict[str, str]) -> Numbering:
    """Of the numbering part; ``style_lists`` says which list a list style stands for."""
    found = Numbering()
    if root is None:
        return found
    links: dict[str, str] = {}
    for abstract in root.iter(f"{w}abstractNum"):
        name = abstract.get(f"{w}abstractNumId") or ""
        found.levels[name] = _levels(abstract, w)
        link = abstract.find(f"{w}numStyleLink")
        if link is not None:
            links[name] = link.get(f"{w}val") or ""
    for num in root.iter(f"{w}num"):
        number = num.get(f"{w}numId") or ""
        abstract = num.find(f"{w}abstractNumId")
        found.lists[number] = (abstract.get(f"{w}val") or "") if abstract is not None else ""
        for override in num.iter(f"{w}lvlOverride"):
            depth = stated(override.get(f"{w}ilvl"), 0)
            start = override.find(f"{w}startOverride")
            if start is not None:
                value = stated(start.get(f"{w}val"), 1)
                found.overrides.setdefault(number, {})[depth] = value
            own = _levels(override, w)
            if own:  # a list with levels of its own counts for itself
                base = found.levels.get(found.lists[number], {})
                found.lists[number] = f"{number} of its own"
                found.levels[found.lists[number]] = base | own
    for number, name in found.lists.items():
        for _ in range(_MOST_LINKS):
            if found.levels.get(name) or name not in links:
                break
            name = found.lists.get(style_lists.get(links[name], ""), "")
        found.lists[number] = name
    return found


def _levels(parent: Element, w: str) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in parent.findall(f"{w}lvl"):

        def value(name: str, element: Element = element) -> str | None:
            child = element.find(f"{w}{name}")
            return child.get(f"{w}val", "1") if child is not None else None

        levels[stated(element.get(f"{w}ilvl"), 0)] = Level(
            form=value("numFmt") or "decimal",
            text=value("lvlText") or "",
            start=stated(value("start"), 1),
            style=value("pStyle") or "",
            restarts=value("lvlRestart") != "0",
            plain=(value("isLgl") or "0") not in ("0", "false"),
            gap="" if value("suff") == "nothing" else " ",
        )
    return levels
