"""Headings that are known by their words: the articles and parts of a law, statute or contract."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d{1,4}\s?[a-zčćđšž]?|[IVXLC]{1,7})"
_ARTICLE = re.compile(
    rf"(?:(?:članak|član|article|section)\s+{_NUMBER}\s?\.?"
    rf"|(?:glava|poglavlje|odjeljak|dio|chapter|part)\s+{_NUMBER}\s?\.?"
    rf"|§\s?{_NUMBER}\s?\.?)",
    re.I,
)
LEVEL = 4
_LONGEST = 24


def is_article(text: str) -> bool:
    """Whether a line says nothing but which article or part begins: ``Članak 12.``"""
    text = text.strip()
    return len(text) <= _LONGEST and _ARTICLE.fullmatch(text) is not None
