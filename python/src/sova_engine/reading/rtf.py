"""RTF: a small reader of its own, because the code page changes with the font.

``\\'hh`` bytes are decoded by the current font's character set, ``\\u`` wins over its
replacement, pictures and other hidden destinations are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .flow import pages_of
from .model import BlockKind, DocumentInfo, ReadPage, ReadRequest, Unit, View
from .pieces import Piece, heading

_TOKEN = re.compile(
    rb"\\([a-z]+)(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+",
    re.I | re.S,
)
_CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_HIDDEN = frozenset(
    "fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore listtable "
    "listoverridetable rsidtbl generator xmlnstbl latentstyles filetbl revtbl mmathpr fldinst "
    "bkmkstart bkmkend nonshppict objdata pgdsctbl userprops wgrffmtfilter pntxta pntxtb "
    "panose falt atnid atnauthor atrfstart atrfend blipuid shprslt upr".split()
)
_NOTES = frozenset("footnote annotation".split())
_STORIES = frozenset("header headerl headerr headerf footer footerl footerr footerf shptxt".split())
_LABELS = frozenset("listtext pntext".split())
"""What a writer put before a list's item for readers that don't count: its number."""
_NOT_SHOWN = frozenset("v deleted".split())
_WORDS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "tab": "\t", "cell": "\t",
    "nestcell": "\t",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {
    b"~": "\u00a0", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n",
    b"{": "{", b"}": "}", b"\\": "\\",
}  # fmt: skip
_MAX_DEPTH = 500


@dataclass(frozen=True, slots=True)
class _State:
    hidden: bool = False
    aside: bool = False
    """Inside a note, header, footer or box: kept, but beside the body."""
    label: bool = False
    gone: bool = False
    """Hidden or deleted text, as one may switch it on and off."""
    font: int = -1
    unicode_skip: int = 1
    fonts: bool = False


class RtfReader:
    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]:
        parser = _Rtf(request.path.read_bytes())
        parser.parse()
        info = DocumentInfo("rtf", View.TEXT, Unit.SECTION, None)
        return info, pages_of(parser.pieces(), request)


class _Rtf:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._state: _State = _State()
        self._stack: list[_State] = []
        self._page = "cp1252"
        self._pages: dict[int, str] = {}
        self._font_defined = -1
        self._bytes = bytearray()
        self._text: list[str] = []
        self._aside: list[str] = []
        self._label: list[str] = []
        self._rows: list[list[str]] | None = None
        self._level = 0
        self._pieces: list[Piece] = []
        self._notes: list[Piece] = []
        self._skip = 0

    def parse(self) -> None:
        for match in _TOKEN.finditer(self._data):
            word, number, code, symbol, brace, plain = match.groups()
            if code and self._skip:
                self._skip -= 1
            elif code:
                if not self._state.hidden:
                    self._bytes.append(int(code, 16))
            elif plain:
                self._plain(plain)
            else:
                self._flush_bytes()
                if word:
                    self._word(word.decode().lower(), int(number) if number else None)
                elif brace:
                    self._brace(brace == b"{")
                elif symbol == b"*":
                    self._state = replace(self._state, hidden=True)
                elif symbol:
                    self._put(_SYMBOLS.get(symbol, ""))
        self._flush_bytes()
        self._end_paragraph()
        self._end_table()

    def pieces(self) -> list[Piece]:
        return [*self._pieces, *self._notes]

    def _plain(self, plain: bytes) -> None:
        if self._skip:
            cut = min(self._skip, len(plain))
            self._skip -= cut
            plain = plain[cut:]
        if not self._state.hidden:
            self._bytes += plain

    def _brace(self, opens: bool) -> None:
        self._skip = 0
        if opens:
            if len(self._stack) < _MAX_DEPTH:
                self._stack.append(self._state)
            return
        was_aside, was_label = self._state.aside, self._state.label
        self._state = self._stack.pop() if self._stack else _State()
        if was_label and not self._state.label:
            label, self._label = "".join(self._label).strip(), []
            if any(map(str.isalnum, label)):
                self._put(f"{label} ")
        if was_aside and not self._state.aside:
            text = "".join(self._aside).strip()
            self._aside = []
            if text:
                self._notes.append(Piece(BlockKind.NOTE, text))

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "u" and number is not None:
            self._unicode(number)
        elif word == "uc" and number is not None:
            self._state = replace(state, unicode_skip=max(number, 0))
        elif word == "ansicpg" and number:
            self._page = _codec(number)
        elif word in ("mac", "pc", "pca"):
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word in ("f", "deff") and number is not None:
            if state.fonts:
                self._font_defined = number
            self._state = replace(state, font=number)
        elif word == "fcharset" and number is not None and number in _CHARSETS and number > 2:
            self._pages[self._font_defined] = _CHARSETS[number]
        elif word in _HIDDEN:
            self._state = replace(state, hidden=True, fonts=word == "fonttbl")
        elif word in _NOTES or word in _STORIES:
            self._state = replace(state, aside=True, hidden=False)
        elif word in _LABELS:
            self._state = replace(state, label=True, hidden=False)
        elif word == "ud":
            self._state = replace(state, hidden=False)
        elif word in _NOT_SHOWN or word == "plain":
            self._state = replace(state, gone=word in _NOT_SHOWN and number != 0)
        elif word == "bin" and number:
            self._skip = 0
        else:
            self._structure(word, number)

    def _structure(self, word: str, number: int | None) -> None:
        if self._state.hidden:
            return
        if word == "outlinelevel" and number is not None:
            self._level = number + 1
        elif word == "pard":
            self._level = 0
        elif word == "trowd" and not self._state.aside:
            if self._rows is None:
                self._end_paragraph()
                self._rows = [[]]
        elif word == "cell" and self._rows is not None and not self._state.aside:
            self._rows[-1].append("".join(self._text).strip())
            self._text = []
        elif word == "row" and self._rows is not None:
            self._rows.append([])
        elif word == "par" and not self._state.aside:
            if self._rows is not None and (self._rows[-1] or len(self._rows) == 1):
                self._text.append("\n")
            else:
                self._end_table()
                self._end_paragraph()
        else:
            self._put(_WORDS.get(word, ""))

    def _unicode(self, number: int) -> None:
        self._skip = self._state.unicode_skip
        code = number + 0x10000 if number < 0 else number
        target = self._target()
        if target is None or not 0 < code < 0x110000:
            return
        last = target[-1] if target else ""
        if 0xDC00 <= code < 0xE000 and last and 0xD800 <= ord(last[-1]) < 0xDC00:
            high = ord(last[-1])
            target[-1] = last[:-1] + chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
        else:
            target.append(chr(code))

    def _target(self) -> list[str] | None:
        state = self._state
        if state.hidden or state.gone:
            return None
        return self._label if state.label else self._aside if state.aside else self._text

    def _put(self, text: str) -> None:
        target = self._target()
        if text and target is not None:
            target.append(text)

    def _flush_bytes(self) -> None:
        if self._bytes:
            page = self._pages.get(self._state.font, self._page)
            self._put(bytes(self._bytes).decode(page, errors="replace"))
            self._bytes = bytearray()

    def _end_paragraph(self) -> None:
        text = "".join(self._text)
        self._text = []
        if text.strip():
            piece = Piece(BlockKind.PARAGRAPH, text)
            self._pieces.append(heading(text, self._level) if 0 < self._level < 7 else piece)

    def _end_table(self) -> None:
        rows, self._rows = self._rows, None
        if rows and any(rows):
            kept = tuple(tuple(row) for row in rows if row)
            self._pieces.append(Piece(BlockKind.TABLE_ROW, rows=kept))


def _codec(page: int) -> str:
    name = {65001: "utf-8", 10000: "mac_roman", 10029: "mac_latin2"}.get(page, f"cp{page}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name
