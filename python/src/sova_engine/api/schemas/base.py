"""The engine's HTTP schema. One caller: the application's core, on the loopback, with the token.

Offsets are Unicode code points of a page's text. Field names are camel case as the
core's own; ``electron/engine`` validates every answer against the same shapes.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Language = Literal["hr", "en"]
QueryLanguage = Literal["hr", "en", "mixed"]
Channel = Literal["lexical", "dense", "sparse", "rerank"]


class Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Problem(Model):
    code: str
    message: str
    details: dict[str, object] = Field(default_factory=dict)
