"""``python -m sova_engine.vectors.server``: Chroma's persistent client behind our guard.

Chroma's own server has no authentication and accepts any Host; this one has both, speaks
binary vectors, and knows ids, vectors and document ids, never a text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chromadb
from fastapi import Depends, FastAPI, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from sova_engine import API_VERSION
from sova_engine.errors import EngineError
from sova_engine.serving import install_problem_handlers, serve
from sova_engine.vectors import frames
from sova_engine.vectors.chroma_service import ChromaService
from sova_engine.vectors.directory import VectorDirectory
from sova_engine.vectors.model import Matrix

_MAX_BODY = 64 * 1024 * 1024
_BEGIN_ANEW = 75
"""The exit status of sysexits.h for what passes: EX_TEMPFAIL."""


class _Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Alive(_Wire):
    status: str = "alive"
    api_version: int = API_VERSION
    instance: str


class VectorsReady(_Wire):
    ready: bool = True
    detail: str
    trusted: bool
    """False after an unclean stop, until ``POST /v1/verified``."""


class Dimensions(_Wire):
    dimensions: int


class Ids(_Wire):
    ids: list[str]


async def _frame(request: Request) -> tuple[dict[str, Any], Matrix]:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MAX_BODY:
            raise EngineError("file-too-large", "the batch is too large", limit=_MAX_BODY)
    try:
        return frames.unpack(bytes(body))
    except frames.BadFrame as error:
        raise EngineError("invalid-input", f"not a vector frame: {error}") from error


def create_app(service: ChromaService, instance: str) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    install_problem_handlers(app)

    @app.get("/healthz")
    def healthz() -> Alive:  # pyright: ignore[reportUnusedFunction]
        return Alive(instance=instance)

    @app.get("/readyz")
    def readyz() -> VectorsReady:  # pyright: ignore[reportUnusedFunction]
        return VectorsReady(detail=f"Chroma {chromadb.__version__}", trusted=service.trusted)

    @app.get("/v1/collections")
    def counts() -> dict[str, int]:  # pyright: ignore[reportUnusedFunction]
        return service.counts()

    @app.put("/v1/collections/{name}", status_code=204)
    def ensure(name: str, body: Dimensions) -> None:  # pyright: ignore[reportUnusedFunction]
        service.ensure(name, body.dimensions)

    @app.delete("/v1/collections/{name}", status_code=204)
    def drop(name: str) -> None:  # pyright: ignore[reportUnusedFunction]
        service.drop(name)

    @app.post("/v1/collections/{name}/upsert", status_code=204)
    async def upsert(  # pyright: ignore[reportUnusedFunction]
        name: str, frame: tuple[dict[str, Any], Matrix] = Depends(_frame)
    ) -> None:
        header, matrix = frame
        await run_in_threadpool(service.upsert, name, header["ids"], header["documents"], matrix)

    async def query(request: Request) -> Response:
        header, matrix = await _frame(request)
        name, count = request.path_params["name"], int(header["count"])
        ids, distances = await run_in_threadpool(service.query, name, matrix, count)
        return Response(frames.pack({"ids": ids}, distances), media_type=frames.CONTENT_TYPE)

    # Every search waits for it: a plain route, for FastAPI's own takes a fifth of Chroma's time.
    app.add_route("/v1/collections/{name}/query", query, methods=["POST"])

    @app.post("/v1/collections/{name}/delete", status_code=204)
    def delete(name: str, body: Ids) -> None:  # pyright: ignore[reportUnusedFunction]
        service.delete(name, body.ids)

    @app.get("/v1/collections/{name}/ids")
    def ids(  # pyright: ignore[reportUnusedFunction]
        name: str, offset: int = Query(0, ge=0), limit: int = Query(10_000, ge=1, le=100_000)
    ) -> Ids:
        return Ids(ids=service.ids(name, offset, limit))

    @app.post("/v1/verified", status_code=204)
    def verified() -> None:  # pyright: ignore[reportUnusedFunction]
        service.trusted = True

    @app.post("/v1/discard", status_code=204)
    def discard() -> None:  # pyright: ignore[reportUnusedFunction]
        service.discard()

    return app


def main() -> None:
    root = Path(os.environ["SOVA_DATA_DIR"])
    service = ChromaService(VectorDirectory(root), leave=lambda: os._exit(_BEGIN_ANEW))
    make: Callable[[str], FastAPI] = lambda instance: create_app(service, instance)  # noqa: E731
    serve(make, on_stop=lambda: None)
    service.close()


if __name__ == "__main__":
    main()
