"""A library of one document: its words still tell an answer from a stranger."""

from __future__ import annotations

from sova_engine.lexical import analyse_text, is_small, query, small_scores
from tests.lexical.counted import Counted

LEASE = "Zakupnik plaća zakupninu do petog dana u mjesecu. Najam traje tri godine."


def asked(text: str, passages: list[str]) -> tuple[dict[int, float], float]:
    tokens = {n: frozenset(analyse_text(one, None)) for n, one in enumerate(passages)}
    vocabulary = Counted(list(tokens.values()))
    assert is_small(vocabulary)
    words = query(text, "hr", vocabulary)
    return small_scores(words, tokens), words.ceiling


def test_the_only_passage_reaches_most_of_the_ceiling_when_it_has_the_words() -> None:
    scores, ceiling = asked("Do kada se plaća zakupnina?", [LEASE])
    assert scores[0] > 0.8 * ceiling


def test_another_question_reaches_little_of_it() -> None:
    scores, ceiling = asked("Tko je predsjednik Francuske?", [LEASE])
    assert scores.get(0, 0.0) < 0.3 * ceiling


def test_the_passage_with_more_of_the_words_is_first() -> None:
    other = "Zakupnik je dužan čuvati prostor."
    scores, _ = asked("Kada zakupnik plaća zakupninu?", [other, LEASE])
    assert scores[1] > scores[0] > 0


def test_nothing_in_common_is_left_out() -> None:
    assert asked("Mjesec", ["Dubrovnik"])[0] == {}
