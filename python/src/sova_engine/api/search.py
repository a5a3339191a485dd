"""Search and the check of citations."""

from __future__ import annotations

from fastapi import APIRouter, Response

from sova_engine.api.schemas import (
    CheckedSentence,
    CheckRequest,
    CheckResult,
    SearchRequest,
    SearchResult,
)
from sova_engine.checking import check as check_sentence
from sova_engine.engine import Engine


def router(engine: Engine) -> APIRouter:
    routes = APIRouter()

    @routes.post("/v1/search", response_model=SearchResult)
    def search(request: SearchRequest) -> Response:  # pyright: ignore[reportUnusedFunction]
        with engine.precedence.question():
            # Written out here: FastAPI would check again what was made of checked parts.
            body = engine.searcher.search(request).model_dump_json(by_alias=True)
        return Response(body, media_type="application/json")

    @routes.post("/v1/check")
    def check(request: CheckRequest) -> CheckResult:  # pyright: ignore[reportUnusedFunction]
        checked: list[CheckedSentence] = []
        embed = engine.lenses()[0].embedder.embed_queries
        for one in request.sentences:
            found = check_sentence(one.text, one.sources, embed)
            checked.append(
                CheckedSentence(support=found.support, score=found.score, missing=found.missing)
            )
        return CheckResult(sentences=checked)

    return routes
