"""One shape for every error: ``{"code", "message", "details"}``, as the contract has it."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from sova_engine.errors import EngineError

STATUS: Mapping[str, int] = {
    "invalid-input": 422,
    "unauthorized": 401,
    "forbidden-origin": 403,
    "forbidden-host": 400,
    "not-found": 404,
    "unknown-document": 404,
    "unknown-page": 404,
    "unknown-model": 404,
    "conflict": 409,
    "unknown-type": 415,
    "file-too-large": 413,
    "disk-full": 507,
    "vectors-unavailable": 503,
    "model-missing": 409,
    "model-failed": 502,
    "timeout": 504,
    "cancelled": 499,
    "shutting-down": 503,
    "internal": 500,
}
"""HTTP status by code where it is not 422; electron/contract/values.ts is the whole table."""

_log = logging.getLogger(__name__)


def problem_body(
    code: str, message: str, details: Mapping[str, object] | None = None
) -> dict[str, object]:
    return {"code": code, "message": message, "details": dict(details or {})}


def _answer(code: str, message: str, details: Mapping[str, object] | None = None) -> JSONResponse:
    return JSONResponse(problem_body(code, message, details), status_code=STATUS.get(code, 422))


def install_problem_handlers(app: FastAPI) -> None:
    """Every way a request can fail ends in the one shape; unexpected errors are logged here."""

    async def engine_error(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, EngineError)
        return _answer(error.code, error.message, error.details)

    async def invalid(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        fields = [".".join(str(part) for part in one["loc"]) for one in error.errors()]
        return _answer("invalid-input", "The request does not fit the schema.", {"fields": fields})

    async def http_error(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        code = "not-found" if error.status_code == 404 else "invalid-input"
        body = problem_body(code, str(error.detail))
        return JSONResponse(body, status_code=error.status_code)

    async def unexpected(_request: Request, error: Exception) -> JSONResponse:
        _log.error("unexpected error", exc_info=error)
        return _answer("internal", f"{type(error).__name__}")

    app.add_exception_handler(EngineError, engine_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(Exception, unexpected)
