"""What travels between the engine and a reader process: JSON, one message a line.

No pickle: the reader process is the part that meets hostile files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from ..errors import EngineError
from .model import DocumentInfo, ReadPage, ReadRequest


@dataclass(frozen=True, slots=True)
class ReadTask:
    request: ReadRequest
    task: Literal["read"] = "read"


@dataclass(frozen=True, slots=True)
class Opened:
    info: DocumentInfo
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class PageRead:
    page: ReadPage
    kind: Literal["page"] = "page"


@dataclass(frozen=True, slots=True)
class Ended:
    kind: Literal["ended"] = "ended"


@dataclass(frozen=True, slots=True)
class Failed:
    code: str
    message: str
    permanent: bool
    details: dict[str, str | int | float | bool | None]
    kind: Literal["failed"] = "failed"

    def error(self) -> EngineError:
        return EngineError(self.code, self.message, permanent=self.permanent, **self.details)

    @classmethod
    def of(cls, error: EngineError) -> Failed:
        details = {
            key: value
            if isinstance(value, (str, int, float, bool)) or value is None
            else str(value)
            for key, value in error.details.items()
        }
        return cls(error.code, error.message, error.permanent, details)


Answer = Annotated[Opened | PageRead | Ended | Failed, Field(discriminator="kind")]

TASK: TypeAdapter[ReadTask] = TypeAdapter(ReadTask)
ANSWER: TypeAdapter[Opened | PageRead | Ended | Failed] = TypeAdapter(Answer)
