"""The engine's HTTP schema. One caller: the application's core, on the loopback, with the token.

Offsets are Unicode code points of a page's text. Field names are camel case as the
core's own; ``electron/engine`` validates every answer against the same shapes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Language = Literal["hr", "en"]
QueryLanguage = Literal["hr", "en", "mixed"]
Channel = Literal["lexical", "dense", "sparse", "rerank"]


class Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Problem(Model):
    code: str
    message: str
    details: dict[str, object] = Field(default_factory=dict)


# -- health ---------------------------------------------------------------------------


class Alive(Model):
    """GET /healthz: the process answers; ``instance`` proves which process."""

    status: Literal["alive"] = "alive"
    api_version: int
    instance: str


class EmbedderStatus(Model):
    id: str
    name: str
    active: bool
    coverage: float
    paused: bool


class Ready(Model):
    """GET /readyz: whether questions can be answered, and what stands behind."""

    ready: bool
    detail: str
    vector_db_connected: bool
    models_loaded: list[str]
    passages: int
    embedders: list[EmbedderStatus]
    repairing: bool


# -- ingest ---------------------------------------------------------------------------


class ReadOptions(Model):
    max_pages: int = 10_000
    password: str | None = None
    ocr: bool = True
    ocr_languages: list[str] = ["hrv", "eng"]
    pages: list[int] | None = None
    """Only these pages again; null for all (pages already read are kept)."""


class IngestRequest(Model):
    """POST /v1/ingest -> NDJSON of ``IngestEvent``. Closing the connection cancels.

    Idempotent: run again after a crash it goes on behind the last stored page.
    """

    workspace: str
    document_id: str
    sha256: str
    path: str
    name: str
    options: ReadOptions = ReadOptions()


class StageEvent(Model):
    event: Literal["stage"] = "stage"
    stage: Literal["reading", "recognising", "embedding", "indexing"]
    done: int
    total: int | None


class OutcomeCounts(Model):
    text: int = 0
    ocr: int = 0
    empty: int = 0
    failed: int = 0


class DocumentSummary(Model):
    type: str
    view: Literal["pdf", "image", "text", "table"]
    unit: Literal["page", "sheet", "slide", "section", "chapter", "message"]
    pages: int
    outcomes: OutcomeCounts
    languages: list[Language]
    passages: int


class DoneEvent(Model):
    event: Literal["done"] = "done"
    summary: DocumentSummary


class ErrorEvent(Model):
    event: Literal["error"] = "error"
    problem: Problem
    permanent: bool


IngestEvent = Annotated[StageEvent | DoneEvent | ErrorEvent, Field(discriminator="event")]


class InspectRequest(Model):
    """POST /v1/inspect: opens the file and reads no page."""

    path: str
    name: str


class Inspected(Model):
    type: str
    pages: int | None
    """Where the format tells it before reading."""


class PageSummary(Model):
    number: int
    label: str | None
    outcome: Literal["text", "ocr", "empty", "failed"]
    confidence: float | None
    reason: Problem | None
    language: Language | None
    characters: int
    width: float | None
    height: float | None


class Heading(Model):
    level: int
    text: str
    char_start: int


class TableRowView(Model):
    cells: list[str]
    char_start: int
    char_end: int


class TableView(Model):
    char_start: int
    char_end: int
    header: list[str]
    rows: list[TableRowView]


class Page(PageSummary):
    text: str
    headings: list[Heading]
    tables: list[TableView]


class PassageView(Model):
    id: str
    page: int
    char_start: int
    char_end: int
    text: str
    heading_path: list[str]
    language: Language | None


class PassageList(Model):
    items: list[PassageView]
    total: int


class Box(Model):
    x: float
    y: float
    width: float
    height: float


class Boxes(Model):
    """The lines of each span asked for, in the order asked."""

    spans: list[list[Box]]
    width: float | None
    height: float | None


class SpanView(Model):
    page: int
    char_start: int
    char_end: int


class FindResult(Model):
    hits: list[SpanView]
    total: int


class Reconcile(Model):
    """POST /v1/reconcile: the documents the application knows.

    Others are removed here; missing ones are named.
    """

    workspace: str
    document_ids: list[str]


class Reconciled(Model):
    removed: list[str]
    missing: list[str]


# -- search ---------------------------------------------------------------------------


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


class SearchTrace(Model):
    searched: str
    terms: list[TraceTerm]
    candidates: list[TraceCandidate]
    embedder: str
    coverage: float


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


# -- citation check -------------------------------------------------------------------


class CheckSentence(Model):
    text: str
    sources: list[str]
    """Texts of the cited spans."""


class CheckRequest(Model):
    """POST /v1/check"""

    sentences: list[CheckSentence]


class CheckedSentence(Model):
    support: Literal["supported", "weak", "unsupported"]
    score: float
    missing: list[str]
    """Numbers and names of the sentence that no cited span has."""


class CheckResult(Model):
    sentences: list[CheckedSentence]


# -- maintenance ----------------------------------------------------------------------


class RepairReport(Model):
    """POST /v1/maintenance/check and /repair"""

    consistent: bool
    passages: int
    vectors: int
    pending: int
    missing: int
    orphans: int
    rebuilt: bool


class VectorsAddress(Model):
    """PUT /v1/vectors: where the vector store is since its last start, and its token."""

    url: str
    token: str


class PauseRequest(Model):
    """PUT /v1/embedding/paused"""

    paused: bool
