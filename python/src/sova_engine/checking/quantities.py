"""The numbers of a sentence, one spelling each, with their units: what must agree exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sova_engine.checking.dates import find_dates
from sova_engine.checking.number_words import MULTIPLIERS, ORDINALS, read_number
from sova_engine.lexical import fold, words

_DECADE = re.compile(r"(?<!\d)(?:19|20)?(\d0)(?:'?s|-?t?ih)\b")
_TOKEN = re.compile(r"(?<![^\W\d_])\d+(?:[.,:/]\d+)*|[^\W\d_]+[²³]?|[%€$]|°\s?c")
_UNITS = {
    "%": "% posto percent postotaka postotnih odsto procenata procenat procenta",
    "kg": "kg kilogram kilograma kilogrami kilograms",
    "t": "t tona tone tonne tonnes tons",
    "g": "g gram grama grami grams",
    "km": "km kilometar kilometra kilometara kilometre kilometres kilometers",
    "m": "m metar metra metara metre metres meters",
    "cm": "cm centimetar centimetra centimetara",
    "mm": "mm milimetar milimetra milimetara",
    "m²": "m² m2 kvadrat kvadrata",
    "m³": "m³ m3 kubik kubika",
    "l": "l litra litre litara litru litres liters",
    "bar": "bar bara bari bars",
    "°c": "°c",
    "eur": "€ eur euro eura euri euros evra evro evri",
    "hrk": "kn hrk kuna kune kunu",
    "usd": "$ usd dolar dolara dolari dollar dollars",
    "hour": "h sat sata sati hour hours cas casa casova",
    "minute": "min minuta minute minutu minutes",
    "day": "dan dana dani danima day days",
    "week": "tjedan tjedna tjedana tjedni sedmica sedmice nedelja nedelje nedjelja week weeks",
    "month": "mjesec mjeseca mjeseci mesec meseca meseci month months",
    "year": "godina godine godinu year years",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}
_LONGEST = 12
"""Words a number in words may have."""
_SIGNS = frozenset("% posto percent odsto procenata € $".split())
"""Units that are signs as often as words: no words of the sentence."""


@dataclass(frozen=True, slots=True)
class Quantity:
    value: str
    unit: str | None
    written: str
    offered: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    quantities: list[Quantity]
    ordinals: frozenset[str]
    """Numbers it offers besides: 'twelfth'."""
    rest: str
    """The text without dates, numbers in words, multipliers and signs."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    """Folded."""
    start: int
    end: int


def read_quantities(text: str) -> Read:
    quantities: list[Quantity] = []
    rest = text
    for date in find_dates(text, fold_evenly(text)):
        written = text[date.start : date.end].strip(" .")
        quantities.append(Quantity(date.value, None, written, date.offered))
        rest = _blank(rest, date.start, date.end)
    for decade in _DECADE.finditer(fold_evenly(rest)):
        value = f"{decade[1]}s"
        quantities.append(Quantity(value, None, decade.group(), frozenset({value})))
        rest = _blank(rest, decade.start(), decade.end())
    folded = fold_evenly(rest)
    ordinals = frozenset(str(ORDINALS[word]) for word in words(rest) if word in ORDINALS)
    tokens = [
        _Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(folded)
    ]
    at = 0
    while at < len(tokens):
        value, behind = _number(tokens, at, text)
        if value is None:
            at += 1
            continue
        following = tokens[behind].text if behind < len(tokens) else ""
        before = tokens[at - 1].text if at > 0 else ""
        unit = _UNIT_OF.get(following) or (_UNIT_OF[before] if before in ("€", "$") else None)
        offered = {value, *_shared_multiplier(tokens, behind, value)}
        quantities.append(Quantity(value, unit, value, frozenset(offered)))
        rest = _blank(rest, tokens[at].start, tokens[behind - 1].end)
        if following in _SIGNS:
            rest = _blank(rest, tokens[behind].start, tokens[behind].end)
        at = behind
    return Read(quantities, ordinals, rest)


def unit_of(word: str) -> str | None:
    return _UNIT_OF.get(word)


def _number(tokens: Sequence[_Token], at: int, text: str) -> tuple[str | None, int]:
    """The number at this token, and the token behind it."""
    token = tokens[at]
    if token.text[0].isdigit():
        behind = at + 1
        if behind < len(tokens) and tokens[behind].text in MULTIPLIERS:
            return _times(canonical(token.text), MULTIPLIERS[tokens[behind].text]), behind + 1
        return canonical(token.text), behind
    # Folded, 'što' (what) is the same word as 'sto' (a hundred).
    if token.text == "sto" and text[token.start : token.end].lower() != "sto":
        return None, at + 1
    found = read_number([one.text for one in tokens[at : at + _LONGEST]], 0)
    return (None, at + 1) if found is None else (str(found[0]), at + found[1])


def _shared_multiplier(tokens: Sequence[_Token], behind: int, value: str) -> list[str]:
    """``from 1.2 to 1.8 million`` says 1.2 million too."""
    for place in range(behind, min(behind + 2, len(tokens) - 1)):
        multiplier = MULTIPLIERS.get(tokens[place + 1].text)
        if tokens[place].text[0].isdigit() and multiplier is not None:
            return [_times(value, multiplier)]
    return []


def canonical(number: str) -> str:
    """``1.234,50`` and ``1,234.50`` are one number, ``9:00`` is 9, ``05`` is 5."""
    trimmed = re.sub(r"[:.,/]+$|[:.,]00$", "", number).replace(":", ".")
    parts = re.split(r"[.,]", trimmed)
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        return "".join(parts)
    if len(parts) > 2 and all(len(part) == 3 for part in parts[1:-1]):
        return "".join(parts[:-1]) + "." + parts[-1]
    joined = ".".join(parts)
    return re.sub(r"^0+(?=\d)", "", joined)


def _times(number: str, multiplier: int) -> str:
    try:
        product = Decimal(number) * multiplier
    except ArithmeticError:
        return number
    return str(int(product)) if product == product.to_integral_value() else str(product)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def fold_evenly(text: str) -> str:
    """Folded letter by letter, so that places stay the same."""
    return "".join(letter if len(one := fold(letter)) != 1 else one for letter in text)
