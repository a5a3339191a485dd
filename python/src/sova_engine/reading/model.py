"""What reading a document yields, whatever its format.

Offsets are Unicode code points of ``ReadPage.text``; the text is NFC and never changes
after the page is read, because citations are addresses into it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import ArrayLike
from pydantic import ConfigDict

Span = tuple[int, int]
Box = tuple[float, float, float, float]
"""x, y, width, height; origin top left."""


class Outcome(StrEnum):
    TEXT = "text"
    OCR = "ocr"
    EMPTY = "empty"
    FAILED = "failed"


class View(StrEnum):
    """How the viewer shows the document."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    TABLE = "table"


class Unit(StrEnum):
    """What one numbered part of the document is called."""

    PAGE = "page"
    SHEET = "sheet"
    SLIDE = "slide"
    SECTION = "section"
    CHAPTER = "chapter"
    MESSAGE = "message"


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    CODE = "code"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A structural piece of a page: where passages may begin and end."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Heading level 1..6; 0 elsewhere."""
    table: int = -1
    """Index into ``ReadPage.tables`` for table rows."""


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    start: int
    end: int
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class CharBoxes:
    """Boxes of runs of characters, one entry a run (a word or a line piece).

    ``spans`` are (start, end) code points; ``boxes`` are in page units (PDF points after
    page rotation, or image pixels). Packed, because a book has a million of them and they
    are only looked at when a passage is marked: all spans as uint32, then all boxes as
    float32, little-endian.
    """

    packed: bytes = b""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    @classmethod
    def of(cls, spans: ArrayLike, boxes: ArrayLike) -> CharBoxes:
        """Of parallel rows: (start, end) and (x, y, width, height)."""
        packed = np.asarray(spans, "<u4").tobytes() + np.asarray(boxes, "<f4").tobytes()
        return cls(packed)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(struct.iter_unpack("<2I", self.packed[: self._count * 8]))

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(struct.iter_unpack("<4f", self.packed[self._count * 8 :]))

    @property
    def _count(self) -> int:
        return len(self.packed) // 24


@dataclass(frozen=True, slots=True)
class Continued:
    """A page that begins inside a word: ``beginning`` stands at the page before's end."""

    beginning: str
    start: int
    """Where on this page the rest of the word is."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    number: int
    text: str
    outcome: Outcome
    label: str | None = None
    confidence: float | None = None
    """Mean word confidence of text recognition, 0..1."""
    quality: float | None = None
    """What the text-layer gate measured, 0..1."""
    reason_code: str | None = None
    reason: str | None = None
    width: float | None = None
    height: float | None = None
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    chars: CharBoxes = field(default_factory=CharBoxes)
    continued: Continued | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """Known once a file is opened; comes before its pages."""

    type: str
    """Type found by content: pdf, docx, html, ..."""
    view: View
    unit: Unit
    pages: int | None
    """Number of pages where the format tells it before reading."""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ReadLimits:
    max_pages: int = 10_000
    seconds_per_page: float = 60.0
    seconds_per_file: float = 1800.0
    memory_bytes: int = 2 * 1024**3
    unpacked_bytes: int = 1024**3


@dataclass(frozen=True, slots=True)
class ReadRequest:
    path: Path
    name: str
    """The name the person gave: shown in messages and a weak hint of the type, never trusted."""
    limits: ReadLimits = ReadLimits()
    password: str | None = None
    ocr: bool = True
    ocr_languages: tuple[str, ...] = ("hrv", "eng")
    depth: int = 0
    """How many documents it lies in: an attachment of a mail in an archive has 2."""
    only_pages: frozenset[int] | None = None
    """Read just these pages again (retry, resume); None for all."""


class Reader(Protocol):
    """Reads one family of formats; raises ``EngineError`` when the whole file fails."""

    def open(self, request: ReadRequest) -> tuple[DocumentInfo, Iterator[ReadPage]]: ...
