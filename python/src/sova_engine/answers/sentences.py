"""The sentences that may be quoted, and what speaks for or against each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from sova_engine.lexical import words
from sova_engine.reading import Block, BlockKind, Table

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[^\W\d_])")
_ENDED = re.compile(r"[.!?…:;][\"'”“»)\]]*$")
_BULLET = re.compile(r"^\s*[-–—•*▪◦·]\s+")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|\(?[a-zčćđšž][.)])\s+", re.IGNORECASE)
_CELLS = re.compile(r"[ ]*\t\s*")
_ORDINAL = re.compile(r"\d\.$")
_FEWEST_WORDS = 4
_MOST_IN_A_TITLE = 9
_MOST_ITEMS = 8
_BEGINNING = 40
_LEANS = frozenset(
    "on ona ono oni one njega njemu njima njihov njegov njezin to taj time tako medutim"
    " stoga zato osim takav takva takvo it its he she his her they their them this that"
    " these those however therefore also such".split()
)
_VERBS = frozenset(
    "nalazi placa vraca isplacuje podnosi predaje primjenjuje iskljucuje ukljucuje koristi izdaje"
    " naplacuje racuna odnosi produljuje dostavlja prilaze donosi sastoji obracunava"
    " odobrava stavlja"
    " moze mora smije vrijedi traje trajat iznosi pocinje zavrsava stupa sadrzi obuhvaca cisti"
    " nalaze placaju vracaju traju vrijede mogu moraju smiju".split()
)
"""A Croatian sentence that begins with one has its subject in the sentence before."""


class Standing(IntEnum):
    """How well a sentence stands alone; lower is taken only when nothing higher is there."""

    FRAGMENT = 0
    """A heading, code, the names of a table's columns."""
    PHRASE = 1
    """Text without an end, or hardly a word."""
    ROW = 2
    """A row of a table, read with the names of its columns."""
    SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    source: int
    """Place of its passage in the search's order, from 0."""
    page: int
    start: int
    end: int
    text: str
    """As read aloud: line breaks gone, hyphenated words joined, cells named."""
    standing: Standing
    item: bool = False
    """A point of a list."""
    opens: int = 0
    """How many points the list has that it opens."""
    opener: int | None = None
    """Place in the pool of what opens the list it is a point of."""
    heading: str = ""
    """What it stands under."""
    block: int = -1
    leans: bool = False
    """Begins with a word that points back, or without the subject it had before."""

    @property
    def is_title(self) -> bool:
        """Says what is spoken of below it, and nothing by itself."""
        return self.text == self.heading and not self.opens


def sentences_of(
    source: int,
    page: int,
    text: str,
    spans: Sequence[tuple[int, int]],
    blocks: Sequence[Block],
    tables: Sequence[Table] = (),
    heading_before: str = "",
) -> list[Sentence]:
    """``text`` is the page's; ``spans`` the sentences of one passage, in order."""
    found: list[Sentence] = []
    heading = _heading_above(blocks, text, spans[0][0] if spans else 0) or heading_before
    starts = [block.start for block in blocks]
    for start, end in spans:
        place = bisect_right(starts, end - 1) - 1
        block = blocks[place] if place >= 0 and blocks[place].end > start else None
        kind = None if block is None else block.kind
        raw = text[start:end]
        item = kind is BlockKind.LIST_ITEM or _BULLET.match(raw) is not None
        item = item or (_NUMBERED.match(raw) is not None and kind is not BlockKind.HEADING)
        said = clean(raw)
        standing = _standing(said, kind, item)
        if block is not None and kind is BlockKind.TABLE_ROW and 0 <= block.table < len(tables):
            said, standing = _row(tables[block.table], start, end, said)
        if not said:
            continue
        if kind is BlockKind.LIST_ITEM and _BULLET.match(raw) is None and not _NUMBERED.match(raw):
            said = f"- {said}"
        titled = standing is Standing.PHRASE and kind is not BlockKind.LIST_ITEM and _is_title(said)
        if kind is BlockKind.HEADING or titled:
            heading = said
        found.append(
            Sentence(
                source,
                page,
                start,
                end,
                said,
                standing,
                item,
                heading=heading,
                block=place,
                leans=_leans(said),
            )
        )
    return found


def _leans(said: str) -> bool:
    own = words(said[:_BEGINNING])
    return bool(own) and (own[0] in _LEANS or own[0] in _VERBS)


def with_lists(pool: Sequence[Sentence]) -> list[Sentence]:
    """The same, where each point of a list knows what opens it."""
    linked = list(pool)
    opener: int | None = None
    for place, one in enumerate(linked):
        before = linked[place - 1] if place else None
        if before is None or before.source != one.source:
            opener = None
        if one.text.endswith(":") or (one.standing is Standing.FRAGMENT and _heads(linked, place)):
            opener = place
        elif not one.item:
            opener = None
        elif opener is not None and linked[opener].opens < _MOST_ITEMS:
            head = linked[opener]
            linked[place] = replace(one, opener=opener)
            linked[opener] = replace(head, opens=head.opens + 1, standing=Standing.SENTENCE)
    return linked


def _heads(pool: Sequence[Sentence], place: int) -> bool:
    """A heading right above a list of at least two points."""
    following = pool[place + 1 : place + 3]
    source = pool[place].source
    return len(following) == 2 and all(
        one.item and one.source == source and not one.text.endswith(":") for one in following
    )


def clean(text: str) -> str:
    """As read aloud; cells of a table row are parted by commas."""
    text = _CELLS.sub(", ", text.strip())
    return " ".join(_HYPHENATED.sub("", text).split())


def _row(table: Table, start: int, end: int, said: str) -> tuple[str, Standing]:
    """A row's cells, each with the name of its column."""
    row = next((one for one in table.rows if one.start < end and start < one.end), None)
    if row is None:
        return said, Standing.ROW
    cells = [" ".join(cell.split()) for cell in row.cells]
    names = [" ".join(name.split()) for name in table.header]
    if cells == names:
        return said, Standing.FRAGMENT
    if len(names) != len(cells) or not any(names):
        return said, Standing.ROW
    named = [
        f"{name}: {cell}" if name and name != cell else cell
        for name, cell in zip(names, cells, strict=True)
        if cell
    ]
    return "; ".join(named), Standing.ROW


def _heading_above(blocks: Sequence[Block], text: str, at: int) -> str:
    above = [b for b in blocks if b.kind is BlockKind.HEADING and b.end <= at]
    return clean(text[above[-1].start : above[-1].end]) if above else ""


def _is_title(said: str) -> bool:
    ended = _ENDED.search(said) is not None and _ORDINAL.search(said) is None
    return len(words(said)) <= _MOST_IN_A_TITLE and not ended


def _standing(said: str, kind: BlockKind | None, item: bool) -> Standing:
    if kind in (BlockKind.HEADING, BlockKind.CODE):
        return Standing.FRAGMENT
    if kind is BlockKind.TABLE_ROW:
        return Standing.ROW
    count = len(words(said))
    if count < 2:
        return Standing.FRAGMENT
    if _ENDED.search(said) is not None and count >= _FEWEST_WORDS:
        return Standing.SENTENCE
    if ": " in said or (item and count >= _FEWEST_WORDS):
        return Standing.SENTENCE  # 'IBAN: HR98 ...', a point of a list
    return Standing.PHRASE
