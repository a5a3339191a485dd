"""The engine's HTTP schema. One caller: the application's core, on the loopback, with the token.

Offsets are Unicode code points of a page's text. Field names are camel case as the
core's own; ``electron/engine`` validates every answer against the same shapes.
"""

from sova_engine.api.schemas.base import Channel, Language, Model, Problem, QueryLanguage
from sova_engine.api.schemas.check import CheckedSentence, CheckRequest, CheckResult, CheckSentence
from sova_engine.api.schemas.documents import (
    Box,
    Boxes,
    FindResult,
    Heading,
    Page,
    PageSummary,
    PassageList,
    PassageView,
    SpanView,
    TableRowView,
    TableView,
)
from sova_engine.api.schemas.health import Alive, EmbedderStatus, Ready
from sova_engine.api.schemas.ingest import (
    DocumentSummary,
    DoneEvent,
    ErrorEvent,
    IngestEvent,
    IngestRequest,
    Inspected,
    InspectRequest,
    OutcomeCounts,
    ReadOptions,
    StageEvent,
)
from sova_engine.api.schemas.maintenance import (
    PauseRequest,
    Reconcile,
    Reconciled,
    RepairReport,
    VectorsAddress,
)
from sova_engine.api.schemas.search import (
    ChannelScore,
    ExtractedSentence,
    FoundPassage,
    SearchRequest,
    SearchResult,
    SearchTrace,
    TraceCandidate,
    TraceTerm,
    WholeDocument,
    WholeTrace,
)

__all__ = [
    "Alive",
    "Box",
    "Boxes",
    "Channel",
    "ChannelScore",
    "CheckRequest",
    "CheckResult",
    "CheckSentence",
    "CheckedSentence",
    "DocumentSummary",
    "DoneEvent",
    "EmbedderStatus",
    "ErrorEvent",
    "ExtractedSentence",
    "FindResult",
    "FoundPassage",
    "Heading",
    "IngestEvent",
    "IngestRequest",
    "InspectRequest",
    "Inspected",
    "Language",
    "Model",
    "OutcomeCounts",
    "Page",
    "PageSummary",
    "PassageList",
    "PassageView",
    "PauseRequest",
    "Problem",
    "QueryLanguage",
    "ReadOptions",
    "Ready",
    "Reconcile",
    "Reconciled",
    "RepairReport",
    "SearchRequest",
    "SearchResult",
    "SearchTrace",
    "SpanView",
    "StageEvent",
    "TableRowView",
    "TableView",
    "TraceCandidate",
    "TraceTerm",
    "VectorsAddress",
    "WholeDocument",
    "WholeTrace",
]
