"""Bytes to text: which of the encodings that Croatian and English files come in.

Order of evidence: a byte order mark, NULs (UTF-16 and UTF-32 without a mark), valid
UTF-8, runs of letters that only another script has, a declared name, then a choice among
single-byte pages by how much the decoded letters look like words of Central European text.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from .letters import likelihood
from .scripts import other_script

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1250", "iso8859-2", "cp852", "cp1252", "mac_latin2")
_SAMPLE = 200_000
_CLEARLY = 0.3
_SHORT_SAMPLE = 20_000
_NEAR = 0.05
"""Pages that read this nearly as well are told apart by which letters stand side by side."""
_CROATIAN = frozenset("čćžšđČĆŽŠĐ")
_LATIN_2 = frozenset("áéíóúýěščřžůďťňąęłńśźżőűâăîşţôäöüßÁÉÍÓÚÝĚŠČŘŽŮĎŤŇĄĘŁŃŚŹŻŐŰÂĂÎÔÄÖÜèàêçñ")
_TYPOGRAPHY = frozenset("„”“‘’–—…•€«»‚ °§©®£")
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
"""What an encoding changes: words and signs with a byte beyond ASCII."""
_FRAME = re.compile(r"([^\x00-\x7f])\1\1")
"""The frame of a table of DOS times, read as letters."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """(text, encoding); never fails: what cannot be decoded becomes U+FFFD."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace"), wide
    text = _utf8(data)
    if text is not None:
        return text, "utf-8"
    name = _known(declared)
    other = other_script(data, name)
    if other:
        return data.decode(other, errors="replace"), other
    best = _best_single_byte(data[:_SAMPLE])
    believable = name and name not in ("utf-8", "ascii", "iso8859-1", "cp1252")
    # A declared page is believed unless another reads far better.
    if name and believable and _reads_as_well(data[:_SAMPLE], name, best):
        best = name
    return data.decode(best, errors="replace"), best


def _reads_as_well(sample: bytes, name: str, best: str) -> bool:
    return _score(sample, name) + 0.05 >= _score(sample, best)


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        return codecs.lookup(declared.strip().strip("\"'")).name
    except LookupError:
        return None


def _utf8(data: bytes) -> str | None:
    """Text when the bytes are UTF-8, a cut character at the end or a few bad bytes aside."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return text if good > 10 * bad else None


def _wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: NULs stand in every second or fourth place."""
    size = len(sample) - len(sample) % 4
    if size < 8:
        return None
    counts = [sample[place:size:4].count(0) / (size / 4) for place in range(4)]
    if counts[2] > 0.9 and counts[3] > 0.9 and counts[0] < 0.3:
        return "utf-32-le"
    if counts[0] > 0.9 and counts[1] > 0.9 and counts[3] < 0.3:
        return "utf-32-be"
    even, odd = (counts[0] + counts[2]) / 2, (counts[1] + counts[3]) / 2
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    if even > 0.6 and odd < 0.1:
        return "utf-16-be"
    return None


def _best_single_byte(sample: bytes) -> str:
    scores = {name: _score(sample, name) for name in _SINGLE_BYTE}
    most = max(scores.values())
    near = [name for name in _SINGLE_BYTE if scores[name] >= most - _NEAR]
    if len(near) == 1:
        return near[0]
    first, *others = sorted(near, key=lambda name: scores[name], reverse=True)
    found = {name: _likelihood(sample, name) for name in near}
    likeliest = max(others, key=lambda name: found[name])
    return likeliest if found[likeliest] > found[first] + _CLEARLY else first


def _likelihood(sample: bytes, name: str) -> float:
    pieces = _TELLING.findall(sample[:_SHORT_SAMPLE])
    words = (word for piece in pieces for word in _WORD.findall(piece.decode(name, "replace")))
    return sum(map(likelihood, words))


def _score(sample: bytes, name: str) -> float:
    """How well the non-ASCII bytes read as letters inside words, about -1..1."""
    points, total = 0.0, 0
    for piece, count in Counter(_TELLING.findall(sample)).items():
        text = piece.decode(name, errors="replace")
        for word in _WORD.findall(text):
            points += count * _of_word(word)
        for char in text:
            if char > "\x7f":
                total += count
                if not char.isalpha():
                    points += count * _of_sign(char)
    return points / total if total else 0.0


def _of_word(word: str) -> float:
    foreign = [char for char in word if char > "\x7f"]
    if not foreign:
        return 0.0
    if _FRAME.search(word):
        return -1.0 * len(foreign)
    if len(word) == 1 and word not in _CROATIAN:
        return -0.3
    points = sum(
        1.0 if char in _CROATIAN else 0.55 if char in _LATIN_2 else -0.6 for char in foreign
    )
    mixed_case = not (word.islower() or word.isupper() or word.istitle())
    return points - 0.8 * len(foreign) if mixed_case else points


def _of_sign(char: str) -> float:
    if char in _TYPOGRAPHY or "\u2500" <= char < "\u25a0":
        return 0.3
    return -1.5 if char == "\ufffd" or "\x80" <= char < "\xa0" else -0.7
