"""HTML to pieces: what a person reads of it. Scripts, styles and hidden parts are left out.

Parsed by the standard library's tolerant parser: no entity but characters, no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from .cells import flat
from .grid import Attributes, Grid, is_layout
from .model import BlockKind
from .numerals import stated, written
from .pieces import Piece

_SKIPPED = frozenset(
    "script style noscript template svg math head iframe object embed applet canvas audio video "
    "select datalist".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form header hgroup hr html legend main menu nav ol p section summary ul "
    "caption".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ol", "ul")
_MAX_DEPTH = 2_000


class MarkupReader(HTMLParser):
    """Feed it markup, then take ``pieces``; ``title`` is the document's own."""

    def __init__(self, *, navigation: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._skipped = _SKIPPED if navigation else _SKIPPED | {"nav"}
        self.pieces: list[Piece] = []
        self.title = ""
        self._text: list[str] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._skip: list[str] = []
        self._in_title = False
        self._pre = 0
        self._tables: list[Grid] = []
        self._lists: list[_List] = []
        self._label = ""
        """Number of the list's item that begins here."""
        self._pictures: list[Piece] = []
        """Met inside the block that is being written: they come behind it."""

    def updatepos(self, i: int, j: int) -> int:
        """Lines are not counted: nobody asks where a tag stood."""
        return j

    # -- parser events ----------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self.title:
            self._in_title = True
            return
        if self._skip:
            if tag == self._skip[-1] and len(self._skip) < _MAX_DEPTH:
                self._skip.append(tag)
            return
        if tag in _VOID:
            self._void(tag, attrs)
            return
        if tag in self._skipped or _hidden(attrs):
            self._skip.append(tag)
            return
        self._open(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)
        elif not self._skip and tag in _BLOCKS:
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
            return
        if self._skip:
            if tag == self._skip[-1]:
                self._skip.pop()
            elif tag in ("body", "html") or (tag == "head" and "head" not in self._skip):
                self._skip.clear()
            return
        self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._skip:
            if self._tables and self._tables[-1].cell is not None:
                self._tables[-1].cell.append(data)
            else:
                self._text.append(data if self._pre else _spaced(data))

    def close(self) -> None:
        super().close()
        while self._tables:
            self._end_table()
        self._flush()

    # -- structure ----------------------------------------------------------------------

    def _void(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            alt = next((value for name, value in attrs if name == "alt" and value), None)
            if alt:
                self.handle_data(f" {alt} ")
            source = next((value for name, value in attrs if name == "src" and value), None)
            if source:
                self._pictures.append(Piece(BlockKind.PARAGRAPH, alt or "", picture=source))
        elif tag == "br":
            cell = self._tables[-1].cell if self._tables else None
            (self._text if cell is None else cell).append("\n")
        elif tag == "hr" and not self._tables:
            self._flush()

    def _open(self, tag: str, attrs: Attributes) -> None:
        if tag == "table":
            if len(self._tables) < 20:
                if not self._tables:
                    self._flush()
                self._tables.append(Grid())
            return
        if self._tables:
            self._tables[-1].open(tag, attrs, breaks=tag in _BLOCKS or tag == "li")
            return
        if tag in _HEADINGS:
            self._flush()
            self._kind, self._level = BlockKind.HEADING, _HEADINGS[tag]
        elif tag == "li":
            self._flush()
            self._kind = BlockKind.LIST_ITEM
            self._label = self._lists[-1].label(attrs) if self._lists else ""
        elif tag == "pre":
            self._flush()
            self._kind, self._pre = BlockKind.CODE, self._pre + 1
        elif tag in _LISTS:
            self._flush()
            if len(self._lists) < _MAX_DEPTH:
                self._lists.append(_List.of(tag, attrs))
        elif tag in _BLOCKS and self._kind is not BlockKind.HEADING:
            kind = self._kind if tag == "p" and not self._has_text() else BlockKind.PARAGRAPH
            self._flush()
            self._kind = kind

    def _close(self, tag: str) -> None:
        if tag == "table" and self._tables:
            self._end_table()
            return
        if self._tables:
            self._tables[-1].close(tag)
            return
        if tag in _HEADINGS or tag in _BLOCKS or tag in ("li", "pre"):
            self._flush()
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in _LISTS and self._lists:
            self._lists.pop()

    def _end_table(self) -> None:
        table = self._tables.pop()
        rows = table.finish()
        if table.caption and not self._tables:
            self.pieces.append(Piece(BlockKind.PARAGRAPH, table.caption))
        if not rows:
            return
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.append(f"\n{flat(rows)}\n")
        elif max(len(row) for row in rows) == 1 or is_layout(rows):
            self.pieces.extend(
                Piece(BlockKind.PARAGRAPH, cell) for row in rows for cell in row if cell.strip()
            )
        else:
            self.pieces.append(Piece(BlockKind.TABLE_ROW, rows=rows, has_header=True))

    def _has_text(self) -> bool:
        return any(not part.isspace() for part in self._text if part)

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text = []
        if text.strip():
            text = self._label + text.lstrip() if self._label else text
            self.pieces.append(Piece(self._kind, text, level=self._level))
            self._label = ""
        if not self._tables:
            self.pieces += self._pictures
            self._pictures = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0


@dataclass(slots=True)
class _List:
    """``form`` is empty for a list without numbers."""

    form: str
    next: int

    @classmethod
    def of(cls, tag: str, attributes: Attributes) -> _List:
        said = dict(attributes)
        form = (said.get("type") or "1") if tag == "ol" else ""
        return cls(form, stated(said.get("start"), 1))

    def label(self, attributes: Attributes) -> str:
        number = stated(dict(attributes).get("value"), self.next)
        self.next = number + 1
        return f"{written(number, self.form)}. " if self.form else ""


def _spaced(data: str) -> str:
    return data.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _hidden(attrs: list[tuple[str, str | None]]) -> bool:
    for name, value in attrs:
        if name == "hidden" or (name == "aria-hidden" and value == "true"):
            return True
        if name == "style" and value:
            style = value.lower().replace(" ", "")
            if "display:none" in style or "visibility:hidden" in style:
                return True
    return False


def pieces_of(markup: str) -> tuple[list[Piece], str | None]:
    """(pieces, title) of an HTML text; its navigation only where there is nothing else."""
    reader = _read(markup, navigation=False)
    if not reader.pieces and "<nav" in markup:
        reader = _read(markup, navigation=True)
    return reader.pieces, " ".join(reader.title.split()) or None


def _read(markup: str, *, navigation: bool) -> MarkupReader:
    reader = MarkupReader(navigation=navigation)
    reader.feed(markup)
    reader.close()
    return reader
