"""What keeps the index true: reconciliation, repair, the vector store, pausing."""

from __future__ import annotations

from sova_engine.api.schemas.base import Model


class Reconcile(Model):
    """POST /v1/reconcile: the documents the application knows.

    Others are removed here; missing ones are named.
    """

    workspace: str
    document_ids: list[str]


class Reconciled(Model):
    removed: list[str]
    missing: list[str]


class RepairReport(Model):
    """POST /v1/maintenance/check and /repair"""

    consistent: bool
    passages: int
    vectors: int
    pending: int
    missing: int
    orphans: int
    rebuilt: bool


class VectorsAddress(Model):
    """PUT /v1/vectors: where the vector store is since its last start, and its token."""

    url: str
    token: str


class PauseRequest(Model):
    """PUT /v1/embedding/paused"""

    paused: bool
