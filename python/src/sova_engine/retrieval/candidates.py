"""What the channels found, before it becomes one order."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Channel = Literal["lexical", "dense", "sparse", "rerank"]
PassageLanguage = Literal["hr", "en"]


class Candidate(NamedTuple):
    """A passage with what each channel says of it; None: the channel did not see it.

    ``passage_cosine`` and ``sentence_cosine`` (the best sentence's) are exact: taken from
    the stored vectors for every candidate, whichever channel found it.
    """

    passage_id: str
    document_id: str
    page: int
    start: int
    end: int
    text: str
    language: PassageLanguage | None
    lexical: float | None = None
    """BM25, higher is better (FTS5's ``bm25()`` with its sign turned)."""
    passage_cosine: float | None = None
    sentence_cosine: float | None = None
    word_match: float | None = None
    """How well its words cover the question's, 0 to 1 (``word_match``)."""
    vector: NDArray[np.float32] | None = None
    """The passage's own, of length 1: how like it is to another."""
    sparse: float | None = None
    """Share of the question's sparse weight it has, 0 to 1; None: not weighed yet."""


class Scored(NamedTuple):
    """A candidate with its fused score and, by channel, its rank (from 1) and score."""

    candidate: Candidate
    score: float
    channels: dict[Channel, tuple[int, float]]
