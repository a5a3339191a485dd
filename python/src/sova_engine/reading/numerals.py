"""Numbers of lists as documents name their forms: figures, Roman numerals, letters."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def written(number: int, form: str) -> str:
    """A number in a form named as Word, OpenDocument or HTML do; nothing where none is shown."""
    if form in ("upperRoman", "I", "lowerRoman", "i") and 0 < number < 4000:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        return text if form in ("upperRoman", "I") else text.lower()
    if form in ("upperLetter", "A", "lowerLetter", "a") and number > 0:
        letter = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form in ("upperLetter", "A") else letter.lower()
    if form in ("none", ""):
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)
