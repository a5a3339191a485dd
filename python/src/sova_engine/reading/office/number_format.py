"""Numbers of a spreadsheet as a person sees them: a cell's format code applied to its value.

A workbook keeps 45292 and "d.m.yyyy."; the person sees and asks for 1.1.2024. The decimal
comma and the names of months are not in the file: they come from ``Signs``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from .date_format import is_date, shown_date
from .signs import Signs

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<exponent>E[+-]0+)|(?P<digit>[0#?])|(?P<text>@)|(?P<other>.)",
    re.I | re.S,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_NAMED = {".": "point", ",": "comma", "%": "percent", "/": "slash"}
_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)
"""Holds every double written out, with as many decimals as a format code may have."""
_SHORT = 10
"""Digits that a cell without a format shows of a broken number."""


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    """literal, digit, point, comma, percent, slash, exponent, general, text"""
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    tokens: tuple[Token, ...]
    code: str
    condition: tuple[str, Decimal] | None


def shown(value: float, code: str, signs: Signs, *, date1904: bool = False) -> str:
    """``value``, a finite number, as a cell of the format ``code`` shows it."""
    number = Decimal(repr(value))
    section, minus = _chosen(_sections(code), number)
    if is_date(section.code):
        return shown_date(value, section.code, signs, date1904=date1904) or general(value, signs)
    kinds = {token.kind for token in section.tokens}
    if "general" in kinds or "text" in kinds or not section.tokens:
        body = general(abs(value), signs)
        parts = [body if t.kind in ("general", "text") else t.text for t in section.tokens]
        return ("-" if minus else "") + ("".join(parts) or body).strip()
    return ("-" if minus else "") + _number(abs(number), section.tokens, signs).strip()


def general(value: float, signs: Signs) -> str:
    """A number without a format: whole ones whole, others without the noise of binary."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.{_SHORT}g}"
    if "e" in text:
        text = f"{value:.5E}" if abs(value) >= 1 or abs(value) < 1e-9 else f"{value:.15f}"
        mantissa, mark, rest = text.partition("E")
        text = (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + mark + rest
    return text.replace(".", signs.point)


@lru_cache(500)
def _sections(code: str) -> tuple[Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        text = match.group(kind)
        if kind == "other" and text == ";":
            parts.append([])
        else:
            parts[-1].append((kind, text))
    return tuple(_section(part) for part in parts)


def _section(part: list[tuple[str, str]]) -> Section:
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    code: list[str] = []
    for kind, text in part:
        if kind == "bracket":
            stated = _CONDITION.match(text)
            if stated:
                condition = (stated.group(1), Decimal(stated.group(2)))
            elif text.startswith("$"):
                symbol = text[1:].rpartition("-")[0] if "-" in text else text[1:]
                tokens.append(Token("literal", symbol))
            code.append(f"[{text}]")
            continue
        named = _NAMED.get(text, "literal") if kind == "other" else kind
        if kind in ("quoted", "escaped"):
            named, quoted = "literal", f'"{text}"'
        elif kind == "space":
            named, quoted, text = "literal", "", " "
        else:
            quoted = text
        code.append(quoted)
        if kind != "fill":
            tokens.append(Token(named, text))
    return Section(tuple(tokens), "".join(code), condition)


def _chosen(sections: tuple[Section, ...], number: Decimal) -> tuple[Section, bool]:
    """The section for a number, and whether a minus is to be written before it."""
    first, *others = sections
    if any(section.condition for section in sections[:2]):
        fitting = (s for s in sections[:3] if s.condition is None or _holds(s.condition, number))
        return next(fitting, sections[-1]), number < 0
    if number < 0 and others:
        return others[0], False
    if number == 0 and len(others) > 1:
        return others[1], False
    return first, number < 0


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    sign, limit = condition
    return {
        "<": number < limit, "<=": number <= limit, ">": number > limit,
        ">=": number >= limit, "=": number == limit, "<>": number != limit,
    }[sign]  # fmt: skip


def _number(number: Decimal, tokens: tuple[Token, ...], signs: Signs) -> str:
    places = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    number *= 100 ** sum(token.kind == "percent" for token in tokens)
    if not places:
        return "".join(t.text for t in tokens)
    exponent = next((t for t in tokens if t.kind == "exponent"), None)
    if any(token.kind == "slash" for token in tokens):
        return _fraction(number, tokens)
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), places[-1] + 1)
    whole = [index for index in places if index < point]
    broken = [index for index in places if index > point]
    commas = [i for i, t in enumerate(tokens) if t.kind == "comma" and i < point]
    grouped = any(whole and whole[0] < index < whole[-1] for index in commas)
    last = (broken or whole or [point])[-1]
    scale = sum(1 for i, t in enumerate(tokens) if t.kind == "comma" and i > (whole or [last])[-1])
    number = number.scaleb(-3 * scale)
    shift = 0
    if exponent is not None and number:
        shift = number.adjusted() - max(len(whole) - 1, 0)
        number = number.scaleb(-shift)
    least = sum(1 for index in broken if tokens[index].text == "0")
    integer, fraction = _digits(number, len(broken), least)
    integer = integer.zfill(sum(1 for index in whole if tokens[index].text == "0"))
    written = _whole(integer, tokens, whole, signs.group if grouped else "")
    first, end = (whole or [point])[0], max(last, point)
    parts = [t.text for t in tokens[:first] if t.kind in ("literal", "percent")]
    parts.append(written + (signs.point + fraction if fraction else ""))
    for token in tokens[end + (0 if end == point and end not in places and not broken else 1) :]:
        if token.kind == "exponent":
            sign = "-" if shift < 0 else "+" if "+" in token.text else ""
            parts.append(f"E{sign}{abs(shift):0{len(token.text) - 2}d}")
        elif token.kind in ("literal", "percent"):
            parts.append(token.text)
    return "".join(parts)


def _digits(number: Decimal, most: int, least: int) -> tuple[str, str]:
    rounded = number.quantize(Decimal(1).scaleb(-most), context=_EXACT)
    integer, _, fraction = f"{rounded:f}".partition(".")
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    return integer.lstrip("0"), fraction


def _whole(integer: str, tokens: tuple[Token, ...], whole: list[int], group: str) -> str:
    """The figures before the point, with what stands between them: 385-91."""
    if not whole:
        return integer
    inside = tokens[whole[0] : whole[-1] + 1]
    if not any(token.kind == "literal" for token in inside):
        if not group:
            return integer
        head = len(integer) % 3
        parts = [integer[:head], *(integer[i : i + 3] for i in range(head, len(integer), 3))]
        return group.join(part for part in parts if part)
    written: list[str] = []
    left = integer
    for index in range(whole[-1], whole[0] - 1, -1):
        if tokens[index].kind == "digit":
            take = len(left) if index == whole[0] else min(1, len(left))
            written.append(left[len(left) - take :])
            left = left[: len(left) - take]
        elif tokens[index].kind == "literal":
            written.append(tokens[index].text)
    return "".join(reversed(written))


def _fraction(number: Decimal, tokens: tuple[Token, ...]) -> str:
    slash = next(index for index, token in enumerate(tokens) if token.kind == "slash")
    below = sum(token.kind == "digit" for token in tokens[slash:])
    if not below:
        return f"{number.normalize():f}"
    exact = Fraction(number).limit_denominator(10 ** min(below, 4) - 1)
    integer, rest = divmod(exact.numerator, exact.denominator)
    part = f"{rest}/{exact.denominator}" if rest else ""
    return " ".join(filter(None, (str(integer) if integer or not part else "", part)))
