"""Text in other scripts than the Latin one without a mark of its encoding: Cyrillic, Chinese.

A Latin text has its letters beyond ASCII one by one between others; where most of them stand
in runs, the text is in another script, and no page of Central Europe is looked for.
"""

from __future__ import annotations

import codecs
import re

_RUN = re.compile(rb"[\x80-\xff]{3,}")
_FRAME = re.compile(rb"([\x80-\xff])\1{3,}")
_SAMPLE = 20_000
_LEAST = 6
_READS_WELL = 0.75
_CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
_FREQUENT = frozenset("оеаинтсрвОЕАИНТСРВ")
_OTHERS = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1253", "cp1255", "cp1256"]
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = frozenset(
    (
        *_CYRILLIC, "koi8-u", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950",
        "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949", "cp1253", "iso8859-7", "cp1255",
        "iso8859-8", "cp1256", "iso8859-6", "cp874", "tis-620",
    )
)  # fmt: skip


def other_script(data: bytes, declared: str | None = None) -> str | None:
    """The encoding of a text that is not in Latin letters; None for a Latin one.

    ``declared`` is a codec's name; it is believed where the bytes can be read by it.
    """
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" "), _SAMPLE // 2)]
    if not _in_runs(sample):
        return None
    if declared in _FOREIGN and _bad(sample, declared) < 0.01:
        return {"gb2312": "gb18030", "gbk": "gb18030"}.get(declared, declared)
    best = max(_CYRILLIC, key=lambda name: _as_cyrillic(sample, name))
    if _as_cyrillic(sample, best) > _READS_WELL:
        return best
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_OTHERS).best()
    return codecs.lookup(found.encoding).name if found is not None else None


def _in_runs(sample: bytes) -> bool:
    high = sum(byte > 0x7F for byte in sample)
    if high < _LEAST or _FRAME.search(sample):
        return False
    return sum(map(len, _RUN.findall(sample))) > 0.6 * high


def _bad(sample: bytes, name: str) -> float:
    text = sample.decode(name, errors="replace")
    return text.count("\ufffd") / max(len(text), 1)


def _as_cyrillic(sample: bytes, name: str) -> float:
    """How much of the text beyond ASCII is Cyrillic words of one case with usual letters, 0..1."""
    good = frequent = total = 0
    for word in _WORD.findall(sample.decode(name, errors="replace")):
        foreign = sum(char > "\x7f" for char in word)
        if not foreign:
            continue
        total += foreign
        if all("\u0400" <= char <= "\u045f" for char in word) and (
            word.islower() or word.istitle() or word.isupper()
        ):
            good += foreign
            frequent += sum(char in _FREQUENT for char in word)
    high = sum(byte > 0x7F for byte in sample)
    usual = min(1.0, frequent / good / 0.45) if good else 0.0
    return good / max(total, high, 1) * usual
