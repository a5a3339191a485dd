"""What is stored of a document: pages, passages, boxes, text found, pictures."""

from __future__ import annotations

from fastapi import APIRouter, Query, Response

from sova_engine.api.schemas import (
    Boxes,
    FindResult,
    Page,
    PageSummary,
    PassageList,
    SpanView,
)
from sova_engine.api.views import boxes_of, page_summary, page_view, passage_view
from sova_engine.engine import Engine
from sova_engine.search.find import find_in_document

_DOCUMENT = "/v1/documents/{workspace}/{document_id}"
_MAX_SPANS = 16_000


def router(engine: Engine) -> APIRouter:
    routes = APIRouter()
    documents, passages = engine.store.documents, engine.store.passages

    @routes.delete(_DOCUMENT, status_code=204)
    def remove(workspace: str, document_id: str) -> None:  # pyright: ignore[reportUnusedFunction]
        engine.ingest.remove(workspace, document_id)
        engine.changed()

    @routes.get(_DOCUMENT + "/pages")
    def pages(workspace: str, document_id: str) -> list[PageSummary]:  # pyright: ignore[reportUnusedFunction]
        document = documents.get(workspace, document_id)
        return [page_summary(row) for row in documents.pages(document.number)]

    @routes.get(_DOCUMENT + "/pages/{page}")
    def page(workspace: str, document_id: str, page: int) -> Page:  # pyright: ignore[reportUnusedFunction]
        document = documents.get(workspace, document_id)
        return page_view(documents.page(document.number, page))

    @routes.get(_DOCUMENT + "/pages/{page}/image")
    def image(  # pyright: ignore[reportUnusedFunction]
        workspace: str, document_id: str, page: int, width: int = Query(1200, ge=16, le=4000)
    ) -> Response:
        document = documents.get(workspace, document_id)
        documents.page(document.number, page)
        picture = engine.picture(document, page, width)
        return Response(picture, media_type="image/png")

    @routes.get(_DOCUMENT + "/passages")
    def list_passages(  # pyright: ignore[reportUnusedFunction]
        workspace: str,
        document_id: str,
        offset: int = Query(0, ge=0),
        limit: int = Query(100, ge=1, le=500),
    ) -> PassageList:
        document = documents.get(workspace, document_id)
        rows = passages.of_document(document.number, offset=offset, limit=limit)
        return PassageList(
            items=[passage_view(row) for row in rows],
            total=passages.count(document=document.number),
        )

    @routes.get(_DOCUMENT + "/boxes")
    def boxes(  # pyright: ignore[reportUnusedFunction]
        workspace: str,
        document_id: str,
        page: int,
        spans: str = Query(pattern=r"^\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9})*$", max_length=_MAX_SPANS),
    ) -> Boxes:
        document = documents.get(workspace, document_id)
        row = documents.page(document.number, page).row
        chars = documents.boxes(document.number, page)
        asked = [span.split("-") for span in spans.split(",")]
        return Boxes(
            spans=[boxes_of(chars, int(start), int(end)) for start, end in asked],
            width=row.width,
            height=row.height,
        )

    @routes.get(_DOCUMENT + "/find")
    def find(  # pyright: ignore[reportUnusedFunction]
        workspace: str,
        document_id: str,
        text: str = Query(min_length=1, max_length=500),
        limit: int = Query(200, ge=1, le=5000),
    ) -> FindResult:
        document = documents.get(workspace, document_id)
        hits, total = find_in_document(documents.texts(document.number), text, limit)
        return FindResult(
            hits=[SpanView(page=p, char_start=start, char_end=end) for p, start, end in hits],
            total=total,
        )

    return routes
