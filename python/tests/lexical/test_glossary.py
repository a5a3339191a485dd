"""Everyday words meet their own word in the other language, in the forms they have in texts."""

from __future__ import annotations

import pytest

from sova_engine.lexical import fold, senses, translated


@pytest.mark.parametrize(
    ("english", "croatian"),
    [
        ("tenants", "najmoprimca"),
        ("notice", "otkazni"),
        ("pensioners", "umirovljenici"),
        ("salary", "plaću"),
        ("kept", "čuva"),
        ("meetings", "sastanka"),
        ("dogs", "psa"),
    ],
)
def test_a_word_is_the_others_word_in_either_direction(english: str, croatian: str) -> None:
    assert translated([english], [fold(croatian)]).all()
    assert translated([fold(croatian)], [english]).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [("tenant", "landlord"), ("najamnina", "zakupnina"), ("salary", "stan"), ("xyz", "najam")],
)
def test_words_of_one_language_and_strangers_do_not_meet(one: str, other: str) -> None:
    assert not translated([one], [other]).any()


def test_a_word_can_have_several_senses() -> None:
    assert translated(["notice"], ["otkaz", "obavijest"]).all()
    assert len(senses("notice")) == 1
    assert len(senses("rok")) > 1
