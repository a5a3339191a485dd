"""A passage: the smallest thing that is found, shown and cited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """``page.text[start:end]`` is exactly ``text``; a passage never crosses a page."""

    page: int
    start: int
    end: int
    text: str
    index_text: str
    """What is indexed and embedded: heading path and table header before the text,
    words hyphenated across lines joined."""
    heading_path: tuple[str, ...]
    language: str | None
    sentences: tuple[tuple[int, int], ...]
    """(start, end) of its sentences, code points of the page's text."""
