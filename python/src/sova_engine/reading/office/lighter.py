"""Word's XML without how it looks: most of a document part is fonts, borders and edit marks.

Left out before parsing, which halves the time a long document takes. Only where that is
safe to do on the bytes: the usual prefix, no comments or CDATA, no tracked formatting (the
one place where run properties nest).
"""

from __future__ import annotations

import re

_LOOKS = re.compile(
    rb"<w:(?:rPr>.*?</w:rPr|tabs>.*?</w:tabs|pBdr>.*?</w:pBdr|tcBorders>.*?</w:tcBorders"
    rb"|(?:keepNext|keepLines|pageBreakBefore|widowControl|shd|spacing|ind|jc|proofErr"
    rb"|bookmarkStart|bookmarkEnd|lastRenderedPageBreak)(?:\s[^<>]*)?/)>",
    re.S,
)
_EDITS = re.compile(rb" (?:w:rsid[A-Za-z]*|w14:paraId|w14:textId)=\"[0-9A-Fa-f]*\"")
_USUAL = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_UNSAFE = (b"<!", b"PrChange")
_HEAD = 16 * 1024
_LARGE = 64 * 1024
"""Smaller parts are parsed in no time."""


def lighter(part: bytes) -> bytes:
    if len(part) < _LARGE or _USUAL not in part[:_HEAD] or any(sign in part for sign in _UNSAFE):
        return part
    return _EDITS.sub(b"", _LOOKS.sub(_kept, part))


def _kept(looks: re.Match[bytes]) -> bytes:
    """Of a run's looks: that it is hidden, and that it is bold, as headings often are."""
    found = looks.group()
    if not found.startswith(b"<w:rPr"):
        return b""
    if b"<w:vanish/>" in found:
        return b"<w:rPr><w:vanish/></w:rPr>"
    return b"<w:rPr><w:b/></w:rPr>" if b"<w:b/>" in found else b""
