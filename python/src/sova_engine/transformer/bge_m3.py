"""BGE-M3 (Chen et al. 2024, arXiv:2402.03216): one forward pass, a dense and a sparse vector.

Dense: the first token's last hidden state, L2-normalised. Sparse: relu(w.h + b) per token, the
largest weight of each token id, special tokens left out. Exports differ in where the heads are:
in the graph (``dense_vecs``, ``sparse_vecs`` and their spellings) or beside it
(``sparse_linear.npz`` with ``weight`` [1, d] and ``bias`` [1], over ``last_hidden_state``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sova_engine.errors import EngineError
from sova_engine.transformer.batching import batches
from sova_engine.transformer.device import open_session, run
from sova_engine.transformer.files import find_tokenizer, find_weights
from sova_engine.transformer.tokens import ModelTokenizer, TokenizedText

DENSE_NAMES = ("dense_vecs", "dense", "dense_embeddings", "sentence_embedding")
SPARSE_NAMES = ("sparse_vecs", "sparse", "sparse_weights", "sparse_embeddings")
HIDDEN_NAMES = ("last_hidden_state", "token_embeddings", "output")
BATCH_TOKENS = 4096
MAX_TOKENS = 1024
"""Passages are far shorter than the model's 8,192; a stray one must not take all memory."""

Outputs = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """``dense`` float32 [texts, d], rows of length 1; ``sparse``: token id -> weight per text."""

    dense: NDArray[np.float32]
    sparse: list[dict[int, float]]


class BgeM3:
    """Opened from a folder of model files; not thread-safe, one owner at a time."""

    def __init__(self, folder: Path, *, max_tokens: int = MAX_TOKENS) -> None:
        weights = find_weights(folder)
        self._tokenizer = ModelTokenizer(find_tokenizer(folder), max_tokens)
        probe = self._tokenizer.pad(
            self._tokenizer.encode(["Sova čita vaše dokumente.", "An owl reads."])
        )
        try:
            self._session, self.device = open_session(weights, probe)
            outputs = run(self._session, probe)
        except Exception as error:
            raise EngineError(
                "model-corrupt", f"{weights.name}: {error}", file=weights.name
            ) from error
        self._head = _sparse_head(folder)
        self.dimensions = int(self._dense(outputs).shape[1])
        self.has_sparse = self._sparse(outputs) is not None
        self.id = f"bge-m3-{_fingerprint(weights)}"
        self.name = "BGE-M3"

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode([text])[0])

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Vectors of ``texts`` in their order, computed in batches of like length."""
        tokens = self._tokenizer.encode(texts)
        dense = np.zeros((len(texts), self.dimensions), np.float32)
        sparse: list[dict[int, float]] = [{} for _ in texts]
        for batch in batches([len(text) for text in tokens], BATCH_TOKENS):
            chosen = [tokens[index] for index in batch]
            outputs = run(self._session, self._tokenizer.pad(chosen))
            dense[batch] = self._dense(outputs)
            weights = self._sparse(outputs)
            if weights is not None:
                for row, index in enumerate(batch):
                    sparse[index] = self._token_weights(chosen[row], weights[row])
        return Encoded(dense, sparse)

    def _dense(self, outputs: Outputs) -> NDArray[np.float32]:
        vectors = _first(outputs, DENSE_NAMES)
        if vectors is None:
            hidden = _first(outputs, HIDDEN_NAMES)
            if hidden is None:
                raise EngineError("model-corrupt", f"unknown outputs: {', '.join(outputs)}")
            vectors = hidden[:, 0]
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.maximum(norms, 1e-12)).astype(np.float32)

    def _sparse(self, outputs: Outputs) -> NDArray[np.float32] | None:
        """relu weights, float32 [texts, tokens]; None where this export has no sparse head."""
        weights = _first(outputs, SPARSE_NAMES)
        if weights is not None:
            return np.maximum(weights.reshape(weights.shape[0], weights.shape[1]), 0)
        hidden = _first(outputs, HIDDEN_NAMES)
        if hidden is None or self._head is None:
            return None
        weight, bias = self._head
        return np.maximum(hidden @ weight + bias, 0).astype(np.float32)

    def _token_weights(self, text: TokenizedText, weights: NDArray[np.float32]) -> dict[int, float]:
        found: dict[int, float] = {}
        for token, weight in zip(text.ids, weights.tolist(), strict=False):
            if weight > 0 and token not in self._tokenizer.special_ids:
                found[token] = max(found.get(token, 0.0), weight)
        return found


def sparse_score(query: dict[int, float], passage: dict[int, float]) -> float:
    """Inner product over the shared tokens."""
    small, large = sorted((query, passage), key=len)
    return sum(weight * large[token] for token, weight in small.items() if token in large)


def _first(outputs: Outputs, names: Iterable[str]) -> NDArray[np.float32] | None:
    return next((outputs[name] for name in names if name in outputs), None)


def _sparse_head(folder: Path) -> tuple[NDArray[np.float32], float] | None:
    path = folder / "sparse_linear.npz"
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as arrays:
        weight = np.asarray(arrays["weight"], np.float32).reshape(-1)
        return weight, float(np.asarray(arrays["bias"]).reshape(-1)[0])


def _fingerprint(weights: Path) -> str:
    """Tells one set of weights from another without reading gigabytes: size and both ends."""
    size = weights.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with weights.open("rb") as file:
        digest.update(file.read(1 << 20))
        file.seek(max(0, size - (1 << 20)))
        digest.update(file.read())
    return digest.hexdigest()[:12]
