"""Text made safe to store, search and show, without changing what it says.

Removed: NUL and other controls (they break SQLite, JSON and Chroma), bidirectional
overrides and zero-width marks (they hide or reorder words), soft hyphens. Chat-template
tokens keep their length and their look, but no tokenizer takes them for a turn any more.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = dict.fromkeys(
    [
        *range(0x09),
        0x0B,
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,  # soft hyphen
        0x061C,  # Arabic letter mark
        0x180E,
        0x200B,  # zero-width space
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),  # embeddings and overrides
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),  # isolates
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xFFFE, 0x10000),
        *range(0xD800, 0xE000),  # lone surrogates cannot be encoded
        *range(0xE0000, 0xE0080),  # invisible tags
    ]
)
_LINE_ENDS: dict[int, str] = dict.fromkeys([0x0C, 0x85, 0x2028, 0x2029], "\n")
_TABLE: dict[int, str | None] = {**_DROPPED, **_LINE_ENDS, 0x00: " "}

_ANGLE_TOKEN = re.compile(
    r"<(\|[^|<>\n]{1,40}\|"
    r"|/?(?:start_of_turn|end_of_turn|bos|eos|pad|unk|s|think|tool_call|tool_response)"
    r"|[｜][^<>\n]{1,40}[｜])>",
    re.IGNORECASE,
)
_BRACKET_TOKEN = re.compile(r"\[(/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS))\]")
_SYS_TOKEN = re.compile(r"<<(/?SYS)>>")

_BREAKS = re.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*")
_SPACES = re.compile(r"[^\S\n\t]+")
_PLAIN_SPACES = re.compile(r"  +")
_MANY_BREAKS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Safe NFC text; line breaks become ``\\n``, other white space stays."""
    if not _is_plain(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
        text = unicodedata.normalize("NFC", text)
    if "<" in text:
        text = _ANGLE_TOKEN.sub(r"‹\1›", text)
        text = _SYS_TOKEN.sub(r"‹‹\1››", text)
    if "[" in text:
        text = _BRACKET_TOKEN.sub(r"⁅\1⁆", text)
    return text


def _is_plain(text: str) -> bool:
    """Told at a glance: nothing to remove (all of that counts as unprintable) or compose."""
    shown = text.isprintable() or text.replace("\n", " ").replace("\t", " ").isprintable()
    return shown and (text.isascii() or unicodedata.is_normalized("NFC", text))


def tidy(text: str) -> str:
    """``clean`` with runs of spaces made one and no spaces around line breaks."""
    text = clean(text)
    if not text.replace("\n", "").replace("\t", "").isprintable():
        text = _SPACES.sub(" ", text)
    elif "  " in text:
        text = _PLAIN_SPACES.sub(" ", text)
    if "\n" in text:
        text = _MANY_BREAKS.sub("\n\n", _BREAKS.sub("\n", text))
    return text.strip()


def one_line(text: str) -> str:
    """``clean`` with all white space made single spaces: a heading, a cell."""
    text = clean(text)
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def one_line_each(texts: tuple[str, ...]) -> tuple[str, ...]:
    """``one_line`` of each; looked at together, for nearly all rows of a table are plain."""
    together = "".join(texts)
    if (
        "  " in together
        or "<" in together
        or "[" in together
        or not together.isprintable()
        or not (together.isascii() or unicodedata.is_normalized("NFC", together))
    ):
        return tuple(map(one_line, texts))
    return tuple(map(str.strip, texts))
