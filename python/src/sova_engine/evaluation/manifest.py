"""A manifest of files and what must become of each: good files and hostile ones."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

_CODES = {
    "password": {"password-required"},
    "permissions": {"protected-document", "password-required"},
    "encrypted": {"password-required", "protected-document"},
    "protected": {"protected-document"},
    "corrupt": {"corrupt-file", "no-pages", "archive-unsafe", "unpacked-too-large"},
    "binary": {"binary-file"},
    "wrong": {"unknown-type", "corrupt-file", "binary-file"},
    "type": {"unknown-type", "corrupt-file", "binary-file"},
    "too": {"too-many-pages", "unpacked-too-large", "file-too-large", "archive-unsafe"},
    "bomb": {"unpacked-too-large", "archive-unsafe", "reader-memory", "reader-timeout"},
    "timeout": {"reader-timeout"},
    "memory": {"reader-memory"},
}
_EMPTY_CODES = {"empty-file", "no-pages", "no-text"}
_BROKEN = {"reader-crashed", "reader-timeout", "reader-memory", "internal"}


@dataclass(slots=True)
class Expected:
    phrase: str | None = None
    """Must be in the text, NFC."""
    text: bool = False
    """A text must be there, whatever it says."""
    recognised: bool = False
    """The text must come from recognition."""
    opens: bool = False
    """Being read without an error is right."""
    empty: bool = False
    codes: set[str] = field(default_factory=set[str])
    any_code: bool = False

    def allows_code(self, code: str) -> bool:
        if code in self.codes or (self.empty and code in _EMPTY_CODES):
            return True
        return self.any_code and code not in _BROKEN


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    path: Path
    expected: Expected
    wanted: str
    """The manifest's own words."""

    @property
    def hostile(self) -> bool:
        return self.file.startswith("hostile/")


def load(folder: Path) -> list[Case]:
    """The cases of ``folder/manifest.tsv`` whose files are there."""
    with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(row["file"], folder / row["file"], understand(row["expected"]), row["expected"])
        for row in rows
    ]


def understand(words: str) -> Expected:
    """``OK: phrase``, ``NEEDS_OCR``, ``ERR kind``, ``EMPTY``, and these joined by *or*."""
    words = unicodedata.normalize("NFC", words.strip())
    expected = Expected()
    if words.startswith("OK:"):
        expected.opens = expected.text = True
        expected.phrase = words[3:].strip()
        return expected
    recognised = re.match(r"NEEDS_OCR; with OCR[^:]*: (.+)", words)
    if recognised:
        return Expected(phrase=recognised.group(1), text=True, recognised=True, opens=True)
    alternatives = re.split(r",?\s+or\s+|\s*/\s*", _bare(words))
    for alternative in alternatives:
        _add(expected, alternative.strip())
    if len(alternatives) > 1:
        expected.text = expected.text and not expected.empty and not expected.codes
        expected.recognised = False
    return expected


def _bare(words: str) -> str:
    return re.sub(r"\([^)]*\)", "", words).split(";")[0]


def _add(expected: Expected, words: str) -> None:
    lower = words.lower()
    if words.startswith("NEEDS_OCR"):
        expected.opens = expected.text = expected.recognised = True
    elif words.startswith("OK"):
        expected.opens = True
        expected.text = expected.text or "text" in lower
    elif words.startswith("ERR"):
        kinds = lower.split()[1:]
        expected.any_code = expected.any_code or not kinds
        for kind in kinds:
            expected.codes |= _CODES.get(kind, set())
    elif lower == "empty":
        expected.empty = True
    elif lower in _CODES:
        expected.codes |= _CODES[lower]
    elif "text" in lower or "no crash" in lower:
        expected.opens = True
        expected.any_code = expected.any_code or "no crash" in lower
