"""Dates in any usual writing as one value: ``5. svibnja 2024.``, ``5.5.2024.``, ``June 2022``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = {
    form: number
    for number, forms in enumerate(
        (
            "january sijecanj sijecnja sijecnju januar januara januaru",
            "february veljaca veljace veljaci februar februara februaru",
            "march ozujak ozujka ozujku mart marta martu",
            "april travanj travnja travnju april aprila aprilu",
            "may svibanj svibnja svibnju maj maja maju",
            "june lipanj lipnja lipnju jun juna junu juni",
            "july srpanj srpnja srpnju jul jula julu juli",
            "august kolovoz kolovoza kolovozu avgust avgusta avgustu august augusta augustu",
            "september rujan rujna rujnu septembar septembra septembru",
            "october listopad listopada listopadu oktobar oktobra oktobru",
            "november studeni studenog studenoga studenom studenome novembar novembra novembru",
            "december prosinac prosinca prosincu decembar decembra decembru",
        ),
        start=1,
    )
    for form in forms.split()
}
_VERBS = frozenset({"may", "march"})
_MONTH = f"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_NAMED = re.compile(rf"\b{_MONTH}\b")
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\d.]){_DAY}\.\s?(?P<number>[01]?\d)\.\s?{_YEAR}\.?",
        rf"(?<!\d){_YEAR}-(?P<number>[01]\d)-{_DAY}(?!\d)",
        rf"(?<![\d.,]){_DAY}(?:\.|st|nd|rd|th)?\s+{_MONTH}\b(?:,?\s+{_YEAR}\.?)?",
        rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?!\d)(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+{_YEAR}\.?",
    )
)


@dataclass(frozen=True, slots=True)
class Date:
    year: int | None
    month: int
    day: int | None
    start: int
    end: int

    @property
    def value(self) -> str:
        """As exact as it was written: ``2024-5-5``, ``2024-6``, ``-6-1``."""
        return "-".join("" if part is None else str(part) for part in self._parts)

    @property
    def offered(self) -> frozenset[str]:
        """Everything one may say of it, less exactly too."""
        year, month, day = self.year, self.month, self.day
        said = {self.value}
        if day is not None:
            said |= {f"-{month}-{day}", str(day)}
        if year is not None:
            said |= {f"{year}-{month}", str(year)}
        return frozenset(said)

    @property
    def _parts(self) -> tuple[int | None, ...]:
        return (self.year, self.month) if self.day is None else (self.year, self.month, self.day)


def named_months(text: str, folded: str) -> frozenset[int]:
    """Months called by their names, with a day or without one."""
    return frozenset(
        _MONTHS[match["month"]]
        for match in _NAMED.finditer(folded)
        if match["month"] not in _VERBS or not text[match.start()].islower()
    )


def find_dates(text: str, folded: str) -> list[Date]:
    """In order, none within another. The folded text has each letter where the text has it."""
    found: list[Date] = []
    for form in _FORMS:
        for match in form.finditer(folded):
            # 'may' and 'march' are verbs unless they stand with a capital.
            named = match.groupdict().get("month")
            date = (
                None if named in _VERBS and text[match.start("month")].islower() else _read(match)
            )
            if date and not any(
                date.start < other.end and other.start < date.end for other in found
            ):
                found.append(date)
    return sorted(found, key=lambda date: date.start)


def _read(match: re.Match[str]) -> Date | None:
    parts = match.groupdict()
    year, day, named, number = (parts.get(name) for name in ("year", "day", "month", "number"))
    month = _MONTHS[named] if named else int(number or 0)
    if not 1 <= month <= 12 or (day is not None and not 1 <= int(day) <= 31):
        return None
    return Date(
        int(year) if year else None, month, int(day) if day else None, match.start(), match.end()
    )
