"""What is stored of a document, as the viewer and the library ask for it."""

from __future__ import annotations

from typing import Literal

from sova_engine.api.schemas.base import Language, Model, Problem


class PageSummary(Model):
    number: int
    label: str | None
    outcome: Literal["text", "ocr", "empty", "failed"]
    confidence: float | None
    reason: Problem | None
    language: Language | None
    characters: int
    width: float | None
    height: float | None


class Heading(Model):
    level: int
    text: str
    char_start: int


class TableRowView(Model):
    cells: list[str]
    char_start: int
    char_end: int


class TableView(Model):
    char_start: int
    char_end: int
    header: list[str]
    rows: list[TableRowView]


class Page(PageSummary):
    text: str
    headings: list[Heading]
    tables: list[TableView]


class PassageView(Model):
    id: str
    page: int
    char_start: int
    char_end: int
    text: str
    heading_path: list[str]
    language: Language | None


class PassageList(Model):
    items: list[PassageView]
    total: int


class Box(Model):
    x: float
    y: float
    width: float
    height: float


class Boxes(Model):
    """The lines of each span asked for, in the order asked."""

    spans: list[list[Box]]
    width: float | None
    height: float | None


class SpanView(Model):
    page: int
    char_start: int
    char_end: int


class FindResult(Model):
    hits: list[SpanView]
    total: int
