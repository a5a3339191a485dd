"""What is indexed and embedded of a passage: its text with the context it would lack alone."""

from __future__ import annotations

import re

from ..reading.model import ReadPage, Table

_LINE_HYPHEN = re.compile(r"([^\W\d_]{2,})[-‐]\n([^\W\d_]*)")


def index_text(page: ReadPage, start: int, end: int, path: tuple[str, ...]) -> str:
    """Heading path, then the header of the table its rows are of, then the text."""
    text = page.text[start:end]
    word = page.continued
    if word is not None and start <= word.start < end:
        text = text[: word.start - start] + word.beginning + text[word.start - start :]
    text = whole_words(text)
    context: list[str] = []
    outer = [name for name in path if name not in text]
    if outer:
        context.append(" > ".join(outer))
    for table in page.tables:
        header = _header_before(table, start, end)
        if header:
            context.append(header)
    return "\n".join([*context, text])


def _header_before(table: Table, start: int, end: int) -> str | None:
    """The table's header when the span has rows of it but not the header itself."""
    if not table.header or table.end <= start or table.start >= end:
        return None
    return "\t".join(table.header) if start > table.rows[0].start else None


def whole_words(text: str) -> str:
    """Words hyphenated at a line's end made whole."""
    if "-\n" not in text and "‐\n" not in text:
        return text
    return _LINE_HYPHEN.sub(
        lambda match: (
            match.group(1) + match.group(2) if match.group(2)[:1].islower() else match.group()
        ),
        text,
    )
