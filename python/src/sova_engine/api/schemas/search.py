"""A question, its passages and sentences, and how they were found."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sova_engine.api.schemas.base import Channel, Language, Model, QueryLanguage


class SearchRequest(Model):
    """POST /v1/search"""

    workspace: str
    text: str
    context: list[str] = Field(default_factory=list)
    """Earlier questions this one leans on, oldest first (the core decides); searched with it."""
    language: Literal["auto", "hr", "en"] = "auto"
    limit: int = 8
    passages_per_document: int = 4
    document_ids: list[str] | None = None
    channels: list[Channel] | None = None
    embedder: str | None = None
    rerank: bool = False
    """The best passages are read again by the reranker, once it is installed and loaded."""
    extract: bool = False
    """Also choose the sentences of an extractive answer."""
    trace: bool = False


class ChannelScore(Model):
    rank: int
    score: float


class FoundPassage(Model):
    passage_id: str
    document_id: str
    page: int
    page_label: str | None
    char_start: int
    char_end: int
    text: str
    heading_path: list[str]
    language: Language | None
    score: float
    channels: dict[Channel, ChannelScore]


class ExtractedSentence(Model):
    """A whole sentence of a found passage; ``source`` is the 1-based place in ``passages``."""

    text: str
    source: int
    page: int
    char_start: int
    char_end: int
    score: float
    role: Literal["said", "title", "heading"] = "said"
    """Of a whole document its title and the headings of its parts are told too."""


class TraceTerm(Model):
    token: str
    forms: list[str]
    weight: float


class TraceCandidate(Model):
    passage_id: str
    document_id: str
    page: int
    text: str
    channels: dict[Channel, ChannelScore]
    fused: float
    dropped: (
        Literal["duplicate", "document-limit", "beyond-limit", "joined", "below-threshold"] | None
    )


class WholeDocument(Model):
    """``read`` of its ``passages``: of a long document the beginning and some from all over it."""

    document_id: str
    read: int
    passages: int


class WholeTrace(Model):
    """A question about documents as a whole is read for, not searched for."""

    asked: Literal["about", "parties"]
    documents: list[WholeDocument]


class SearchTrace(Model):
    searched: str
    terms: list[TraceTerm]
    candidates: list[TraceCandidate]
    embedder: str
    coverage: float
    whole: WholeTrace | None = None


class SearchResult(Model):
    language: QueryLanguage
    confidence: float
    threshold: float
    answerable: bool
    passages: list[FoundPassage]
    sentences: list[ExtractedSentence]
    timings: dict[str, float]
    """Milliseconds by stage (analyse, embed, lexical and dense at once, rows, sentences, sparse,
    words, fuse, rerank, join), ``search`` for all of them, and ``extract`` after."""
    trace: SearchTrace | None
