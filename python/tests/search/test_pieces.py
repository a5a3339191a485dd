"""The small pure pieces between the store and an answer."""

from __future__ import annotations

import random

import pytest

from sova_engine.api.views import boxes_of
from sova_engine.reading import CharBoxes
from sova_engine.search.blend import blend
from sova_engine.search.dense import Cosines
from sova_engine.search.find import find_in_document
from sova_engine.search.reranking import affordable
from sova_engine.store.codec import pack_boxes, unpack_boxes
from sova_engine.store.sparse import inner_products, pack_sparse
from sova_engine.transformer.bge_m3 import sparse_score


def test_text_is_found_without_case_diacritics_and_line_breaks() -> None:
    pages = [(1, "🐈 Čuvaj ključ\npodruma."), (2, "KLJUC  PODRUMA i đak, Ǆ")]
    hits, total = find_in_document(pages, "ključ podruma", 1)
    assert (hits, total) == ([(1, 8, 21)], 2)
    assert pages[0][1][8:21] == "ključ\npodruma"
    assert find_in_document(pages, "dak", 9) == ([(2, 17, 20)], 1)
    assert find_in_document(pages, "   ", 9) == ([], 0)
    assert find_in_document(pages, "a.c", 9) == ([], 0)


def test_a_better_models_cosines_come_on_the_built_ins_scale() -> None:
    keys = [bytes([n]) for n in range(8)]
    base = {key: Cosines(0.1 * n, 0.1 * n) for n, key in enumerate(keys)}
    better = {key: Cosines(0.80 + 0.01 * n, None) for n, key in enumerate(keys[:6])}
    blended = blend(base, better)
    assert [blended[key].passage for key in keys] == pytest.approx([0.1 * n for n in range(8)])
    turned = {key: Cosines(-one.passage, None) for key, one in better.items()}
    assert blend(base, turned)[keys[0]].passage > blend(base, turned)[keys[5]].passage
    assert blend(base, {keys[0]: Cosines(0.9, None)}) == base


def test_sparse_weights_meet_as_they_were_given() -> None:
    chance = random.Random(6)
    texts = [
        {chance.randrange(40): chance.random() for _ in range(chance.randrange(12))}
        for _ in range(30)
    ]
    asked = {chance.randrange(40): chance.random() for _ in range(8)}
    scores = inner_products(asked, [pack_sparse(one) for one in texts])
    expected = [sparse_score(asked, one) for one in texts]
    assert scores.tolist() == pytest.approx(expected, abs=2e-3)
    assert inner_products({}, [pack_sparse(texts[0])]).tolist() == [0.0]


def test_a_slow_machine_lets_the_reranker_read_fewer() -> None:
    assert [affordable(seconds) for seconds in (0.0, 0.01, 0.1, 3.0)] == [50, 50, 15, 5]


def test_boxes_of_a_line_are_joined_and_cut_words_give_their_share() -> None:
    chars = CharBoxes.of(
        ((0, 5), (6, 11), (12, 15)),
        ((10.0, 10.0, 50.0, 12.0), (65.0, 10.0, 50.0, 12.0), (10.0, 30.0, 30.0, 12.0)),
    )
    assert unpack_boxes(pack_boxes(chars)) == chars
    whole = boxes_of(chars, 0, 15)
    assert [(box.x, box.y, box.width) for box in whole] == [(10, 10, 105), (10, 30, 30)]
    part = boxes_of(chars, 8, 11)
    assert [(box.x, box.width) for box in part] == [(pytest.approx(85), pytest.approx(30))]
    assert boxes_of(CharBoxes(), 0, 15) == []
