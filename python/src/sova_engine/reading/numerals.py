"""Numbers in markup: as an attribute states one, and as a list of some form shows it."""

from __future__ import annotations

from typing import TypeVar

_MOST_FIGURES = 9
_MOST_LETTERS = 30
"""Word repeats no letter more often either."""
_Otherwise = TypeVar("_Otherwise", int, None)

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def stated(value: str | None, otherwise: _Otherwise) -> int | _Otherwise:
    """The whole number, from 0, that is written in an attribute; it may hold anything."""
    value = (value or "").strip()
    return int(value) if value.isdecimal() and len(value) <= _MOST_FIGURES else otherwise


def written(number: int, form: str) -> str:
    """A number in a form named as Word, OpenDocument or HTML do; nothing where none is shown."""
    if form in ("upperRoman", "I", "lowerRoman", "i") and 0 < number < 4000:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        return text if form in ("upperRoman", "I") else text.lower()
    if form in ("upperLetter", "A", "lowerLetter", "a") and 0 < number <= 26 * _MOST_LETTERS:
        letter = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form in ("upperLetter", "A") else letter.lower()
    if form in ("none", ""):
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)
