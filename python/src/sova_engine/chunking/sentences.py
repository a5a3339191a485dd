"""Sentence boundaries of Croatian and English text.

A full stop ends a sentence unless it belongs to an abbreviation (npr., čl., e.g.), an
ordinal or date (5. svibnja 2026., članak 12.), an initial (A. G. Matoš) or a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

# After these a sentence goes on even before a capital letter.
_ALWAYS = frozenset(
    # hr
    "npr tzv tj čl st br dr mr prof ing sc dipl doc ur usp vidi str sv gosp gđa gđica god stoljeće "
    "toč al podst pogl odj knj izd red akad mag spec univ bacc oec iur med vet mons fra o "
    "ul tel fax faks mob žiro rn kat op kbr reg inž hrv engl njem franc tal lat grč tur mađ slov "
    "srp eng usl odn d.d d.o.o j.d.o.o doo dd k.o k.č "
    "ožu velj siječ trav svib lip srp kol ruj lis stu pros "
    # en
    "mr mrs ms jr messrs vs e.g i.e fig figs eq eqs no nos vol pp p ed eds cf ca approx resp "
    "art para sec ch app inc ltd corp dept est jan feb apr jun jul aug sep sept oct nov "
    "dec gen col sgt capt lt rev hon pres gov sen rep prof st".split()
)
# These also stand at a sentence's end: there a capital letter begins a new one.
_MAYBE = frozenset("itd isl sl etc al co inc ltd corp a.m p.m u.s kn".split())
_MONTHS = frozenset(
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga "
    "studenog prosinca".split()
)
_NUMBERED = frozenset(
    "članak članka članku člankom članci članaka čl stavak stavka stavku st točka točke točki "
    "poglavlje poglavlja br str stranica stranice odjeljak odjeljka glava dio prilog".split()
)
_END = re.compile(r"[.!?…\n](?:(?<=\n)|(?<!\n)[.!?…]*[\"'»”“’)\]]*(?=\s|$))")
"""A line's end, or closing marks before white space; begins with a set, which is searched fast."""
_WORD_BACKWARDS = re.compile(r"[^\s(\[\"'„«“]*")
_LONGEST_WORD = 80
_NEAR = 60
_WORDS_KNOWN = 20_000
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_ROMAN = re.compile(r"[IVXLCDM]+")
_OPENING = "\"'„«“”’([–—-•‹"


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of each sentence in ``text[start:end]``, without white space around."""
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        mark, after = match.span()
        if text[mark] == "\n" or _ends(text, mark, after, begin, end):
            _add(text, begin, after, spans)
            begin = after
    if begin < end:
        _add(text, begin, end, spans)
    return spans


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, dot: int, after: int, begin: int, limit: int) -> bool:
    if after + 1 < limit and text[after] == " " and text[after + 1].isalnum():
        first = text[after + 1]
    else:
        following = text[after : min(limit, after + _NEAR)].lstrip()
        if not following:
            return True
        first = following.lstrip(_OPENING)[:1]
    if first.islower():
        return False
    if text[dot] != "." or text.startswith("..", dot, after):
        return True
    start = begin if dot - begin <= _LONGEST_WORD else dot - _LONGEST_WORD
    space = text.rfind(" ", start, dot)
    word = text[space + 1 if space >= 0 else start : dot]
    if not word.isalnum():
        found = _WORD_BACKWARDS.match(text[start:dot][::-1])
        word = found.group()[::-1] if found else ""
    ends = _ends_behind(word)
    if ends is not None:
        return ends
    following = text[after : min(limit, after + _NEAR)].lstrip()
    return _ends_after_number(text, dot - len(word), word, following)


@lru_cache(_WORDS_KNOWN)
def _ends_behind(word: str) -> bool | None:
    """Whether a full stop behind this word ends a sentence; None: a number, its place decides."""
    bare = word.lower().strip(".")
    if bare in _MAYBE:
        return True
    if bare in _ALWAYS or _is_initial(word):
        return False
    if _ROMAN.fullmatch(word) and len(word) < 8:
        return False
    return None if _NUMBER.fullmatch(word) else True


def _is_initial(word: str) -> bool:
    last = word.rsplit(".", 1)[-1].rsplit("-", 1)[-1]
    return len(last) == 1 and last.isalpha() and last.isupper()


def _ends_after_number(text: str, at: int, number: str, following: str) -> bool:
    """Before a capital: an ordinal (3. Zagrebački), a cited article, or a sentence's end."""
    words = text[max(0, at - 40) : at].split()
    previous = words[-1].strip("(.,").lower() if words else ""
    if previous in _NUMBERED:
        # 'Članak 12. Zakona' goes on; 'Članak 12.' alone on its line ended at the break.
        return False
    if previous in _MONTHS or (len(number) == 4 and number.startswith(("1", "2"))):
        return True
    if not words or text[:at].endswith("\n"):
        return False  # '3. Zaključak': a numbered heading or item
    if previous in ("i", "te", "ili", "and") and len(words) > 1 and words[-2].isdigit():
        return True  # 'iznad stanova 21 i 22. Radovi'
    return not (len(number) <= 2 and following[:1].isupper() and _is_ordinal_place(previous))


def _is_ordinal_place(previous: str) -> bool:
    """Words after which a number with a full stop is an ordinal: 'na 3. Festivalu'."""
    return previous in {
        "na", "u", "od", "do", "za", "o", "po", "s", "sa", "iz", "i", "te", "ili", "kod", "pred",
        "the", "kroz", "oko", "je", "bio", "bila",
    }  # fmt: skip
