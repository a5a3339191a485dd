"""Whether the engine is there and what it has."""

from __future__ import annotations

from typing import Literal

from sova_engine.api.schemas.base import Model


class Alive(Model):
    """GET /healthz: the process answers; ``instance`` proves which process."""

    status: Literal["alive"] = "alive"
    api_version: int
    instance: str


class EmbedderStatus(Model):
    id: str
    name: str
    active: bool
    coverage: float
    paused: bool


class Ready(Model):
    """GET /readyz: whether questions can be answered, and what stands behind."""

    ready: bool
    detail: str
    vector_db_connected: bool
    models_loaded: list[str]
    passages: int
    embedders: list[EmbedderStatus]
    repairing: bool
