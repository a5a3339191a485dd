"""The measuring itself: a small set through the real engine, and the arithmetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from sova_engine.evaluation.baselines import bm25_run, lemmas, raw_words
from sova_engine.evaluation.library import left_out
from sova_engine.evaluation.measures import measure
from sova_engine.evaluation.retrieval import measure_set
from sova_engine.evaluation.retrieval_sets import RetrievalSet, sets_in
from sova_engine.evaluation.targets import verdicts

RESOURCES = Path(__file__).parents[3] / "resources"


def test_sets_are_found_in_a_folder_and_by_themselves(folder: Path) -> None:
    assert list(sets_in([folder])) == list(sets_in([folder.parent])) == [folder]


def test_the_engine_finds_in_all_four_directions(
    small: RetrievalSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOVA_RESOURCES", str(RESOURCES))
    results = measure_set(small, ["lexical", "fused"], baselines=True, every=1)
    assert set(results) == {
        ("small", "question", direction) for direction in ("hr>hr", "hr>en", "en>hr", "en>en")
    }
    assert all(channels["fused"].hit1.mean == 1.0 for channels in results.values())
    assert all("BM25 lemmas" in channels for channels in results.values())


def test_measures_are_those_of_trec() -> None:
    relevant = {"a": {"x": 1}, "b": {"y": 1}, "c": {"z": 1}}
    own = measure({"a": ["x", "y"], "b": ["x", "y"], "c": []}, relevant)
    assert own.queries == 3
    assert own.hit1.mean == pytest.approx(1 / 3)
    assert own.mrr10.mean == pytest.approx(0.5)
    assert own.recall10.mean == pytest.approx(2 / 3)
    assert own.ndcg10.mean == pytest.approx((1 + 0.63093) / 3, abs=1e-4)
    assert own.ndcg10.low <= own.ndcg10.mean <= own.ndcg10.high


def test_lemmas_find_what_raw_words_do_not(small: RetrievalSet) -> None:
    inflected = small.queries[0].model_copy(update={"text": "gradovi, potresi"})
    asked = RetrievalSet(small.name, small.documents, [inflected], small.relevant)
    assert bm25_run(asked, lemmas)["q1"] == ["hr:potres"]
    assert bm25_run(asked, raw_words)["q1"] == []


def test_a_missed_target_and_a_spoiled_channel_are_named() -> None:
    good = measure({"a": ["x"]}, {"a": {"x": 1}})
    bad = measure({"a": ["y"]}, {"a": {"x": 1}})
    held = verdicts({("xquad-en", "question", "en>en"): {"fused": good, "dense": bad}})
    assert [one.reached for one in held] == [True, True]
    missed = verdicts({("xquad-en", "question", "en>en"): {"fused": bad, "dense": good}})
    assert [one.reached for one in missed] == [False, False]
    assert missed[0].line().startswith("MISSED")


def test_both_versions_of_a_text_are_left_out_together(small: RetrievalSet) -> None:
    twins = [
        document.model_copy(update={"id": f"{lang}:text-{n}#1"})
        for n in range(60)
        for lang, document in zip(("hr", "en"), small.documents, strict=False)
    ]
    gone = left_out(twins)
    assert 0 < len(gone) < len(twins)
    assert {one.replace("hr:", "en:") for one in gone} == {o for o in gone if o.startswith("en:")}
