"""The engine's HTTP face: one router a subject, the guard outside of all (``serving``)."""

from __future__ import annotations

from fastapi import FastAPI

from sova_engine.api import documents, health, ingest, inspect, maintenance, search
from sova_engine.engine import Engine
from sova_engine.serving import install_problem_handlers


def create_app(engine: Engine, instance: str) -> FastAPI:
    app = FastAPI(title="Sova engine", docs_url=None, redoc_url=None, openapi_url=None)
    install_problem_handlers(app)
    app.include_router(health.router(engine, instance))
    app.include_router(ingest.router(engine))
    app.include_router(inspect.router())
    app.include_router(documents.router(engine))
    app.include_router(search.router(engine))
    app.include_router(maintenance.router(engine))
    return app
