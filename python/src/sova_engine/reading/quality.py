"""The gate for text layers: does this read like writing, or like a broken font or old OCR?"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

_COMMON = re.compile(r"[A-ZČĆĐŠŽ]?[a-zčćđšž]+")
_VOICED = re.compile(r"[aeiouyrAEIOUYR]")
_LATIN_END = 0x250
_VOWELS = frozenset("aeiouyáàâäãåąăéèêëęěíìîïóòôöõőúùûüůűýæœøiıAEIOUY")
_LATIN = [
    (char.isalpha(), char.isalpha() and (char in _VOWELS or char.lower() in _VOWELS))
    for char in map(chr, range(_LATIN_END))
]
"""Whether each is a letter, and whether a vowel."""
_EDGE = "\"'„“”‘’«»()[]{}<>.,;:!?…–—-•*/\\|&%+=#§@~^_`"
_SIGNS_KNOWN = 5_000
_LAST_OF_FIRST_PLANE = 0xFFFF
_WORDS_KNOWN = 50_000
_LONGEST_KNOWN = 60
_LOST = frozenset("čćžšđČĆŽŠĐ")
_SMALL = frozenset("i u je na se za da od su koji koja koje iz te ili kao prema sa po o".split())
_LEAST_WORDS, _SHARE_OF_SMALL = 12, 0.1
GOOD = 0.5
"""Below this a page is read anew from its picture; measured over real and broken layers."""


def quality(text: str) -> float | None:
    """0 (garbage) to 1 (writing) by the share of characters in plausible words.

    None when there is too little text to tell.
    """
    words = text.split()
    total = sum(map(len, words))
    if total < 20:
        return None
    counts = _counts("".join(words))
    strange = sum([count for code, count in counts if _strange(code)]) / total
    plausible = sum(map(_letters.__getitem__, words))
    score = plausible / total - 2 * strange
    return max(0.0, min(1.0, score * _variety(counts, total) * _voice(counts)))


def _counts(text: str) -> list[tuple[int, int]]:
    """(code, how often) of the characters of ``text``, by code."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    if codes.max() > _LAST_OF_FIRST_PLANE:
        found, often = np.unique(codes, return_counts=True)
    else:
        every = np.bincount(codes)
        found = np.flatnonzero(every)
        often = every[found]
    return list(zip(found.tolist(), often.tolist(), strict=True))


@lru_cache(_SIGNS_KNOWN)
def _strange(code: int) -> bool:
    """Characters without meaning outside their font, or none at all."""
    return (
        code == 0xFFFD or 0xE000 <= code < 0xF900 or code >= 0xF0000
        or (code < 0x20 and code not in (0x02, 9, 10, 13)) or 0x7F <= code < 0xA0
    )  # fmt: skip


def _plausible(word: str) -> bool:
    bare = word.strip(_EDGE)
    if _COMMON.fullmatch(bare):
        return len(bare) < 3 or _VOICED.search(bare) is not None
    if not bare:
        return len(word) <= 3 or len(set(word)) <= 2
    if any(char.isdigit() for char in bare):
        return sum(char.isalpha() for char in bare) <= 6 or not any(map(str.isupper, bare[1:]))
    letters = [char for char in bare if char.isalpha()]
    if len(letters) < 0.7 * len(bare):
        return False
    if any(ord(char) > 0x24F for char in letters):
        return True  # another script: no measure of ours
    if len(letters) > 2 and not _has_vowel(letters):
        return "".join(letters).isupper() and len(letters) <= 5
    inner = "".join(letters[1:])
    mixed = not (inner.islower() or inner.isupper() or not inner)
    return not mixed or "-" in bare or "." in bare or _camel(bare)


class _Letters(dict[str, int]):
    """How long each word is if it may be one: a language's words come again and again."""

    def __missing__(self, word: str) -> int:
        letters = len(word) if _plausible(word) else 0
        if len(word) <= _LONGEST_KNOWN:
            if len(self) >= _WORDS_KNOWN:
                self.clear()
            self[word] = letters
        return letters


_letters = _Letters()


def _has_vowel(letters: list[str]) -> bool:
    return any(
        char in _VOWELS or char.lower() in _VOWELS or char.lower() == "r" for char in letters
    )


def _camel(word: str) -> bool:
    """Names such as LaTeX, McDonald, PyTorch: few humps, each with its letters."""
    humps = re.findall(r"[^\W\d_a-zčćžšđ]?[a-zčćžšđ]+|[^\W\d_a-zčćžšđ]+", word)
    return len(humps) <= 4 and len(word) >= 2 * len(humps)


def _voice(counts: list[tuple[int, int]]) -> float:
    """Low when Latin letters have too few vowels: shifted codes keep the words' look."""
    latin = vowels = 0
    for code, count in counts:
        if code >= _LATIN_END:
            break
        is_letter, is_vowel = _LATIN[code]
        latin += count * is_letter
        vowels += count * is_vowel
    if latin < 20:
        return 1.0
    share = vowels / latin
    return 1.0 if share >= 0.27 else max(0.3, share / 0.27 - 0.15)


def _variety(counts: list[tuple[int, int]], total: int) -> float:
    """Low when few characters make up nearly all: a broken map of glyphs."""
    share = sum(sorted([count for _, count in counts])[-2:]) / total
    return 1.0 if share < 0.5 else max(0.2, 1.5 - share)


def lost_letters(text: str) -> bool:
    """Whether this is Croatian in which no č, ć, ž, š or đ is left: recognised as English."""
    if not _LOST.isdisjoint(text):
        return False
    words = text.lower().split()
    small = sum(word in _SMALL for word in words)
    return len(words) >= _LEAST_WORDS and small >= _SHARE_OF_SMALL * len(words)
