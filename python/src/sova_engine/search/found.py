"""What is known of a question once it is answered, and how that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sova_engine.api.schemas import (
    ChannelScore,
    FoundPassage,
    SearchTrace,
    TraceCandidate,
    TraceTerm,
)
from sova_engine.embedding import Vectors
from sova_engine.lexical import LexicalQuery, QueryLanguage
from sova_engine.retrieval import Channel, Scored, Selection
from sova_engine.search.candidates import passage_language
from sova_engine.store import CandidateRow, PassageRow, Store
from sova_engine.upkeep import Lens

_TRACED = 60


@dataclass(frozen=True, slots=True)
class Found:
    searched: str
    language: QueryLanguage
    words: LexicalQuery
    lenses: Sequence[Lens]
    vector: Vectors
    """The question's by the first lens."""
    rows: Mapping[str, CandidateRow]
    """By passage id."""
    fused: Sequence[Scored]
    """Best first, before any reranker read them."""
    scored: Sequence[Scored]
    """Best first."""


def shown(store: Store, chosen: Selection, found: Found) -> list[FoundPassage]:
    numbers = [found.rows[one.best.candidate.passage_id].number for one in chosen.passages]
    rows = store.passages.by_numbers(numbers)
    passages: list[FoundPassage] = []
    for one, number in zip(chosen.passages, numbers, strict=True):
        row = rows.get(number)
        if row is None:
            continue  # removed since it was found
        passage = found_passage(row, one.best.score, _channels(one.best))
        if (one.start, one.end) != (row.start, row.end):
            text = store.documents.page(row.document, row.page).text[one.start : one.end]
            joined = {"char_start": one.start, "char_end": one.end, "text": text}
            passage = passage.model_copy(update=joined)
        passages.append(passage)
    return passages


def found_passage(
    row: PassageRow, score: float, channels: dict[Channel, ChannelScore]
) -> FoundPassage:
    return FoundPassage(
        passage_id=row.id,
        document_id=row.document_id,
        page=row.page,
        page_label=row.page_label,
        char_start=row.start,
        char_end=row.end,
        text=row.text,
        heading_path=list(row.heading_path),
        language=passage_language(row),
        score=score,
        channels=channels,
    )


def trace_of(store: Store, chosen: Selection, found: Found) -> SearchTrace:
    have, everything = store.vectors.coverage(found.lenses[-1].number)
    return SearchTrace(
        searched=found.searched,
        terms=[
            TraceTerm(token=term.token, forms=list(term.forms), weight=term.weight)
            for term in found.words.terms
        ],
        candidates=[
            TraceCandidate(
                passage_id=one.candidate.passage_id,
                document_id=one.candidate.document_id,
                page=one.candidate.page,
                text=one.candidate.text,
                channels=_channels(one),
                fused=one.score,
                dropped=chosen.dropped.get(one.candidate.passage_id),
            )
            for one in found.scored[:_TRACED]
        ],
        embedder=" + ".join(lens.embedder.name for lens in found.lenses),
        coverage=have / everything if everything else 1.0,
    )


def _channels(scored: Scored) -> dict[Channel, ChannelScore]:
    return {
        channel: ChannelScore(rank=rank, score=score)
        for channel, (rank, score) in scored.channels.items()
    }
