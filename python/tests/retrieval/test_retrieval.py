"""From what the channels found to what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sova_engine.embedding import HashedEmbedder
from sova_engine.lexical import query
from sova_engine.retrieval import (
    LOOKS,
    SAID,
    Candidate,
    Scored,
    confidence,
    detect_language,
    fuse,
    looks_at,
    question_language,
    reranked,
    select,
    word_match,
)


def candidate(number: int, **more: object) -> Candidate:
    base = Candidate(
        passage_id=f"p{number}",
        document_id=f"d{number}",
        page=1,
        start=number * 1000,
        end=number * 1000 + 500,
        text=f"Odlomak broj {number} o temi {number * 7} i predmetu {number * 13}.",
        language="hr",
    )
    return base._replace(**more)  # pyright: ignore[reportArgumentType]


def turned(degrees: float) -> NDArray[np.float32]:
    angle = np.radians(degrees)
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


def ids(scored: list[Scored]) -> list[str]:
    return [one.candidate.passage_id for one in scored]


# -- language -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Koliki je otkazni rok?", "hr"),
        ("koliki je otkazni rok kod zakupa", "hr"),
        ("Gdje se nalazi opština i koliko traje tjedan?", "hr"),
        ("What is the notice period?", "en"),
        ("How do I change the language?", "en"),
        ("Tom's twin sister", "en"),
        ("What's the world's busiest airport?", "en"),
        ("Mary went to the beach on foot", "en"),
        ("Znate li gdje je Tom?", "hr"),
        ("The Last of Us, ekskluziva na PS3, izlazi uskoro", "hr"),
        ("What does the ugovor o radu say about godišnji odmor koji nije iskorišten?", "mixed"),
    ],
)
def test_language_of_a_question(text: str, language: str) -> None:
    assert detect_language(text) == language


# -- fusion ---------------------------------------------------------------------------


def test_within_a_language_words_lead_and_across_meaning_does() -> None:
    by_words = candidate(1, lexical=8.0, passage_cosine=0.3, sentence_cosine=0.3, word_match=0.4)
    by_sense = candidate(2, lexical=0.0, passage_cosine=0.5, sentence_cosine=0.5, word_match=0.6)
    assert ids(fuse([by_sense, by_words], "hr", 10.0)) == ["p1", "p2"]
    english = [by_words._replace(language="en"), by_sense._replace(language="en", lexical=1.5)]
    english[0] = english[0]._replace(lexical=2.0)
    assert ids(fuse(english, "hr", 10.0)) == ["p2", "p1"]


def test_a_score_does_not_depend_on_what_else_was_found() -> None:
    one = candidate(1, lexical=5.0, passage_cosine=0.4, sentence_cosine=0.5, word_match=0.5)
    alone = fuse([one], "hr", 10.0)[0].score
    beside = fuse([one, candidate(2, lexical=9.0)], "hr", 10.0)
    assert next(s.score for s in beside if s.candidate == one) == alone


def test_a_passage_without_vectors_is_judged_by_its_words() -> None:
    scored = fuse([candidate(1, lexical=9.0), candidate(2, lexical=1.0)], "hr", 10.0)
    assert ids(scored) == ["p1", "p2"]
    assert set(scored[0].channels) == {"lexical"}


def test_words_that_many_passages_have_count_less() -> None:
    by_words = candidate(1, lexical=8.0, passage_cosine=0.3, word_match=0.4)
    by_sense = candidate(2, lexical=5.0, passage_cosine=0.5, word_match=0.5)
    assert ids(fuse([by_sense, by_words], "hr", 10.0))[0] == "p1"
    others = [candidate(n, lexical=7.0, passage_cosine=0.1, word_match=0.2) for n in range(3, 13)]
    assert ids(fuse([by_sense, by_words, *others], "hr", 10.0))[0] == "p2"


def test_a_passage_like_the_best_one_comes_nearer() -> None:
    best = candidate(1, lexical=9.0, passage_cosine=0.8, vector=turned(0))
    alike = candidate(2, passage_cosine=0.3, vector=turned(20))
    other = candidate(3, lexical=0.5, passage_cosine=0.3, vector=turned(80))
    assert ids(fuse([best, alike, other], "hr", 10.0)) == ["p1", "p2", "p3"]
    apart = [one._replace(vector=None) for one in (best, alike, other)]
    assert ids(fuse(apart, "hr", 10.0)) == ["p1", "p3", "p2"]


def test_what_the_best_one_is_like_does_not_change_its_own_score() -> None:
    best = candidate(1, lexical=9.0, passage_cosine=0.8, vector=turned(0))
    alike = candidate(2, passage_cosine=0.3, vector=turned(20))
    alone = fuse([best._replace(vector=None)], "hr", 10.0)[0].score
    assert fuse([best, alike], "hr", 10.0)[0].score == pytest.approx(alone)


def test_a_passage_is_judged_with_the_page_around_it() -> None:
    one = candidate(1, lexical=5.0, passage_cosine=0.4, vector=turned(0))
    two = candidate(2, lexical=5.1, passage_cosine=0.4, vector=turned(90))
    assert ids(fuse([one, two], "hr", 10.0)) == ["p2", "p1"]
    around = {"p1": 0.2, "p2": -0.1}
    scored = fuse([one, two], "hr", 10.0, lambda best: [around[c.passage_id] for c in best])
    assert ids(scored) == ["p1", "p2"]


def test_a_reranker_has_the_last_word_on_what_it_has_read() -> None:
    found = [candidate(n, lexical=score) for n, score in ((1, 9.0), (2, 1.0), (3, 5.0), (4, 8.0))]
    scored = reranked(fuse(found, "hr", 10.0), {"p1": 0.1, "p2": 0.9})
    assert ids(scored) == ["p2", "p1", "p4", "p3"]
    assert [one.channels.get("rerank") for one in scored] == [(1, 0.9), (2, 0.1), None, None]
    order = [one.score for one in scored]
    assert order == sorted(order, reverse=True)
    assert order[-1] > 0
    assert ids(reranked(scored, {})) == ids(scored)


def test_sparse_weights_count_where_they_are_there() -> None:
    known = {"lexical": 4.0, "passage_cosine": 0.4, "sentence_cosine": 0.4, "word_match": 0.4}
    found = [candidate(1, **known), candidate(2, **known, sparse=0.9)]
    found.append(candidate(3, **known, sparse=0.1))
    scored = fuse(found, "hr", 10.0)
    assert ids(scored) == ["p2", "p1", "p3"]
    assert [set(one.channels) for one in scored].count({"lexical", "dense", "sparse"}) == 2


@given(st.lists(st.floats(0, 20), min_size=1, max_size=12), st.randoms())
def test_the_order_of_candidates_does_not_matter(scores: list[float], chance: object) -> None:
    found = [candidate(i, lexical=score) for i, score in enumerate(scores)]
    turned = list(reversed(found))
    assert ids(fuse(found, "hr", 20.0)) == ids(fuse(turned, "hr", 20.0))


# -- words ----------------------------------------------------------------------------


def test_rare_words_count_more_and_all_covered_is_one() -> None:
    vectors = HashedEmbedder().word_vectors
    asked = [("otkazni", 5.0), ("rok", 1.0)]
    whole, rare, common, none = word_match(
        asked, ["Otkazni rok je dug.", "otkazni", "rok", ""], vectors
    )
    assert whole == pytest.approx(1.0, abs=1e-5)
    assert whole > rare > common > none == 0.0


def test_forms_of_a_word_are_near_though_the_vectors_do_not_know_them() -> None:
    def strangers(folded: Sequence[str]) -> NDArray[np.float32]:
        return np.eye(64, dtype=np.float32)[[crc32(word.encode()) % 64 for word in folded]]

    form, other = word_match([("skode", 1.0)], ["Škoda Octavia", "Audi A4"], strangers)
    assert form >= 0.8 > other
    assert word_match([("an", 1.0)], ["ana"], strangers)[0] < 0.8


# -- selection ------------------------------------------------------------------------


def shown(
    *found: Candidate, limit: int = 8, per_document: int = 4
) -> tuple[list[str], dict[str, str]]:
    scored = [Scored(one, 1.0 - i / 100, {}) for i, one in enumerate(found)]
    selection = select(scored, limit, per_document)
    return [s.best.candidate.passage_id for s in selection.passages], dict(selection.dropped)


def test_neighbours_become_one_passage() -> None:
    first = candidate(1, document_id="d", start=0, end=500)
    second = candidate(2, document_id="d", start=501, end=900)
    scored = [Scored(second, 0.9, {}), Scored(first, 0.8, {})]
    selection = select(scored, 8, 4)
    assert [(s.start, s.end) for s in selection.passages] == [(0, 900)]
    assert selection.dropped == {"p1": "joined"}


def test_other_pages_and_documents_are_not_neighbours() -> None:
    first = candidate(1, document_id="d", start=0, end=500)
    chosen, _ = shown(
        first, first._replace(passage_id="x", page=2, start=501, end=900, text="Drugo.")
    )
    assert chosen == ["p1", "x"]


def test_the_same_text_is_shown_once() -> None:
    first = candidate(1)
    chosen, dropped = shown(first, candidate(2)._replace(text=first.text + " "))
    assert chosen == ["p1"]
    assert dropped == {"p2": "duplicate"}


def test_no_document_takes_all_places() -> None:
    found = [candidate(i, document_id="d") for i in range(1, 6)] + [candidate(9)]
    chosen, dropped = shown(*found, limit=3, per_document=2)
    assert chosen == ["p1", "p2", "p9"]
    assert dropped["p3"] == "document-limit"


# -- confidence -----------------------------------------------------------------------


def seen(*found: Candidate) -> dict[str, float]:
    asked = query("otkazni rok najma stana", "hr")
    scored = fuse(list(found), "hr", asked.ceiling)
    said = dict.fromkeys(SAID, 0.5)
    text = "Koliki je otkazni rok najma stana?"
    return looks_at(scored, asked, text, [scored[0].candidate.text], said)


def test_a_good_match_is_surer_than_a_poor_one() -> None:
    good = candidate(
        1,
        text="Otkazni rok najma stana je tri mjeseca.",
        lexical=3.5,
        passage_cosine=0.7,
        sentence_cosine=0.7,
        word_match=0.95,
    )
    poor = candidate(2, lexical=0.5, passage_cosine=0.3, sentence_cosine=0.3, word_match=0.45)
    assert set(seen(good)) == set(LOOKS)
    assert confidence(seen(good, poor)) > confidence(seen(poor)) + 0.3


def test_nothing_found_is_no_confidence() -> None:
    assert confidence({}) == 0.0


def test_a_follow_up_is_answered_in_its_own_language() -> None:
    before = ["Kolika je članarina za odrasle?"]
    assert question_language("And for children?", before) == "en"
    assert question_language("A za djecu?", ["What is the fee for adults?"]) == "hr"
    assert question_language("2026?", before) == "hr"
