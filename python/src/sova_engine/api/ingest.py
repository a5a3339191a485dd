"""``POST /v1/ingest``: progress as it happens, one JSON object a line."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from sova_engine.api.schemas import ErrorEvent, IngestRequest, Model, Problem
from sova_engine.engine import Engine
from sova_engine.errors import EngineError
from sova_engine.ingest import Work

_log = logging.getLogger(__name__)


def router(engine: Engine) -> APIRouter:
    routes = APIRouter()

    @routes.post("/v1/ingest")
    async def ingest(request: IngestRequest) -> StreamingResponse:  # pyright: ignore[reportUnusedFunction]
        return StreamingResponse(_lines(engine, request), media_type="application/x-ndjson")

    return routes


async def _lines(engine: Engine, request: IngestRequest) -> AsyncIterator[str]:
    """Work goes on in its own thread; when the caller goes away it is cancelled."""
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[Model | None] = asyncio.Queue()
    work = Work()

    def say(event: Model | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens
            loop.call_soon_threadsafe(events.put_nowait, event)

    def run() -> None:
        try:
            for event in engine.ingest.run(request, work):
                say(event)
        except EngineError as error:
            say(_error(error.code, error.message, error.permanent, error.details))
        except Exception as error:
            _log.exception("ingest of %s failed", request.document_id)
            say(_error("internal", type(error).__name__, False, {}))
        finally:
            engine.changed()
            say(None)

    threading.Thread(target=run, name="ingest", daemon=True).start()
    try:
        while (event := await events.get()) is not None:
            yield event.model_dump_json(by_alias=True) + "\n"
    finally:
        work.cancelled.set()


def _error(code: str, message: str, permanent: bool, details: dict[str, object]) -> ErrorEvent:
    problem = Problem(code=code, message=message, details=details)
    return ErrorEvent(problem=problem, permanent=permanent)
