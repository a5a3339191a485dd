"""From an order of passages to the few that are shown.

Near-duplicates are folded, neighbours of one page joined into one readable passage, and
no document takes all places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sova_engine.lexical import words
from sova_engine.retrieval.candidates import Scored

Dropped = Literal["duplicate", "document-limit", "beyond-limit", "joined", "below-threshold"]
DUPLICATE = 0.9
"""Share of common three-word runs from which two passages say the same."""
JOIN_GAP = 2
MAX_JOINED = 2400


@dataclass(frozen=True, slots=True)
class Selected:
    """A shown passage: ``start`` to ``end`` of its page, wider than ``best`` when joined."""

    best: Scored
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Selection:
    passages: list[Selected]
    dropped: dict[str, Dropped]
    """Passage id -> why it is not shown by itself."""


def select(scored: Sequence[Scored], limit: int, per_document: int) -> Selection:
    """Chooses from ``scored`` (best first)."""
    chosen: list[Selected] = []
    runs: list[frozenset[tuple[str, ...]]] = []
    dropped: dict[str, Dropped] = {}
    taken: dict[str, int] = {}
    on_page: dict[tuple[str, int], list[int]] = {}
    """Places in ``chosen``."""
    for item in scored:
        candidate = item.candidate
        page = (candidate.document_id, candidate.page)
        place = _neighbour(chosen, on_page.get(page, ()), item)
        if place is not None:
            kept = chosen[place]
            chosen[place] = Selected(
                kept.best, min(kept.start, candidate.start), max(kept.end, candidate.end)
            )
            dropped[candidate.passage_id] = "joined"
            continue
        if len(chosen) >= limit:
            dropped[candidate.passage_id] = "beyond-limit"
            continue
        own = _runs(candidate.text)
        if any(_same(own, other) for other in runs):
            dropped[candidate.passage_id] = "duplicate"
        elif taken.get(candidate.document_id, 0) >= per_document:
            dropped[candidate.passage_id] = "document-limit"
        else:
            on_page.setdefault(page, []).append(len(chosen))
            chosen.append(Selected(item, candidate.start, candidate.end))
            runs.append(own)
            taken[candidate.document_id] = taken.get(candidate.document_id, 0) + 1
    return Selection(chosen, dropped)


def _neighbour(chosen: Sequence[Selected], on_its_page: Sequence[int], item: Scored) -> int | None:
    candidate = item.candidate
    for place in on_its_page:
        kept = chosen[place]
        gap = max(candidate.start - kept.end, kept.start - candidate.end)
        span = max(candidate.end, kept.end) - min(candidate.start, kept.start)
        if gap <= JOIN_GAP and span <= MAX_JOINED:
            return place
    return None


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    own = words(text)
    return frozenset(zip(own, own[1:], own[2:], strict=False)) or frozenset({tuple(own)})


def _same(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    return len(a & b) >= DUPLICATE * max(1, max(len(a), len(b)))
