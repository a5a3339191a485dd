"""Numbers of an OpenDocument text's lists: counted as its list styles say."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..numerals import stated, written
from .odf_names import STYLE, TEXT

_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    prefix: str
    suffix: str
    start: int
    shown: int
    """How many numbers of the levels above, itself included, make up the label."""


@dataclass
class Lists:
    """Told of every list and item as they come, it has the label of the next paragraph."""

    styles: dict[str, dict[int, _Level]] = field(default_factory=dict[str, "dict[int, _Level]"])
    _open: list[str] = field(default_factory=list[str])
    _counts: dict[str, list[int]] = field(default_factory=dict[str, "list[int]"])
    _label: str = ""

    @classmethod
    def of(cls, *roots: Element | None) -> Lists:
        found = cls()
        for root in roots:
            for style in root.iter(f"{TEXT}list-style") if root is not None else ():
                levels = {
                    stated(level.get(f"{TEXT}level"), 1): _level(level)
                    for level in style.iter(f"{TEXT}list-level-style-number")
                }
                found.styles.setdefault(style.get(f"{STYLE}name") or "", levels)
        return found

    def enter(self, element: Element) -> None:
        name = element.get(f"{TEXT}style-name") or (self._open[-1] if self._open else "")
        goes_on = any(
            element.get(f"{TEXT}{how}") not in (None, "false")
            for how in ("continue-numbering", "continue-list")
        )
        counts = self._counts.setdefault(name, [0] * (_DEEPEST + 1))
        depth = len(self._open)
        if not goes_on and depth < _DEEPEST:
            counts[depth + 1 :] = [0] * (_DEEPEST - depth)
        self._open.append(name)

    def leave(self) -> None:
        self._open.pop()
        self._label = ""

    def item(self, element: Element) -> None:
        """An item begins; its first paragraph has the label."""
        depth = len(self._open)
        name = self._open[-1] if self._open else ""
        levels = self.styles.get(name, {})
        level = levels.get(depth)
        self._label = ""
        if level is None or depth > _DEEPEST:
            return
        counts = self._counts[name]
        given = stated(element.get(f"{TEXT}start-value"), -1)
        counts[depth] = given if given >= 0 else (counts[depth] or level.start - 1) + 1
        counts[depth + 1 :] = [0] * (_DEEPEST - depth)
        if not level.form:
            return
        first = max(depth - level.shown + 1, 1)
        numbers = [
            written(max(counts[place], 1), levels.get(place, level).form)
            for place in range(first, depth + 1)
        ]
        self._label = f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}".strip()

    def take(self) -> str:
        label, self._label = self._label, ""
        return f"{label} " if label else ""


def _level(element: Element) -> _Level:
    return _Level(
        element.get(f"{STYLE}num-format") or "",
        element.get(f"{STYLE}num-prefix") or "",
        element.get(f"{STYLE}num-suffix") or "",
        stated(element.get(f"{TEXT}start-value"), 1),
        stated(element.get(f"{TEXT}display-levels"), 1),
    )
