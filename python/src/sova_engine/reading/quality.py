"""The gate for text layers: does this read like writing, or like a broken font or old OCR?"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_COMMON = re.compile(r"[A-ZČĆĐŠŽ]?[a-zčćđšž]+")
_VOICED = re.compile(r"[aeiouyrAEIOUYR]")
_VOWELS = frozenset("aeiouyáàâäãåąăéèêëęěíìîïóòôöõőúùûüůűýæœøiıAEIOUY")
_EDGE = "\"'„“”‘’«»()[]{}<>.,;:!?…–—-•*/\\|&%+=#§@~^_`"
_WORDS_KNOWN = 50_000
_LONGEST_KNOWN = 60
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
    counts = Counter("".join(words))
    strange = sum(count for char, count in counts.items() if _strange(char)) / total
    plausible = sum(len(word) for word in words if _is_plausible(word))
    score = plausible / total - 2 * strange
    return max(0.0, min(1.0, score * _variety(counts, total) * _voice(counts)))


def _is_plausible(word: str) -> bool:
    return _judged(word) if len(word) <= _LONGEST_KNOWN else _plausible(word)


def _strange(char: str) -> bool:
    """Characters without meaning outside their font, or none at all."""
    code = ord(char)
    return (
        char == "\ufffd" or 0xE000 <= code < 0xF900 or code >= 0xF0000
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


_judged = lru_cache(_WORDS_KNOWN)(_plausible)
"""A language's words come again and again."""


def _has_vowel(letters: list[str]) -> bool:
    return any(
        char in _VOWELS or char.lower() in _VOWELS or char.lower() == "r" for char in letters
    )


def _camel(word: str) -> bool:
    """Names such as LaTeX, McDonald, PyTorch: few humps, each with its letters."""
    humps = re.findall(r"[^\W\d_a-zčćžšđ]?[a-zčćžšđ]+|[^\W\d_a-zčćžšđ]+", word)
    return len(humps) <= 4 and len(word) >= 2 * len(humps)


def _voice(counts: Counter[str]) -> float:
    """Low when Latin letters have too few vowels: shifted codes keep the words' look."""
    latin = vowels = 0
    for char, count in counts.items():
        if char.isalpha() and ord(char) <= 0x24F:
            latin += count
            if char in _VOWELS or char.lower() in _VOWELS:
                vowels += count
    if latin < 20:
        return 1.0
    share = vowels / latin
    return 1.0 if share >= 0.27 else max(0.3, share / 0.27 - 0.15)


def _variety(counts: Counter[str], total: int) -> float:
    """Low when few characters make up nearly all: a broken map of glyphs."""
    share = sum(sorted(counts.values())[-2:]) / total
    return 1.0 if share < 0.5 else max(0.2, 1.5 - share)
