"""Batches of texts of like length: padding is computed and thrown away, so little of it."""

from __future__ import annotations

from collections.abc import Sequence


def batches(lengths: Sequence[int], max_tokens: int, max_texts: int = 64) -> list[list[int]]:
    """Indices of ``lengths`` in batches, longest texts first.

    ``texts * longest`` of a batch stays within ``max_tokens`` (a single longer text is a batch
    of its own). Longest first: the largest memory is taken at the start, not in the middle.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    result: list[list[int]] = []
    for index in order:
        current = result[-1] if result else None
        if (
            current is None
            or len(current) >= max_texts
            or (len(current) + 1) * lengths[current[0]] > max_tokens
        ):
            result.append([index])
        else:
            current.append(index)
    return result
