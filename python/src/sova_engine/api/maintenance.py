"""The vector store's address, reconciling with the application, check and repair."""

from __future__ import annotations

from fastapi import APIRouter

from sova_engine.api.schemas import (
    PauseRequest,
    Reconcile,
    Reconciled,
    RepairReport,
    VectorsAddress,
)
from sova_engine.engine import Engine
from sova_engine.errors import EngineError
from sova_engine.upkeep import Finding
from sova_engine.vectors import SovaVectorStore, VectorsDamaged, VectorsUnavailable


def router(engine: Engine) -> APIRouter:
    routes = APIRouter()

    @routes.put("/v1/vectors", status_code=204)
    def vectors(address: VectorsAddress) -> None:  # pyright: ignore[reportUnusedFunction]
        engine.keeper.connect(SovaVectorStore(address.url, address.token))

    @routes.put("/v1/embedding/paused", status_code=204)
    def paused(request: PauseRequest) -> None:  # pyright: ignore[reportUnusedFunction]
        engine.background.pause(request.paused)

    @routes.post("/v1/reconcile")
    def reconcile(request: Reconcile) -> Reconciled:  # pyright: ignore[reportUnusedFunction]
        here = {row.id: row for row in engine.store.documents.all(request.workspace)}
        known = set(request.document_ids)
        removed = sorted(here.keys() - known)
        for document_id in removed:
            engine.ingest.remove(request.workspace, document_id)
        missing = [one for one in request.document_ids if one not in here or not here[one].visible]
        if removed:
            engine.changed()
        return Reconciled(removed=removed, missing=missing)

    @routes.post("/v1/maintenance/check")
    def check() -> RepairReport:  # pyright: ignore[reportUnusedFunction]
        return _report(engine, repair=False)

    @routes.post("/v1/maintenance/repair")
    def repair() -> RepairReport:  # pyright: ignore[reportUnusedFunction]
        return _report(engine, repair=True)

    return routes


def _report(engine: Engine, *, repair: bool) -> RepairReport:
    try:
        found = engine.keeper.check(repair=repair)
        left = engine.keeper.check(repair=False) if repair else found
    except (VectorsUnavailable, VectorsDamaged) as error:
        raise EngineError("vectors-unavailable", str(error), permanent=False) from error
    return _as_report(left, rebuilt=found.rebuilt)


def _as_report(found: Finding, *, rebuilt: bool) -> RepairReport:
    return RepairReport(
        consistent=found.consistent,
        passages=found.passages,
        vectors=found.vectors,
        pending=found.pending,
        missing=len(found.lost),
        orphans=len(found.strange),
        rebuilt=rebuilt,
    )
