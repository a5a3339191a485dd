"""The sentences that may be quoted, and what speaks for or against each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from sova_engine.lexical import words
from sova_engine.reading import Block, BlockKind

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[^\W\d_])")
_ENDED = re.compile(r"[.!?…:;][\"'”“»)\]]*$")
_MARK = re.compile(r"^\s*(?:[-–—•*▪◦·]|\(?\d{1,3}[.)]|\(?[a-zčćđšž][.)])\s+", re.IGNORECASE)
_CELLS = re.compile(r"[ ]*\t\s*")
_FEWEST_WORDS = 4


class Standing(IntEnum):
    """How well a sentence stands alone; lower is taken only when nothing higher is there."""

    FRAGMENT = 0
    """A heading, code."""
    ROW = 1
    """A row of a table: also where it answers far better than any sentence."""
    PHRASE = 2
    """Text without an end, or hardly a word."""
    SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    source: int
    """Place of its passage in the search's order, from 0."""
    page: int
    start: int
    end: int
    text: str
    """As read aloud: line breaks gone, hyphenated words joined."""
    standing: Standing
    item: bool
    """A point of a list."""

    @property
    def opens_list(self) -> bool:
        return self.text.endswith(":")


def sentences_of(
    source: int,
    page: int,
    text: str,
    spans: Sequence[tuple[int, int]],
    blocks: Sequence[Block],
) -> list[Sentence]:
    """``text`` is the page's; ``spans`` the sentences of one passage, in order."""
    found: list[Sentence] = []
    for start, end in spans:
        said = clean(text[start:end])
        if not said:
            continue
        kind = _kind(blocks, start, end)
        item = kind is BlockKind.LIST_ITEM or _MARK.match(text[start:end]) is not None
        found.append(Sentence(source, page, start, end, said, _standing(said, kind, item), item))
    return found


def clean(text: str) -> str:
    """As read aloud; cells of a table row are parted by commas."""
    text = _CELLS.sub(", ", text.strip())
    return " ".join(_HYPHENATED.sub("", text).split())


def _kind(blocks: Sequence[Block], start: int, end: int) -> BlockKind | None:
    for block in blocks:
        if block.start < end and start < block.end:
            return block.kind
    return None


def _standing(said: str, kind: BlockKind | None, item: bool) -> Standing:
    if kind in (BlockKind.HEADING, BlockKind.CODE):
        return Standing.FRAGMENT
    if kind is BlockKind.TABLE_ROW:
        return Standing.ROW
    count = len(words(said))
    if count < 2 or sum(c.isalpha() for c in said) * 2 < len(said.replace(" ", "")):
        return Standing.FRAGMENT
    if _ENDED.search(said) is not None and count >= _FEWEST_WORDS:
        return Standing.SENTENCE
    return Standing.SENTENCE if item and count >= _FEWEST_WORDS else Standing.PHRASE
