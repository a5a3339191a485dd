"""Pairs across the languages from translated sentences: true, of strangers, numbers exchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sova_engine.evaluation.retrieval_sets import read_set

_NUMBER = re.compile(r"(?<![\d.,:])\d{2,}(?![\d.,:]*\d)")
_STRANGER = 7
"""So many queries further on: another document, mostly."""

Kind = Literal["true", "stranger", "number"]


@dataclass(frozen=True, slots=True)
class TranslatedPair:
    claim: str
    source: str
    kind: Kind


def translated_pairs(folder: Path, *, development: bool) -> list[TranslatedPair]:
    """Each sentence against its passage in the other language, and against what it does not say."""
    found = read_set(folder)
    texts = {document.id: document.text for document in found.documents}
    sentences = [
        (query.text, texts[next(iter(found.relevant[query.id]))])
        for query in found.queries
        if query.kind == "sentence" and query.development == development
    ]
    pairs: list[TranslatedPair] = []
    for place, (claim, source) in enumerate(sentences):
        stranger = sentences[(place + _STRANGER) % len(sentences)][1]
        pairs.append(TranslatedPair(claim, source, "true"))
        if stranger != source:
            pairs.append(TranslatedPair(claim, stranger, "stranger"))
        changed = _NUMBER.sub(lambda number: str(int(number[0]) + 3), claim, count=1)
        if changed != claim:
            pairs.append(TranslatedPair(changed, source, "number"))
    return pairs
