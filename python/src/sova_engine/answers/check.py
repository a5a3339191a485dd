"""Does what a sentence says stand in the passages it cites?

Numbers and names must be there; the other words by their stems; and the meaning by the
nearest cited sentence's vector, which alone carries a claim made in the other language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical import BY_LANGUAGE, fold, words
from sova_engine.lexical.analysis import keys

Support = Literal["supported", "weak", "unsupported"]

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_NAME = re.compile(r"(?<=[\w,;)] )[A-ZČĆĐŠŽ][\w-]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SUPPORTED, _WEAK = 0.62, 0.42
_COMMON = BY_LANGUAGE["mixed"]


@dataclass(frozen=True, slots=True)
class Checked:
    support: Support
    score: float
    missing: list[str]


def check_sentence(
    text: str,
    sources: Sequence[str],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
) -> Checked:
    """``score`` 0..1: how far the sources carry the sentence."""
    if not sources:
        return Checked("unsupported", 0.0, [])
    there = {key for source in sources for word in words(source) for key in keys(word, None)}
    numbers = {_digits(found) for source in sources for found in _NUMBER.findall(source)}
    missing = [found for found in _NUMBER.findall(text) if _digits(found) not in numbers]
    missing += [name for name in _NAME.findall(text) if there.isdisjoint(_keys(name))]
    content = [word for word in words(text) if word not in _COMMON and not word.isdigit()]
    share = 1.0
    if content:
        share = sum(not there.isdisjoint(keys(word, None)) for word in content) / len(content)
    parts = [part for source in sources for part in _SENTENCE.split(source) if part.strip()]
    vectors = embed([text, *sources, *parts])
    nearest = max(0.0, float((vectors[1:] @ vectors[0]).max()))
    score = max(share, 0.5 * share + 0.5 * nearest, nearest if share < 0.35 else 0.0)
    score = max(0.0, min(1.0, score) - 0.25 * min(2, len(missing)))
    if score >= _SUPPORTED and not missing:
        return Checked("supported", score, missing)
    return Checked("weak" if score >= _WEAK else "unsupported", score, missing)


def _keys(name: str) -> set[str]:
    return {key for word in words(name) for key in keys(word, None)}


def _digits(number: str) -> str:
    """``1.234,50`` and ``1,234.50`` are one number; a date keeps its parts."""
    parts = re.split(r"[.,]", fold(number).rstrip(".,:/"))
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        return "".join(parts)
    return ".".join(parts)
