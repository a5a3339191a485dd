"""Reading a document in: what is asked, and the events that follow."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sova_engine.api.schemas.base import Language, Model, Problem


class ReadOptions(Model):
    max_pages: int = 10_000
    password: str | None = None
    ocr: bool = True
    ocr_languages: list[str] = Field(default_factory=lambda: ["hrv", "eng"])
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
