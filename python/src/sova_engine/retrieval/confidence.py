"""How likely it is that the passages found answer the question at all.

A logistic curve over what is seen of the search (``looks.py``), fitted on the development halves
of the evaluation sets with and without a third of their texts (both languages' versions of a
text together) and of the made set of small libraries; each set and case weighs the same.
``npm run fit:confidence`` fits it again and prints what it refuses on the other halves
(docs/benchmarks/refusal.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

THRESHOLD = 0.36
"""Where a tenth of the answerable development questions is refused."""

_BIAS = -4.70
_WEIGHTS = {
    "before second": 2.95,
    "before other": 1.45,
    "before crowd": 2.79,
    "unknown words": -2.05,
    "names missing": -0.63,
    "words asked": 1.41,
    "said: numbers missing": -0.16,
    "said: words matched": 1.84,
    "said: form": 0.32,
    "said: lead": 1.14,
    "said: worth": 1.54,
}


def confidence(looks: Mapping[str, float]) -> float:
    """Between 0 and 1; 0 where nothing was found."""
    if not looks:
        return 0.0
    value = _BIAS + sum(weight * looks[name] for name, weight in _WEIGHTS.items())
    return 1 / (1 + math.exp(-value))
