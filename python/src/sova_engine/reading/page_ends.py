"""Words hyphenated over a page's end: each page keeps its own text, the next knows the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .lines import BROKEN, HYPHENS
from .model import BlockKind, Continued, ReadPage

_NEAR = 3
"""Blocks looked at from a page's end and beginning: running heads and numbers stand there."""


def joined(pages: Iterable[ReadPage]) -> Iterator[ReadPage]:
    """The same pages; one that begins inside a word says how the word began."""
    previous: ReadPage | None = None
    for page in pages:
        follows = previous is not None and previous.number + 1 == page.number
        beginning = _beginning(previous) if previous is not None and follows else None
        start = _start(page) if beginning else None
        previous = page
        if beginning and start is not None:
            yield replace(page, continued=Continued(beginning, start))
        else:
            yield page


def _beginning(page: ReadPage) -> str | None:
    for block in reversed(page.blocks[-_NEAR:]):
        if not page.text.endswith(HYPHENS, block.start, block.end):
            continue
        found = BROKEN.search(page.text[block.start : block.end])
        if found:
            return found.group(1)
    return None


def _start(page: ReadPage) -> int | None:
    for block in page.blocks[:_NEAR]:
        if block.kind is BlockKind.PARAGRAPH and page.text[block.start].islower():
            return block.start
    return None
