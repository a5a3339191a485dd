"""What is seen of a search before it is said whether the documents answer at all.

Few looks, each of another kind: of thirty, these are the ones that helped on sets the curve was
not fitted on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sova_engine.lexical import LexicalQuery, QueryLanguage, fold, words
from sova_engine.retrieval.candidates import Scored

_NOTHING = 0.1
"""What a passage that has nothing to do with the question scores: it stands for the rivals
a small library does not have. Without it a lone document that answers was refused."""

_MANY_WORDS = 12
_CROWD = 20
_BEGINNING = 4
_NAME = re.compile(r"(?<=[\w,;:] )[^\W\d_a-zčćđšž][^\W\d_]+|\b\w*\d\w*\b")
SAID = ("numbers missing", "words matched", "form", "lead", "worth")
"""What is told of the best sentence (``answers.Read.best``)."""
LOOKS = (
    "before second",
    "before other",
    "before crowd",
    "unknown words",
    "names missing",
    "words asked",
    *(f"said: {name}" for name in SAID),
)


def looks_at(
    scored: Sequence[Scored],
    language: QueryLanguage,
    query: LexicalQuery,
    asked: str,
    said: Mapping[str, float],
) -> dict[str, float]:
    """``scored`` as ``fuse`` orders it, not empty; ``said``: of the best sentence, by ``SAID``."""
    first, best = scored[0], scored[0].candidate
    within = best.language == language
    other = next((s for s in scored if s.candidate.document_id != best.document_id), None)
    crowd = [one.score for one in scored[1 : _CROWD + 1]]
    crowd += [_NOTHING] * (_CROWD - len(crowd))
    total = sum(term.weight for term in query.terms) or 1.0
    unknown = sum(term.weight for term in query.terms if not term.forms) / total
    seen = {
        "before second": _lead(scored),
        "before other": first.score - min(first.score, other.score if other else _NOTHING),
        "before crowd": first.score - sum(crowd) / _CROWD,
        "unknown words": unknown if within else 0.0,
        "names missing": _names_missing(asked, best.text),
        "words asked": min(len(query.content), _MANY_WORDS) / 10,
    }
    return seen | {f"said: {name}": said.get(name, 0.0) for name in SAID}


def _lead(scored: Sequence[Scored]) -> float:
    """How far the best stands before the second passage, or before nothing."""
    best = scored[0].score
    rival = scored[1].score if len(scored) > 1 else min(_NOTHING, best)
    return max(0.0, best - rival)


def _names_missing(asked: str, text: str) -> float:
    """Of the names and numbers in the question, the share the passage does not have."""
    names = [fold(name) for name in _NAME.findall(asked)]
    if not names:
        return 0.0
    own = set(words(text))
    begun = {word[:_BEGINNING] for word in own if len(word) >= _BEGINNING}
    return sum(name not in own and name[:_BEGINNING] not in begun for name in names) / len(names)
