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
        lenses = engine.lenses()
        statuses: list[EmbedderStatus] = []
        passages = 0
        for lens in lenses:
            have, passages = engine.store.vectors.coverage(lens.number)
            statuses.append(
                EmbedderStatus(
                    id=lens.embedder.id,
                    name=lens.embedder.name,
                    active=True,
                    coverage=have / passages if passages else 1.0,
                    paused=engine.background.paused,
                )
            )
        return Ready(
            ready=True,
            detail=detail,
            vector_db_connected=connected,
            models_loaded=[lens.embedder.name for lens in lenses],
            passages=passages,
            embedders=statuses,
            repairing=repairing,
        )

    return routes
