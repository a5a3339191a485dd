"""``POST /v1/inspect``: whether a file can be read at all, before anything of it is kept."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter

from sova_engine.api.schemas import Inspected, InspectRequest
from sova_engine.reading import ReadRequest, read_isolated


def router() -> APIRouter:
    routes = APIRouter()

    @routes.post("/v1/inspect")
    def inspect(request: InspectRequest) -> Inspected:  # pyright: ignore[reportUnusedFunction]
        # No page is asked for: the file is opened in the reader process and closed again.
        reading = ReadRequest(Path(request.path), request.name, only_pages=frozenset())
        info, pages = read_isolated(reading, lambda: False)
        for _ in pages:
            pass
        return Inspected(type=info.type, pages=info.pages)

    return routes
