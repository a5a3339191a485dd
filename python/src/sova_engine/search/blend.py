"""Two embedders' cosines as one, where the better one has not seen every passage yet.

Their scales differ, so the better one's cosines are first brought to the built-in's
scale (same mean and spread over the passages that have both). A passage the better one
has seen counts by both, another by the built-in alone: neither is favoured for it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sova_engine.search.dense import Cosines

_BETTER = 0.75
_FEWEST = 5
"""With fewer common passages a scale cannot be told."""


def blend(base: Mapping[bytes, Cosines], better: Mapping[bytes, Cosines]) -> dict[bytes, Cosines]:
    both = [key for key in base if key in better]
    if len(both) < _FEWEST:
        return dict(base)
    own = np.array([base[key].passage for key in both])
    its = np.array([better[key].passage for key in both])
    spread = float(its.std())
    scale = float(own.std()) / spread if spread > 0 else 0.0
    shift = float(own.mean()) - scale * float(its.mean())
    blended = dict(base)
    for key in both:
        moved = scale * better[key].passage + shift
        own = base[key]
        blended[key] = Cosines(_mixed(own.passage, moved), _mixed(own.sentence, moved), own.vector)
    return blended


def _mixed(own: float | None, moved: float) -> float:
    return moved if own is None else (1 - _BETTER) * own + _BETTER * moved
