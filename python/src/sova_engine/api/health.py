"""Alive and ready."""

from __future__ import annotations

from fastapi import APIRouter

from sova_engine import API_VERSION
from sova_engine.api.schemas import Alive, EmbedderStatus, Ready
from sova_engine.engine import Engine


def router(engine: Engine, instance: str) -> APIRouter:
    routes = APIRouter()

    @routes.get("/healthz")
    async def healthz() -> Alive:  # pyright: ignore[reportUnusedFunction]
        return Alive(api_version=API_VERSION, instance=instance)

    @routes.get("/readyz")
    def readyz() -> Ready:  # pyright: ignore[reportUnusedFunction]
        connected, repairing = engine.keeper.connected, engine.keeper.repairing
        if repairing:
            detail = "the vector index is being rebuilt; answers come from the word index"
        elif not connected:
            detail = "the vector store is away; answers come from the word index"
        else:
            detail = "answers come from both indexes"
        statuses: list[EmbedderStatus] = []
        have, total = engine.store.vectors.coverage(engine.embedders[0][0])
        statuses.append(
            EmbedderStatus(
                id=engine.embedder.id,
                name=engine.embedder.name,
                active=True,
                coverage=have / total if total else 1.0,
                paused=False,
            )
        )
        return Ready(
            ready=True,
            detail=detail,
            vector_db_connected=connected,
            models_loaded=[engine.embedder.name],
            passages=total,
            embedders=statuses,
            repairing=repairing,
        )

    return routes
