"""The embedder that ships: a table of word features, summed (see training/README.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zlib import crc32

import numpy as np
from pydantic import BaseModel

from sova_engine.embedding.features import features
from sova_engine.embedding.protocol import AskedVectors, PassageVectors, Vectors
from sova_engine.lexical.folding import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 1
MAX_CACHED_WORDS = 50_000
_AT_ONCE = 500


class ModelCard(BaseModel):
    """``model.json`` beside the table."""

    format: int
    id: str
    name: str
    dimensions: int
    named_rows: int
    hashed_rows: int
    sha256: str


def unpacked(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Rows of 4-bit codes, two to a byte, as numbers from -7 to 7."""
    codes = np.empty((packed.shape[0], packed.shape[1] * 2), np.float32)
    codes[:, 0::2] = packed & 15
    codes[:, 1::2] = packed >> 4
    return codes - 8


class StaticEmbedder:
    """A text's vector is the sum of its words' rows, at length 1. No state but a word cache."""

    def __init__(self, folder: Path) -> None:
        self.card = ModelCard.model_validate(
            json.loads((folder / "model.json").read_text(encoding="utf-8"))
        )
        if self.card.format != FORMAT:
            raise ValueError(f"model format {self.card.format}, this engine reads {FORMAT}")
        named = (folder / "features.txt").read_text(encoding="utf-8").split("\n")
        self._row = {feature: i for i, feature in enumerate(named)}
        self._codes = cast(
            "NDArray[np.uint8]", np.load(folder / "rows.npy", mmap_mode="r", allow_pickle=False)
        )
        self._scales = np.load(folder / "scales.npy", allow_pickle=False).astype(np.float32)
        expected = (self.card.named_rows + self.card.hashed_rows, self.card.dimensions // 2)
        if self._codes.shape != expected or len(named) != self.card.named_rows:
            raise ValueError(f"table {self._codes.shape} does not fit its card {expected}")
        self._words: dict[str, NDArray[np.float32]] = {}

    @property
    def id(self) -> str:
        return self.card.id

    @property
    def name(self) -> str:
        return self.card.name

    @property
    def dimensions(self) -> int:
        return self.card.dimensions

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for i, text in enumerate(texts):
            vectors[i] = self._text(text)
        return vectors

    def ask(self, question: str) -> AskedVectors:
        return AskedVectors(self.embed_queries([question])[0], {})

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[str]]]) -> PassageVectors:
        sentences = [sentence for _, own in passages for sentence in own]
        owners = [i for i, (_, own) in enumerate(passages) for _ in own]
        return PassageVectors(
            passages=self.embed_queries([text for text, _ in passages]),
            sentences=self.embed_queries(sentences),
            owners=np.asarray(owners, np.int32),
        )

    def word_vectors(self, folded: Sequence[str]) -> Vectors:
        """Single folded words; nearness of two is nearness of meaning, in either language."""
        vectors = np.zeros((len(folded), self.dimensions), np.float32)
        new: list[int] = []
        for i, word in enumerate(folded):
            known = self._words.get(word)
            if known is not None:
                vectors[i] = known
            elif word:
                new.append(i)
        for first in range(0, len(new), _AT_ONCE):
            part = new[first : first + _AT_ONCE]
            vectors[part] = self._summed([features(folded[i]) for i in part])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, np.float32(1e-6))

    def _text(self, text: str) -> NDArray[np.float32]:
        total = np.zeros(self.dimensions, np.float32)
        for word in words(text):
            total += self._word(word)
        length = float(np.linalg.norm(total))
        return total / np.float32(length) if length > 0 else total

    def _word(self, word: str) -> NDArray[np.float32]:
        known = self._words.get(word)
        if known is None:
            rows = [self._place(feature) for feature in features(word)]
            known = self._scales[rows] @ unpacked(self._codes[rows])
            if len(self._words) >= MAX_CACHED_WORDS:
                self._words.clear()
            self._words[word] = known
        return known

    def _summed(self, of_words: Sequence[Sequence[str]]) -> Vectors:
        """Many words at once and not kept: whoever asks for thousands keeps them itself."""
        counts = np.array([len(own) for own in of_words])
        rows = np.array([self._place(feature) for own in of_words for feature in own])
        scaled = unpacked(self._codes[rows]) * self._scales[rows, np.newaxis]
        return np.add.reduceat(scaled, counts.cumsum() - counts, axis=0)

    def _place(self, feature: str) -> int:
        named = self._row.get(feature)
        if named is not None:
            return named
        return self.card.named_rows + crc32(feature.encode()) % self.card.hashed_rows
