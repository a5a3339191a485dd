"""A Word paragraph's runs: its text as it is shown, and what hangs in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .styles import is_on
from .symbols import TICKED, UNTICKED, symbol

MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_NESTING = 40
_BREAKING = {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GRAPHICS = {
    "/main}blip": ("/relationships}embed",),
    ":vml}imagedata": ("/relationships}id",),
    "/chart}chart": ("/relationships}id",),
    "/diagram}relIds": ("/relationships}dm",),
}
"""What stands for a picture, chart or diagram, and the attribute that names it."""
_SILENT = frozenset(("pPr", "rPr", "del", "instrText"))


@dataclass
class Runs:
    """``boxes`` and ``graphics`` (ids of relations) are met on the way and kept for later."""

    w: str
    moved: str = ""
    """The tag of what was moved from here, where it is read at its new place."""
    parts: list[str] = field(default_factory=list[str])
    boxes: list[Element] = field(default_factory=list[Element])
    graphics: list[str] = field(default_factory=list[str])
    _all_bold: bool = True

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def bold(self) -> bool:
        """Whether all that is written is bold by its own runs."""
        return self._all_bold and bool(self.parts)

    def read(self, element: Element, depth: int = 0) -> None:
        if depth > _MAX_NESTING:
            return
        start = len(self.w)
        for child in element:
            tag = child.tag
            name = tag[start:] if tag.startswith(self.w) else ""
            if name == "r":
                self._run(child, depth)
            elif name == "t" or tag.endswith("math}t"):
                self.parts.append(child.text or "")
            elif name in _BREAKING:
                self.parts.append(_BREAKING[name])
            elif name in ("tab", "ptab"):
                self.parts.append("\t" if element.tag == f"{self.w}r" else "")
            elif name == "sym":
                self.parts.append(self._symbol(child))
            elif name == "fldChar":
                self._tick_box(child)
            elif name == "txbxContent":
                self.boxes.append(child)
            else:
                if not name:
                    self._graphic(child)
                if name not in _SILENT and tag not in (MC_FALLBACK, self.moved) and len(child):
                    self.read(child, depth + 1)

    def _run(self, run: Element, depth: int) -> None:
        w = self.w
        looks = run[0] if len(run) and run[0].tag == f"{w}rPr" else None
        bold = False
        if looks is not None and len(looks):
            if is_on(looks.find(f"{w}vanish"), w):
                return
            bold = bool(is_on(looks.find(f"{w}b"), w))
        before = len(self.parts)
        self.read(run, depth + 1)
        if self._all_bold and not bold:
            self._all_bold = not any(part.strip() for part in self.parts[before:])

    def _symbol(self, element: Element) -> str:
        try:
            code = int(element.get(f"{self.w}char") or "", 16)
        except ValueError:
            return ""
        return symbol(element.get(f"{self.w}font") or "", code)

    def _tick_box(self, element: Element) -> None:
        """A form's old box to tick: drawn by a field without any text."""
        w = self.w
        box = element.find(f"{w}ffData/{w}checkBox")
        if box is not None:
            state = box.find(f"{w}checked")
            ticked = is_on(box.find(f"{w}default") if state is None else state, w)
            self.parts.append(TICKED if ticked else UNTICKED)

    def _graphic(self, element: Element) -> None:
        for sign, attributes in _GRAPHICS.items():
            if element.tag.endswith(sign):
                self.graphics += (v for k, v in element.items() if k.endswith(attributes))
