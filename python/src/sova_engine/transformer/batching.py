"""Batches of texts of like length: padding is computed and thrown away, so little of it."""

from __future__ import annotations

from collections.abc import Sequence

MAX_PADDING = 0.08
"""Most of a batch that may be padding, once it is large enough to use the processor well."""
EFFICIENT_TOKENS = 256


def batches(lengths: Sequence[int], max_tokens: int, max_texts: int = 64) -> list[list[int]]:
    """Indices of ``lengths`` in batches, longest texts first.

    ``texts * longest`` of a batch stays within ``max_tokens`` (a single longer text is a batch
    of its own). Longest first: the largest memory is taken at the start, not in the middle.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    result: list[list[int]] = []
    real = longest = 0
    for index in order:
        length = lengths[index]
        padded = (len(result[-1]) + 1) * longest if result else 0
        if (
            not result
            or len(result[-1]) >= max_texts
            or padded > max_tokens
            or (real >= EFFICIENT_TOKENS and real + length < (1 - MAX_PADDING) * padded)
        ):
            result.append([])
            real, longest = 0, length
        result[-1].append(index)
        real += length
    return result
