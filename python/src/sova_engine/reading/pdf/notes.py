"""References to notes that stand against a word: ``odluka12`` is the word odluka and note 12."""

from __future__ import annotations

import re
from typing import Any

import pypdfium2.raw as raw_module

raw: Any = raw_module

_NUMBER = re.compile(r"\d{1,3}(?!\w)")
_LEAST_WORD = 3
_RAISED = 0.85
"""A reference is set smaller than the word: the figures of COVID19 are not."""


def references(text_page: Any, text: str) -> list[int]:
    """Places in a page's text where a raised number begins right behind a word."""
    found: list[int] = []
    for match in _NUMBER.finditer(text):
        at = match.start()
        end = at - 1 if at and text[at - 1] in '.,;:)”“"!?' else at
        word = text[max(end - _LEAST_WORD, 0) : end]
        if len(word) == _LEAST_WORD and word.isalpha():
            size = raw.FPDFText_GetFontSize(text_page, end - 1)
            if raw.FPDFText_GetFontSize(text_page, at) < _RAISED * size:
                found.append(at)
    return found
