"""A passage's tokens for the word index, in two runs one after the other.

First every word as it stands, folded and marked ``~`` (exact phrases, codes, spelling),
then the keys that questions are matched on: stems, spellings with ``dj`` for ``đ``, and
codes as one token (``1992-1-1`` -> ``1992_1_1``). The runs live in one column, so a
phrase of marked words can never match across keys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from sova_engine.lexical.folding import fold, words
from sova_engine.lexical.stems import Language, stem

TOKENIZER = "ascii tokenchars '~_'"
"""The FTS5 tokenizer for the space-joined tokens."""

EXACT = "~"
_CODE = re.compile(r"[^\W_]+(?:[-./:_][^\W_]+)+")
_ABBREVIATED = {
    "cl": "clanak",
    "st": "stavak",
    "toc": "tocka",
    "br": "broj",
    "str": "stranica",
    "art": "article",
    "par": "paragraph",
    "sec": "section",
    "no": "number",
}
"""Short forms that stand before a number in laws and standards, and what they stand for."""

_FLEETING = {
    form: lemma
    for lemma, forms in {
        "clanak": "clanka clanku clankom clanci clancima clanke clanaka",
        "stavak": "stavka stavku stavkom stavci stavcima stavke stavaka",
    }.items()
    for form in forms.split()
}
"""Croatian words of law whose stem changes with the fleeting ``a``."""


def keys(word: str, language: Language | Literal["mixed"] | None) -> tuple[str, ...]:
    """The index keys of a folded word; both languages' stems where the language is open."""
    known = _FLEETING.get(word, word)
    if language == "hr" or language == "en":
        return (stem(known, language),)
    return tuple(dict.fromkeys((stem(known, "hr"), stem(known, "en"))))


def codes(text: str) -> Iterator[str]:
    """Runs such as ``12/2024`` or ``EN-1992-1``: written together and with a digit."""
    for match in _CODE.finditer(fold(text)):
        if any(c.isdigit() for c in match.group()):
            yield re.sub(r"[-./:]", "_", match.group())


def long_form(word: str, following: str | None) -> str | None:
    """What a short form before a number stands for (``čl. 12`` -> ``clanak``)."""
    if following is None or not following[0].isdigit():
        return None
    return _ABBREVIATED.get(word)


def dj_spelling(text: str) -> list[str]:
    """Words with ``đ`` as they are typed with ``dj``."""
    if "đ" not in text and "Đ" not in text:
        return []
    found = re.findall(r"[^\W_]*đ[^\W_]*", unicodedata.normalize("NFC", text).lower())
    return [fold(word.replace("đ", "dj")) for word in found]


def analyse_text(text: str, language: Language | Literal["mixed"] | None) -> list[str]:
    """The tokens of a passage; join them with spaces for FTS5 (``TOKENIZER``)."""
    own = words(text)
    tokens = [EXACT + word for word in own]
    for i, word in enumerate(own):
        tokens.extend(keys(word, language))
        full = long_form(word, own[i + 1] if i + 1 < len(own) else None)
        if full is not None:
            tokens.extend(keys(full, language))
    for word in dj_spelling(text):
        tokens.append(EXACT + word)
        tokens.extend(keys(word, language))
    tokens.extend(codes(text))
    return tokens
