"""Signs and names that a spreadsheet leaves to the person's own language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    point: str
    group: str
    slash: str
    """Shown where a date's code has a slash."""
    date: str
    """The code of a date in the person's usual form."""
    months: tuple[str, ...]
    months_in_date: tuple[str, ...]
    """The form a name of a month has beside a day."""
    days: tuple[str, ...]
    true: str
    false: str


_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MJESECI = (
    "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac"
).split()
_MJESECA = (
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga "
    "prosinca"
).split()
ENGLISH = Signs(
    ".", ",", "/", "yyyy-mm-dd", tuple(_MONTHS), tuple(_MONTHS),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "TRUE", "FALSE",
)  # fmt: skip
CROATIAN = Signs(
    ",", ".", ".", "d.m.yyyy.", tuple(_MJESECI), tuple(_MJESECA),
    ("ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "subota", "nedjelja"),
    "ISTINA", "LAŽ",
)  # fmt: skip
