"""Texts to padded token arrays, by the model's own tokenizer.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from sova_engine.errors import EngineError

SPECIAL_TOKENS = ("<s>", "<pad>", "</s>", "<unk>")


@dataclass(frozen=True, slots=True)
class TokenizedText:
    ids: list[int]

    def __len__(self) -> int:
        return len(self.ids)


class ModelTokenizer:
    """XLM-RoBERTa's tokenizer as BGE-M3 and its reranker ship it."""

    def __init__(self, path: Path, max_tokens: int) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises bare exceptions
            raise EngineError("model-corrupt", f"{path.name}: {error}", file=path.name) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens)
        self.special_ids = frozenset(
            token_id
            for token in SPECIAL_TOKENS
            if (token_id := self._tokenizer.token_to_id(token)) is not None
        )
        self.pad_id = self._tokenizer.token_to_id("<pad>") or 0

    def encode(self, texts: Sequence[str]) -> list[TokenizedText]:
        return [TokenizedText(each.ids) for each in self._batch(list(texts))]

    def encode_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[TokenizedText]:
        return [TokenizedText(each.ids) for each in self._batch(list(pairs))]

    def _batch(self, inputs: list[str] | list[tuple[str, str]]) -> list[Encoding]:
        return self._tokenizer.encode_batch(inputs)

    def pad(self, texts: Sequence[TokenizedText]) -> dict[str, NDArray[np.int64]]:
        """``input_ids`` and ``attention_mask``, int64 [texts, longest]."""
        longest = max(len(text) for text in texts)
        ids = np.full((len(texts), longest), self.pad_id, np.int64)
        mask = np.zeros((len(texts), longest), np.int64)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text.ids
            mask[row, : len(text)] = 1
        return {"input_ids": ids, "attention_mask": mask}
