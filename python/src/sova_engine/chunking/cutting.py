"""Cuts a page into passages along its structure, measured in the embedder's tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..reading.model import Block, BlockKind, DocumentInfo, ReadPage
from .indexing import index_text
from .language import language_of
from .model import Passage
from .sentences import sentences

CountTokens = Callable[[str], int]

TARGET_TOKENS = 220
MAXIMUM_TOKENS = 380
_SMALL = 0.25
_ENOUGH = 0.6
"""A passage this full ends where its paragraph ends, rather than in the next one."""


@dataclass(slots=True)
class _Unit:
    """What is not cut: a sentence, a table row, a heading, or a piece of an endless one."""

    start: int
    end: int
    tokens: int
    block: Block
    opens_block: bool
    path: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    units: list[_Unit] = field(default_factory=list["_Unit"])
    tokens: int = 0
    only_headings: bool = True

    @property
    def path(self) -> tuple[str, ...]:
        return self.units[-1].path

    @property
    def table(self) -> int:
        return self.units[-1].block.table

    def add(self, unit: _Unit) -> None:
        self.units.append(unit)
        self.tokens += unit.tokens
        self.only_headings &= unit.block.kind is BlockKind.HEADING


def cut(
    page: ReadPage,
    info: DocumentInfo,
    *,
    headings_before: tuple[str, ...],
    count_tokens: CountTokens,
    target: int = TARGET_TOKENS,
    maximum: int = MAXIMUM_TOKENS,
) -> list[Passage]:
    """Passages of about ``target`` tokens, none above ``maximum`` where words allow.

    ``headings_before`` is the heading path in force where the page begins
    (``headings_after`` of the page before).
    """
    drafts: list[_Draft] = []
    for unit in _units(page, headings_before, count_tokens, maximum):
        current = drafts[-1] if drafts else None
        if current is None or _begins(current, unit, target, maximum):
            current = _Draft()
            drafts.append(current)
        current.add(unit)
    return [_passage(page, draft) for draft in _merged(drafts, target, maximum)]


def headings_after(page: ReadPage, before: tuple[str, ...]) -> tuple[str, ...]:
    """The heading path in force at the page's end."""
    path = _Path(before)
    for block in page.blocks:
        if block.kind is BlockKind.HEADING:
            path.enter(page.text[block.start : block.end], block.level)
    return path.names


class _Path:
    def __init__(self, before: tuple[str, ...]) -> None:
        self._entries = [(level, name) for level, name in enumerate(before, start=1)]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._entries)

    def enter(self, name: str, level: int) -> None:
        self._entries = [entry for entry in self._entries if entry[0] < level]
        self._entries.append((level, name))


def _units(
    page: ReadPage, before: tuple[str, ...], count: CountTokens, maximum: int
) -> Iterator[_Unit]:
    path = _Path(before)
    blocks = page.blocks or (Block(BlockKind.PARAGRAPH, 0, len(page.text)),)
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            path.enter(page.text[block.start : block.end], block.level)
            spans = [(block.start, block.end)]
        elif block.kind in (BlockKind.TABLE_ROW, BlockKind.CODE):
            spans = [(block.start, block.end)]
        else:
            spans = sentences(page.text, block.start, block.end)
        names = path.names
        opens = True
        for start, end in spans:
            tokens = count(page.text[start:end])
            if tokens <= maximum:
                yield _Unit(start, end, tokens, block, opens, names)
            else:
                for first, last, some in _bounded(page.text, start, end, count, maximum):
                    yield _Unit(first, last, some, block, opens and first == start, names)
            opens = False


def _bounded(
    text: str, start: int, end: int, count: CountTokens, maximum: int
) -> Iterator[tuple[int, int, int]]:
    """The span itself, or pieces of it at line ends or words where it is too long."""
    tokens = count(text[start:end])
    if tokens <= maximum:
        yield start, end, tokens
        return
    middle = (start + end) // 2
    at = -1
    for mark in ("\n", "; ", ", ", "\t", " "):
        quarter = (end - start) // 4
        at = text.rfind(mark, start + quarter, middle + quarter)
        if at >= 0:
            at += len(mark)
            break
    if at <= start:
        at = middle
    if at <= start or at >= end:
        yield start, end, tokens
        return
    yield from _bounded(text, start, at, count, maximum)
    yield from _bounded(text, at, end, count, maximum)


def _begins(current: _Draft, unit: _Unit, target: int, maximum: int) -> bool:
    """Whether the unit begins a new passage."""
    together = current.tokens + unit.tokens
    if together > maximum:
        return True
    if unit.block.kind is BlockKind.HEADING:
        return not current.only_headings
    if current.only_headings:
        return False
    if unit.block.table != current.table:
        return unit.opens_block and current.tokens >= _SMALL * target
    if together > target:
        return True
    return (
        unit.opens_block
        and current.tokens >= _ENOUGH * target
        and (unit.block.kind is not BlockKind.TABLE_ROW)
    )


def _merged(drafts: list[_Draft], target: int, maximum: int) -> list[_Draft]:
    """A passage too small to stand alone joins the one before of the same headings."""
    merged: list[_Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.path == draft.path
            and min(last.tokens, draft.tokens) < _SMALL * target
            and last.tokens + draft.tokens <= min(maximum, round(1.3 * target))
        ):
            for unit in draft.units:
                last.add(unit)
        else:
            merged.append(draft)
    return merged


def _passage(page: ReadPage, draft: _Draft) -> Passage:
    start, end = draft.units[0].start, draft.units[-1].end
    while end > start and page.text[end - 1].isspace():
        end -= 1
    text = page.text[start:end]
    path = draft.path
    spans = _sentence_spans(draft, end)
    return Passage(
        page=page.number,
        start=start,
        end=end,
        text=text,
        index_text=index_text(page, start, end, path),
        heading_path=path,
        language=language_of(text),
        sentences=spans,
    )


def _sentence_spans(draft: _Draft, end: int) -> tuple[tuple[int, int], ...]:
    return tuple((unit.start, min(unit.end, end)) for unit in draft.units)
