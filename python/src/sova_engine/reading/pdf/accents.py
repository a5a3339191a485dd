"""Letters drawn in two: old fonts set a caron or an acute over a letter as a sign of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_COMBINING = {
    "ˇ": "\u030c", "´": "\u0301", "¨": "\u0308", "˝": "\u030b", "˚": "\u030a", "¸": "\u0327",
}  # fmt: skip
_ACCENT = re.compile("[ˇ´¨˝˚¸]")
_UNSEEN = "\u00ad"
"""In an accent's place, so that characters keep their numbers; it is left out of words."""
_OFF_CENTRE = 0.4

Boxes = Callable[[NDArray[np.int64]], NDArray[np.float64]]


def composed(text: str, boxes: Boxes) -> str:
    """The same characters, each letter under an accent whole.

    ``boxes`` gives rows of left, bottom, right, top of characters: the accent belongs to the
    neighbour in whose middle it stands. An apostrophe beside a letter is none.
    """
    found = [match.start() for match in _ACCENT.finditer(text)]
    if not found:
        return text
    letters = list(text)
    for at in found:
        for beside in (at + 1, at - 1):
            if not 0 <= beside < len(text) or not letters[beside].isalpha():
                continue
            whole = unicodedata.normalize("NFC", letters[beside] + _COMBINING[text[at]])
            accent, letter = boxes(np.array([at, beside], np.int64)).T
            away = abs((accent[0] + accent[2]) - (letter[0] + letter[2])) / 2
            if len(whole) == 1 and away < _OFF_CENTRE * (letter[2] - letter[0]):
                letters[at], letters[beside] = _UNSEEN, whole
                break
    return "".join(letters)
