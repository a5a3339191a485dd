"""What is seen of a search before it is said whether the documents answer at all.

Few looks, each of another kind: of many, these are the ones that helped on sets the curve was
not fitted on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sova_engine.lexical import LexicalQuery, NamedWords, names_in
from sova_engine.retrieval.candidates import Scored

_NOTHING = 0.1
"""What a passage that has nothing to do with the question scores: it stands for the rivals
a small library does not have. Without it a lone document that answers was refused."""

_MANY_WORDS = 12
_CROWD = 20
SAID = (
    "numbers missing",
    "words matched",
    "words nowhere",
    "kind missed",
    "lead",
    "worth",
)
"""What is told of the best sentence (``answers.Read.best``)."""
LOOKS = (
    "before second",
    "before crowd",
    "words asked",
    "other words",
    "names missing",
    "names nowhere",
    *(f"said: {name}" for name in SAID),
)


def looks_at(
    scored: Sequence[Scored],
    query: LexicalQuery,
    asked: str,
    shown: Sequence[str],
    said: Mapping[str, float],
) -> dict[str, float]:
    """``scored`` as ``fuse`` orders it, not empty; ``shown``: what was read, with the names of the
    documents, the passage with the best sentence first; ``said``: of that sentence, by ``SAID``."""
    crowd = [one.score for one in scored[1 : _CROWD + 1]]
    crowd += [_NOTHING] * (_CROWD - len(crowd))
    total = sum(term.weight for term in query.terms) or 1.0
    otherwise = sum(term.weight for term in query.terms if term.others and not term.forms)
    names = names_in(asked)
    seen = {
        "before second": _lead(scored),
        "before crowd": scored[0].score - sum(crowd) / _CROWD,
        "words asked": min(len(query.content), _MANY_WORDS) / 10,
        "other words": otherwise / total,
        "names missing": _missing(names, shown[:1]),
        "names nowhere": _missing(names, shown),
    }
    return seen | {f"said: {name}": said.get(name, 0.0) for name in SAID}


def _lead(scored: Sequence[Scored]) -> float:
    """How far the best stands before the second passage, or before nothing."""
    best = scored[0].score
    rival = scored[1].score if len(scored) > 1 else min(_NOTHING, best)
    return max(0.0, best - rival)


def _missing(names: Sequence[str], texts: Sequence[str]) -> float:
    """The share of the names that no text has."""
    if not names:
        return 0.0
    spoken = NamedWords(texts)
    return sum(not spoken.has(name) for name in names) / len(names)
