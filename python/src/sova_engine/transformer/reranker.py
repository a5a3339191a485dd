"""bge-reranker-v2-m3: a cross-encoder; reads question and passage together, one score a pair."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sova_engine.errors import EngineError
from sova_engine.transformer.batching import batches
from sova_engine.transformer.device import open_session, run
from sova_engine.transformer.files import find_tokenizer, find_weights
from sova_engine.transformer.tokens import ModelTokenizer

BATCH_TOKENS = 4096
MAX_TOKENS = 512


class Reranker:
    """Opened from a folder of model files; not thread-safe, one owner at a time."""

    def __init__(self, folder: Path, *, max_tokens: int = MAX_TOKENS) -> None:
        weights = find_weights(folder)
        self._tokenizer = ModelTokenizer(find_tokenizer(folder), max_tokens)
        probe = self._tokenizer.pad(self._tokenizer.encode_pairs([("Što je sova?", "Ptica.")]))
        try:
            self._session, self.device = open_session(weights, probe)
        except Exception as error:
            raise EngineError(
                "model-corrupt", f"{weights.name}: {error}", file=weights.name
            ) from error

    def score(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Relevance 0..1 of each passage, float32 [passages]: the sigmoid of the model's logit."""
        pairs = self._tokenizer.encode_pairs([(question, passage) for passage in passages])
        logits = np.zeros(len(passages), np.float32)
        for batch in batches([len(pair) for pair in pairs], BATCH_TOKENS):
            outputs = run(self._session, self._tokenizer.pad([pairs[index] for index in batch]))
            logits[batch] = next(iter(outputs.values())).reshape(len(batch), -1)[:, 0]
        return (1.0 / (1.0 + np.exp(-logits.astype(np.float64)))).astype(np.float32)
