"""How likely it is that the passages found answer the question at all.

A logistic curve over what is seen of the search (``looks.py``), fitted on the development halves
of the evaluation sets with and without a third of their texts (both languages' versions of a
text together) and of the made set of small libraries; each set and case weighs the same.
``npm run fit:confidence -- --write`` fits it again, writes it here and prints what it refuses on
the other halves (docs/benchmarks/refusal.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

THRESHOLD = 0.39
"""Where a tenth of the answerable development questions is refused."""

_BIAS = -3.94
_WEIGHTS = {
    "before second": 3.33,
    "before crowd": 3.17,
    "words asked": 1.44,
    "other words": 0.96,
    "names missing": -0.64,
    "names nowhere": -0.99,
    "said: numbers missing": -0.75,
    "said: words matched": 1.66,
    "said: words nowhere": -1.69,
    "said: kind missed": -0.54,
    "said: lead": 1.12,
    "said: worth": 1.05,
}


def confidence(looks: Mapping[str, float]) -> float:
    """Between 0 and 1; 0 where nothing was found."""
    if not looks:
        return 0.0
    value = _BIAS + sum(weight * looks[name] for name, weight in _WEIGHTS.items())
    return 1 / (1 + math.exp(-value))
