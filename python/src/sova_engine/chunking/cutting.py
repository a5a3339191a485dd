"""Cuts a page into passages along its structure, measured in the embedder's tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..reading.model import Block, BlockKind, ReadPage, Span
from .indexing import index_text
from .language import language_of
from .model import Passage
from .sentences import sentences

CountTokens = Callable[[str], int]

TARGET_TOKENS = 220
MAXIMUM_TOKENS = 380
_WHOLE = (BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.CODE)
_SMALL = 0.25
_ENOUGH = 0.6
"""A passage this full ends where its paragraph ends, rather than in the next one."""


@dataclass(slots=True)
class _Draft:
    """Units that will be one passage: sentences, table rows, headings, pieces of endless ones."""

    spans: list[Span] = field(default_factory=list[Span])
    tokens: int = 0
    only_headings: bool = True
    path: tuple[str, ...] = ()
    table: int = -1
    """Path and table of the last unit."""


def cut(
    page: ReadPage,
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
    path = _Path(headings_before)
    for block in page.blocks or (Block(BlockKind.PARAGRAPH, 0, len(page.text)),):
        is_heading = block.kind is BlockKind.HEADING
        if is_heading:
            path.enter(page.text[block.start : block.end], block.level)
        opens = True
        for start, end, tokens in _units(page.text, block, count_tokens, maximum):
            if not drafts or _begins(drafts[-1], tokens, block, opens, target, maximum):
                drafts.append(_Draft())
            draft = drafts[-1]
            draft.spans.append((start, end))
            draft.tokens += tokens
            draft.only_headings &= is_heading
            draft.path, draft.table = path.names, block.table
            opens = False
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
        self.names = before

    def enter(self, name: str, level: int) -> None:
        self._entries = [entry for entry in self._entries if entry[0] < level]
        self._entries.append((level, name))
        self.names = tuple(name for _, name in self._entries)


def _units(text: str, block: Block, count: CountTokens, maximum: int) -> list[tuple[int, int, int]]:
    """(start, end, tokens) of what is not cut: sentences, a row, pieces of an endless one."""
    if block.kind in _WHOLE:
        spans = [(block.start, block.end)]
    else:
        spans = sentences(text, block.start, block.end)
    units: list[tuple[int, int, int]] = []
    for start, end in spans:
        tokens = count(text[start:end])
        if tokens <= maximum:
            units.append((start, end, tokens))
        else:
            units += _bounded(text, start, end, count, maximum)
    return units


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


def _begins(
    current: _Draft, tokens: int, block: Block, opens: bool, target: int, maximum: int
) -> bool:
    """Whether the next unit, the first of its block or not, begins a new passage."""
    together = current.tokens + tokens
    if together > maximum:
        return True
    if block.kind is BlockKind.HEADING:
        return not current.only_headings
    if current.only_headings:
        return False
    if block.table != current.table:
        return opens and current.tokens >= _SMALL * target
    if together > target:
        return True
    return opens and current.tokens >= _ENOUGH * target and (block.kind is not BlockKind.TABLE_ROW)


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
            last.spans += draft.spans
            last.tokens += draft.tokens
            last.only_headings &= draft.only_headings
            last.table = draft.table
        else:
            merged.append(draft)
    return merged


def _passage(page: ReadPage, draft: _Draft) -> Passage:
    start, end = draft.spans[0][0], draft.spans[-1][1]
    while end > start and page.text[end - 1].isspace():
        end -= 1
    text = page.text[start:end]
    return Passage(
        page=page.number,
        start=start,
        end=end,
        text=text,
        index_text=index_text(page, start, end, draft.path),
        heading_path=draft.path,
        language=language_of(text),
        sentences=tuple((first, min(last, end)) for first, last in draft.spans),
    )
