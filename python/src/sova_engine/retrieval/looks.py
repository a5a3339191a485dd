"""What is seen of a search before it is said whether the documents answer at all."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sova_engine.lexical import LexicalQuery, QueryLanguage, fold, words
from sova_engine.retrieval.candidates import Scored
from sova_engine.retrieval.word_match import WordVectors

NOTHING = 0.1
"""What a passage that has nothing to do with the question scores: it stands for the rivals
a small library does not have. Without it a lone document that answers was refused."""

_MANY_WORDS = 12
_FIFTH = 4
_CROWD = 20
_BEGINNING = 4
_AROUND = 10
_MEETS = 0.5
_NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_a-zčćđšž][^\W\d_]+|\b\w*\d\w*\b")
SAID = (
    "terms",
    "own terms",
    "numbers missing",
    "words matched",
    "meaning",
    "form",
    "weakest word",
    "words met",
)
"""What is told of the best sentence (``answers.Read.best``)."""
LOOKS = (
    "score",
    "before second",
    "before fifth",
    "before other",
    "before crowd",
    "lexical",
    "words matched",
    "weakest word",
    "next weakest",
    "words met",
    "weakest anywhere",
    "passage",
    "sentence",
    "first by words",
    "first by meaning",
    "unknown words",
    "names missing",
    "own language",
    "words asked",
    "library",
    "small library",
    *(f"said: {name}" for name in SAID),
    "across: score",
    "across: words matched",
    "across: weakest word",
    "across: meaning",
    "across: said words matched",
)


def looks_at(
    scored: Sequence[Scored],
    language: QueryLanguage,
    query: LexicalQuery,
    asked: str,
    passages: int,
    said: Mapping[str, float],
    vectors: WordVectors,
) -> dict[str, float]:
    """``scored`` as ``fuse`` orders it, not empty; ``passages``: how many the library has;
    ``said``: of the best sentence, by ``SAID``."""
    first, best = scored[0], scored[0].candidate
    within = float(best.language == language)
    reached = (best.lexical or 0.0) / query.ceiling if query.ceiling > 0 else 0.0
    matched = reached if best.word_match is None else best.word_match
    near = _nearest(query, [best.text], vectors)
    ordered = np.sort(near).tolist() or [0.0]
    weakest = (ordered[0], ordered[min(1, len(ordered) - 1)])
    anywhere = _nearest(query, [one.candidate.text for one in scored[:_AROUND]], vectors)
    others = [one for one in scored if one.candidate.document_id != best.document_id]
    crowd = [one.score for one in scored[1 : _CROWD + 1]]
    crowd += [NOTHING] * (_CROWD - len(crowd))
    total = sum(term.weight for term in query.terms) or 1.0
    unknown = sum(term.weight for term in query.terms if not term.forms) / total
    seen = {
        "score": first.score,
        "before second": _lead(scored, 1),
        "before fifth": _lead(scored, _FIFTH),
        "before other": first.score - min(first.score, others[0].score if others else NOTHING),
        "before crowd": first.score - sum(crowd) / _CROWD,
        "lexical": min(1.0, reached),
        "words matched": matched,
        "weakest word": weakest[0],
        "next weakest": weakest[1],
        "words met": float((near > _MEETS).mean()) if len(near) else 0.0,
        "weakest anywhere": float(anywhere.min()) if len(anywhere) else 0.0,
        "passage": best.passage_cosine or 0.0,
        "sentence": best.sentence_cosine or 0.0,
        "first by words": _rank(first, "lexical"),
        "first by meaning": _rank(first, "dense"),
        "unknown words": within * unknown,
        "names missing": _names_missing(asked, best.text),
        "own language": within,
        "words asked": min(len(query.content), _MANY_WORDS) / 10,
        "library": min(math.log10(passages + 1), 5.0) / 5,
        "small library": float(passages < 20),
    }
    seen |= {f"said: {name}": said.get(name, 0.0) for name in SAID}
    across = 1 - within
    return seen | {
        "across: score": across * first.score,
        "across: words matched": across * matched,
        "across: weakest word": across * weakest[0],
        "across: meaning": across * seen["sentence"],
        "across: said words matched": across * seen["said: words matched"],
    }


def _lead(scored: Sequence[Scored], place: int) -> float:
    """How far the best stands before the passage at ``place``, or before nothing."""
    best = scored[0].score
    rival = scored[place].score if place < len(scored) else min(NOTHING, scored[-1].score)
    return max(0.0, best - rival)


def _nearest(
    query: LexicalQuery, texts: Sequence[str], vectors: WordVectors
) -> NDArray[np.float32]:
    """How near the texts come to each word of the question."""
    asked = [word for word, _ in query.content]
    own = sorted({word for text in texts for word in words(text)})
    if not asked or not own:
        return np.zeros(len(asked), np.float32)
    return (vectors(asked) @ vectors(own).T).max(axis=1).clip(0, 1)


def _rank(one: Scored, channel: str) -> float:
    """1 for the channel's first, less for the others."""
    for name, (rank, _) in one.channels.items():
        if name == channel:
            return 1 / rank
    return 0.0


def _names_missing(asked: str, text: str) -> float:
    """Of the names and numbers in the question, the share the passage does not have."""
    names = [fold(name) for name in _NAME.findall(asked)]
    if not names:
        return 0.0
    own = set(words(text))
    begun = {word[:_BEGINNING] for word in own if len(word) >= _BEGINNING}
    return sum(name not in own and name[:_BEGINNING] not in begun for name in names) / len(names)
