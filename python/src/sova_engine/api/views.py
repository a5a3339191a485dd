"""Stored rows as the schema shows them."""

from __future__ import annotations

from typing import Literal

from sova_engine.api.schemas import (
    Box,
    Heading,
    Page,
    PageSummary,
    PassageView,
    Problem,
    TableRowView,
    TableView,
)
from sova_engine.reading import BlockKind, CharBoxes
from sova_engine.store import PageRow, PassageRow, StoredPage


def language_view(language: str | None) -> Literal["hr", "en"] | None:
    return "hr" if language == "hr" else "en" if language == "en" else None


def page_summary(row: PageRow) -> PageSummary:
    reason = None
    if row.reason_code is not None:
        reason = Problem(code=row.reason_code, message=row.reason or "")
    return PageSummary(
        number=row.number,
        label=row.label,
        outcome=row.outcome.value,
        confidence=row.confidence,
        reason=reason,
        language=language_view(row.language),
        characters=row.characters,
        width=row.width,
        height=row.height,
    )


def page_view(stored: StoredPage) -> Page:
    text = stored.text
    return Page(
        **page_summary(stored.row).model_dump(),
        text=text,
        headings=[
            Heading(
                level=block.level,
                text=text[block.start : block.end].strip(),
                char_start=block.start,
            )
            for block in stored.structure.blocks
            if block.kind is BlockKind.HEADING
        ],
        tables=[
            TableView(
                char_start=table.start,
                char_end=table.end,
                header=list(table.header),
                rows=[
                    TableRowView(cells=list(row.cells), char_start=row.start, char_end=row.end)
                    for row in table.rows
                ],
            )
            for table in stored.structure.tables
        ],
    )


def passage_view(row: PassageRow) -> PassageView:
    return PassageView(
        id=row.id,
        page=row.page,
        char_start=row.start,
        char_end=row.end,
        text=row.text,
        heading_path=list(row.heading_path),
        language=language_view(row.language),
    )


def boxes_of(chars: CharBoxes, start: int, end: int) -> list[Box]:
    """One box a line: runs that overlap the span, joined where they stand side by side."""
    lines: list[list[float]] = []
    for (a, b), (x, y, width, height) in zip(chars.spans, chars.boxes, strict=True):
        if a >= end or b <= start:
            continue
        if b > a and (a < start or b > end):  # a run cut by the span: its share of the run
            left, right = (max(a, start) - a) / (b - a), (min(b, end) - a) / (b - a)
            x, width = x + width * left, width * (right - left)
        if lines and _same_line(lines[-1], x, y, height):
            last = lines[-1]
            right_edge = max(last[0] + last[2], x + width)
            bottom = max(last[1] + last[3], y + height)
            last[0], last[1] = min(last[0], x), min(last[1], y)
            last[2], last[3] = right_edge - last[0], bottom - last[1]
        else:
            lines.append([x, y, width, height])
    return [Box(x=x, y=y, width=w, height=h) for x, y, w, h in lines]


def _same_line(line: list[float], x: float, y: float, height: float) -> bool:
    """Half of the lower one overlaps in height, and it goes on to the right within a gap."""
    left, top, width, tall = line
    overlap = min(top + tall, y + height) - max(top, y)
    return overlap >= 0.5 * min(tall, height) and -tall <= x - (left + width) <= 3 * tall
