"""Whether sentences are supported by what they cite."""

from __future__ import annotations

from typing import Literal

from sova_engine.api.schemas.base import Model


class CheckSentence(Model):
    text: str
    sources: list[str]
    """Texts of the cited spans."""


class CheckRequest(Model):
    """POST /v1/check"""

    sentences: list[CheckSentence]


class CheckedSentence(Model):
    support: Literal["supported", "weak", "unsupported"]
    score: float
    missing: list[str]
    """Numbers and names of the sentence that no cited span has."""


class CheckResult(Model):
    sentences: list[CheckedSentence]
