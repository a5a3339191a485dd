"""BGE-M3 and its reranker on tiny models of their architecture, number by number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sova_engine.errors import EngineError
from sova_engine.transformer import BgeM3, Reranker, open_session
from sova_engine.transformer.batching import batches
from sova_engine.transformer.bge_m3 import sparse_score
from sova_engine.transformer.device import CPU, Session, run
from tests.transformer.tiny_model import (
    Shape,
    bge_heads,
    build_onnx,
    classifier_head,
    forward,
    make_tokenizer,
    random_weights,
)

SHAPE = Shape()
WORDS = ["zakup", "stana", "ugovor", "rent", "contract", "sova", "čita", "noću"]
TEXTS = [
    "Ugovor",
    "Zakup stana i ugovor, čita sova noću!",
    "The rent contract. " * 9,
    "",
    "čćžšđ 123",
]
WEIGHTS = random_weights(SHAPE)


@pytest.fixture(scope="module", params=["heads in the graph", "heads beside it"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bge")
    make_tokenizer(WORDS, SHAPE.vocabulary).save(str(folder / "tokenizer.json"))
    if request.param == "heads in the graph":
        heads = bge_heads(WEIGHTS, SHAPE.hidden)
        build_onnx(folder / "model_quantized.onnx", WEIGHTS, SHAPE, heads)
    else:
        (folder / "onnx").mkdir()
        build_onnx(folder / "onnx" / "model.onnx", WEIGHTS, SHAPE, external=True)
        np.savez(
            folder / "sparse_linear.npz",
            weight=WEIGHTS["sparse.weight"].T,
            bias=WEIGHTS["sparse.bias"],
        )
    return folder


def expected(folder: Path, text: str) -> tuple[np.ndarray, dict[int, float]]:
    ids = make_tokenizer(WORDS, SHAPE.vocabulary).encode(text).ids
    hidden = forward(WEIGHTS, SHAPE, ids)
    weights = np.maximum(hidden @ WEIGHTS["sparse.weight"] + WEIGHTS["sparse.bias"], 0)[:, 0]
    sparse: dict[int, float] = {}
    for token, weight in zip(ids, weights.tolist(), strict=True):
        if weight > 0 and token not in (0, 1, 2, 3):
            sparse[token] = max(sparse.get(token, 0.0), weight)
    return hidden[0] / np.linalg.norm(hidden[0]), sparse


def test_dense_and_sparse_equal_a_plain_forward(folder: Path) -> None:
    model = BgeM3(folder)
    assert model.dimensions == SHAPE.hidden
    assert model.has_sparse
    encoded = model.encode(TEXTS)
    for row, text in enumerate(TEXTS):
        dense, sparse = expected(folder, text)
        np.testing.assert_allclose(encoded.dense[row], dense, atol=2e-5)
        assert encoded.sparse[row].keys() == sparse.keys()
        for token, weight in sparse.items():
            assert encoded.sparse[row][token] == pytest.approx(weight, abs=2e-5)


def test_a_text_is_the_same_alone_and_in_a_batch(folder: Path) -> None:
    model = BgeM3(folder)
    together = model.encode(TEXTS).dense
    for row, text in enumerate(TEXTS):
        np.testing.assert_allclose(model.encode([text]).dense[0], together[row], atol=2e-5)


def test_sparse_score_is_the_inner_product_of_shared_tokens() -> None:
    assert sparse_score({5: 0.5, 6: 2.0}, {6: 0.25, 7: 9.0}) == 0.5
    assert sparse_score({}, {6: 0.25}) == 0.0


def test_reranker_scores_pairs(tmp_path: Path) -> None:
    make_tokenizer(WORDS, SHAPE.vocabulary).save(str(tmp_path / "tokenizer.json"))
    build_onnx(tmp_path / "model.onnx", WEIGHTS, SHAPE, classifier_head(WEIGHTS))
    passages = ["Zakup stana.", "The rent contract. " * 5]
    scores = Reranker(tmp_path).score("Ugovor?", passages)
    tokenizer = make_tokenizer(WORDS, SHAPE.vocabulary)
    for score, passage in zip(scores.tolist(), passages, strict=True):
        hidden = forward(WEIGHTS, SHAPE, tokenizer.encode("Ugovor?", passage).ids)
        logit = (hidden[0] @ WEIGHTS["sparse.weight"] + WEIGHTS["sparse.bias"])[0]
        assert score == pytest.approx(1 / (1 + np.exp(-logit)), abs=2e-5)


@given(st.lists(st.integers(1, 300), max_size=80), st.integers(1, 1000), st.integers(1, 20))
def test_batches_hold_every_text_once_within_their_bound(
    lengths: list[int], max_tokens: int, max_texts: int
) -> None:
    made = batches(lengths, max_tokens, max_texts)
    assert sorted(index for batch in made for index in batch) == list(range(len(lengths)))
    for batch in made:
        longest = max(lengths[index] for index in batch)
        assert len(batch) <= max_texts
        assert len(batch) == 1 or len(batch) * longest <= max_tokens


class WrongSession:
    """An accelerator whose driver computes nonsense: typed against the real session's face."""

    def __init__(self, real: Session) -> None:
        self._real = real
        self.get_inputs = real.get_inputs
        self.get_outputs = real.get_outputs

    def get_providers(self) -> list[str]:
        return ["CUDAExecutionProvider", CPU]

    def run(self, names: list[str], feeds: dict[str, np.ndarray], /) -> list[np.ndarray]:
        return [-value for value in self._real.run(names, feeds)]


def test_an_accelerator_that_disagrees_with_the_cpu_is_not_used(folder: Path) -> None:
    from sova_engine.transformer import device
    from sova_engine.transformer.files import find_weights

    probe = {"input_ids": np.array([[0, 5, 2]]), "attention_mask": np.ones((1, 3), np.int64)}

    def make(path: Path, provider: str, threads: int) -> Session:
        real = device._session(path, CPU, threads)
        if provider == CPU:
            return real
        if provider == "DmlExecutionProvider":
            raise RuntimeError("no such device")
        return WrongSession(real)

    session, chosen = open_session(
        find_weights(folder),
        probe,
        available=("CUDAExecutionProvider", "DmlExecutionProvider", CPU),
        make=make,
    )
    assert chosen.provider == CPU
    assert "CUDAExecutionProvider disagrees" in chosen.note
    assert "no such device" in chosen.note
    assert np.isfinite(next(iter(run(session, probe).values()))).all()


@pytest.mark.parametrize(
    ("damage", "code"),
    [("no weights", "model-missing"), ("garbage", "model-corrupt"), ("tokenizer", "model-corrupt")],
)
def test_a_damaged_folder_is_an_error_with_a_code(tmp_path: Path, damage: str, code: str) -> None:
    make_tokenizer(WORDS, SHAPE.vocabulary).save(str(tmp_path / "tokenizer.json"))
    if damage != "no weights":
        build_onnx(tmp_path / "model.onnx", WEIGHTS, SHAPE)
    if damage == "garbage":
        (tmp_path / "model.onnx").write_bytes(b"\x00" * 4096)
    if damage == "tokenizer":
        (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(EngineError) as raised:
        BgeM3(tmp_path)
    assert raised.value.code == code
