"""Errors with the codes of the contract (electron/contract/errors.ts).

The words for people live in the renderer.
"""

from __future__ import annotations


class EngineError(Exception):
    """An error a person is told about.

    ``code`` is one of the contract's codes, ``details`` the values its words need
    (page, limit, bytes). ``permanent`` errors are not retried by the job queue.
    """

    def __init__(
        self, code: str, message: str, *, permanent: bool = True, **details: object
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.permanent = permanent
        self.details: dict[str, object] = details
