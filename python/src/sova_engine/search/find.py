"""Where a text stands in a document: letters compared without case and diacritics."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sova_engine.lexical import fold


def find_in_document(
    pages: Iterable[tuple[int, str]], text: str, limit: int
) -> tuple[list[tuple[int, int, int]], int]:
    """((page, start, end) of the first ``limit`` hits, number of all hits).

    White space of any length matches any other, so a phrase broken over lines is found.
    """
    parts = [re.escape(fold(part)) for part in text.split()]
    if not parts:
        return [], 0
    pattern = re.compile(r"\s+".join(parts))
    hits: list[tuple[int, int, int]] = []
    total = 0
    for page, page_text in pages:
        folded, places = _folded(page_text)
        for match in pattern.finditer(folded):
            total += 1
            if len(hits) < limit:
                start, end = places[match.start()], places[match.end() - 1] + 1
                hits.append((page, start, end))
    return hits, total


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its letters, the place it came from."""
    whole = fold(text)
    if len(whole) == len(text):
        return whole, list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for piece in fold(letter):
            letters.append(piece)
            places.append(place)
    return "".join(letters), places
