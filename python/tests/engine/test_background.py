"""A better model's vectors come after, pausable, surviving a kill, and are used at once."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from sova_engine.evaluation.processes import Rig, wait_for
from sova_engine.evaluation.wording import write_document
from tests.transformer.tiny_model import (
    Shape,
    bge_heads,
    build_onnx,
    classifier_head,
    make_tokenizer,
    random_weights,
)

SHAPE = Shape(positions=1100)


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """With a model of BGE-M3's kind installed, tiny and untrained."""
    folder = tmp_path / "models" / "bge-m3"
    folder.mkdir(parents=True)
    weights = random_weights(SHAPE)
    words = ["najam", "stan", "ugovor", "boiler", "a", "i", "u"]
    make_tokenizer(words, SHAPE.vocabulary).save(str(folder / "tokenizer.json"))
    build_onnx(folder / "model.onnx", weights, SHAPE, bge_heads(weights, SHAPE.hidden))
    reranker = tmp_path / "models" / "bge-reranker-v2-m3"
    reranker.mkdir()
    make_tokenizer(words, SHAPE.vocabulary).save(str(reranker / "tokenizer.json"))
    build_onnx(reranker / "model.onnx", weights, SHAPE, classifier_head(weights))
    return {**environment, "SOVA_MODELS_DIR": str(folder.parent)}


def _better(rig: Rig) -> Any:
    embedders = rig.get("/readyz")["embedders"]
    return embedders[1] if len(embedders) == 2 else None


def _complete(rig: Rig) -> Any:
    better = _better(rig)
    return better if better is not None and better["coverage"] == 1.0 else None


def test_vectors_of_a_better_model_follow_and_are_searched(
    rig: Rig, documents: dict[str, Path]
) -> None:
    rig.start()
    for key, path in documents.items():
        rig.ingest(path, key)
    better = wait_for(lambda: _complete(rig), "the better vectors did not come")
    assert better["id"].startswith("bge-m3-")
    whole = rig.wait_whole()
    assert whole["vectors"] == 2 * rig.get("/readyz")["passages"]
    found = rig.search("otkazni rok", trace=True)
    assert found["trace"]["coverage"] == 1.0
    assert found["trace"]["embedder"].endswith("+ BGE-M3")
    alone = rig.search("otkazni rok", embedder=better["id"], channels=["dense"], trace=True)
    assert alone["trace"]["embedder"] == "BGE-M3"
    _weighs_words_its_own_way(rig)
    _reads_the_best_again(rig)
    assert rig.http.delete("/v1/documents/default/lease").status_code == 204
    assert rig.wait_whole()["vectors"] == 2 * rig.get("/readyz")["passages"]


def _weighs_words_its_own_way(rig: Rig) -> None:
    """BGE-M3's sparse weights are a channel of their own, for the passages that have them."""
    found = rig.search("otkazni rok najma stana", trace=True)
    weighed = [one["channels"].get("sparse") for one in found["trace"]["candidates"]]
    assert all(one is not None and 0 <= one["score"] <= 1 for one in weighed)
    assert any(one["score"] > 0 for one in weighed)
    without = rig.search("otkazni rok najma stana", channels=["lexical", "dense"], trace=True)
    assert not any("sparse" in one["channels"] for one in without["trace"]["candidates"])


def _reads_the_best_again(rig: Rig) -> None:
    """The reranker is loaded once it is asked for; nobody waits for it."""

    def reranked() -> Any:
        found = rig.search("otkazni rok", rerank=True, trace=True)
        return found if "rerank" in found["timings"] else None

    found = wait_for(reranked, "the reranker was not loaded")
    ranks = [one["channels"]["rerank"]["rank"] for one in found["trace"]["candidates"]]
    assert ranks == sorted(ranks)
    plain = rig.search("otkazni rok", trace=True)
    # The curve looks at fused scores; only the sentence that answers comes from the new order.
    assert found["confidence"] == pytest.approx(plain["confidence"], abs=0.02)
    assert not any("rerank" in one["channels"] for one in plain["trace"]["candidates"])


def test_pausing_holds_over_a_kill_and_going_on_finishes(rig: Rig, tmp_path: Path) -> None:
    rig.start()
    wait_for(lambda: _better(rig), "the model was not loaded")
    path = write_document(tmp_path / "long.txt", random.Random(2), paragraphs=200)
    pause = {"paused": True}
    rig.ingest(path, "long")
    assert rig.http.put("/v1/embedding/paused", json=pause).status_code == 204
    assert rig.engine is not None
    rig.engine.kill()
    rig.start_engine()
    assert rig.vectors is not None
    rig.vectors.kill()
    rig.start_vectors()
    before = wait_for(lambda: _better(rig), "the model was not loaded")
    assert before["paused"]
    assert rig.search("najamninu stan")["passages"]
    assert _better(rig)["coverage"] == before["coverage"]
    rig.http.put("/v1/embedding/paused", json={"paused": False})
    wait_for(lambda: _complete(rig), "the better vectors did not come")
    assert rig.wait_whole()["missing"] == 0
