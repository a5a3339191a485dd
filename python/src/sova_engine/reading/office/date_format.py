"""Dates and times of a spreadsheet: days since 1900 as their format code shows them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from .signs import CROATIAN, ENGLISH, Signs

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\[(?P<elapsed>h+|m+|s+)\]|\[\$(?P<money>[^\]-]*)-?(?P<locale>[^\]]*)\]'
    r"|\[[^\]]*\]|(?P<number>E[+-]0+|General)|(?P<half>AM/PM|A/P)|(?P<field>y+|e+|m+|d+|h+|s+)|\.(?P<fraction>0+)"
    r"|(?P<other>.)",
    re.I | re.S,
)
_SYSTEM_DATE, _SYSTEM_TIME = "F800", "F400"
_LANGUAGES = {"41A": CROATIAN, "101A": CROATIAN, "409": ENGLISH, "809": ENGLISH}
_FIRST = datetime(1899, 12, 30)
_FIRST_1904 = datetime(1904, 1, 1)
_LEAP_MISTAKE = 60
"""Excel's calendar has a 29 February 1900."""
_LAST = 2_958_466


@lru_cache(500)
def is_date(code: str) -> bool:
    """Whether a section of a format code shows a date or a time."""
    return any(match.lastgroup in ("elapsed", "field") for match in _PART.finditer(code))


def shown_date(value: float, code: str, signs: Signs, *, date1904: bool) -> str | None:
    """None for a number that is no date."""
    if not -1 < value < _LAST:
        return None
    parts = [match for match in _PART.finditer(code) if match.lastgroup]
    locale = next((m.group("locale").upper() for m in parts if m.lastgroup == "locale"), "")
    signs_named = _LANGUAGES.get(locale[-4:].lstrip("0"), signs)
    if locale.endswith(_SYSTEM_DATE):
        written = "d. mmmm yyyy." if signs.point == "," else "d mmmm yyyy"
        parts = list(_PART.finditer(written))
    elif locale.endswith(_SYSTEM_TIME):
        parts = list(_PART.finditer("h:mm:ss"))
    first = _FIRST_1904 if date1904 else _FIRST
    early = 0 < value < _LEAP_MISTAKE and not date1904
    when = first + timedelta(days=1 if early else 0, seconds=round(value * 86_400))
    return _written(when, round(value * 86_400), parts, signs_named)


def _written(when: datetime, seconds: int, parts: list[re.Match[str]], signs: Signs) -> str:
    half = any(part.lastgroup == "half" for part in parts)
    fields = [(i, part.group("field").lower()) for i, part in enumerate(parts) if part["field"]]
    minutes = _minutes(parts)
    with_day = any(field[0] == "d" and len(field) < 3 for _, field in fields)
    shown: list[str] = []
    for index, part in enumerate(parts):
        match part.lastgroup:
            case "quoted":
                shown.append(part["quoted"])
            case "locale":
                shown.append(part["money"] or "")
            case "elapsed":
                unit = part["elapsed"].lower()
                count = seconds // {"h": 3600, "m": 60, "s": 1}[unit[0]]
                shown.append(f"{count:0{len(unit)}d}")
            case "half":
                shown.append("AM" if when.hour < 12 else "PM")
            case "field":
                field = part["field"].lower()
                kind = "n" if index in minutes else field[0]
                shown.append(_field(when, kind, len(field), signs, half=half, with_day=with_day))
            case "fraction":
                pass
            case _:
                shown.append(signs.slash if part[0] == "/" else part[0])
    return " ".join("".join(shown).split())


def _minutes(parts: list[re.Match[str]]) -> set[int]:
    """Which of the m's are minutes: behind hours, or before seconds."""
    times = [
        (index, (part["field"] or part["elapsed"]).lower()[0])
        for index, part in enumerate(parts)
        if part["field"] or part["elapsed"]
    ]
    found: set[int] = set()
    for place, (index, kind) in enumerate(times):
        before = times[place - 1][1] if place else ""
        after = times[place + 1][1] if place + 1 < len(times) else ""
        if kind == "m" and (before == "h" or after == "s"):
            found.add(index)
    return found


def _field(
    when: datetime, kind: str, length: int, signs: Signs, *, half: bool, with_day: bool
) -> str:
    match kind:
        case "y" | "e":
            return f"{when.year % 100:02d}" if length <= 2 and kind == "y" else str(when.year)
        case "m" if length == 5:
            return signs.months[when.month - 1][0]
        case "m" if length > 2:
            name = (signs.months_in_date if with_day and length > 3 else signs.months)[
                when.month - 1
            ]
            return name if length > 3 else name[:3]
        case "d" if length > 2:
            name = signs.days[when.weekday()]
            return name if length > 3 else name[:3]
        case "h":
            hour = (when.hour % 12 or 12) if half else when.hour
            return f"{hour:0{min(length, 2)}d}"
        case _:
            value = {"m": when.month, "d": when.day, "n": when.minute, "s": when.second}[kind]
            return f"{value:0{min(length, 2)}d}"
