"""Everyday words meet their own word in the other language, in the forms they have in texts."""

from __future__ import annotations

import pytest

from sova_engine.lexical import fold, query, senses, translated
from sova_engine.lexical.glossary import other_words
from tests.lexical.index import Index


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
        ("holiday", "godišnjeg"),
        ("weighs", "težak"),
    ],
)
def test_a_word_is_the_others_word_in_either_direction(english: str, croatian: str) -> None:
    assert translated([english], [fold(croatian)]).all()
    assert translated([fold(croatian)], [english]).all()


def test_the_plain_words_of_asking_meet_those_of_texts_within_a_language() -> None:
    assert translated([fold("odlučio")], [fold("prihvatio")]).all()
    assert translated(["heavy"], ["weighs"]).all()
    assert translated([fold("godišnjeg")], ["odmora"]).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [("tenant", "landlord"), ("najamnina", "pristojba"), ("salary", "stan"), ("xyz", "najam")],
)
def test_strangers_do_not_meet(one: str, other: str) -> None:
    assert not translated([one], [other]).any()


def test_a_word_can_have_several_senses() -> None:
    assert translated(["notice"], ["otkaz", "obavijest"]).all()
    assert len(senses("notice")) == 1
    assert len(senses("rok")) > 1


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("kirija", "najamnine"),
        ("podstanari", "najmoprimac"),
        ("inostranstvu", "inozemstvo"),
        ("plata", "plaće"),
        ("januaru", "siječnja"),
        ("college", "university"),
    ],
)
def test_words_for_the_same_meet_within_a_language(said: str, written: str) -> None:
    assert translated([said], [fold(written)]).all()


def test_other_words_are_not_the_word_itself() -> None:
    assert "najamnina" in other_words("kirije")
    assert "kirija" not in other_words("kirije")
    assert other_words("bajka") == ()


def test_another_word_finds_and_the_word_itself_finds_better() -> None:
    index = Index(
        [
            ("Najamnina se plaća do petog u mjesecu.", "hr"),
            ("Stanarina se plaća do petog u mjesecu.", "hr"),
            ("Tenants pay the rent by the fifth.", "en"),
            *((f"Dvorana broj {n} zatvorena je zbog radova.", "hr") for n in range(300)),
        ]
    )
    assert index.found("kolika je stanarina")[0] == 1
    assert set(index.found("kolika je stanarina")[:3]) == {0, 1, 2}
    assert set(index.found("kirija")) == {0, 1, 2}


def test_only_words_that_some_passage_has_are_looked_for() -> None:
    index = Index([("Najamnina se plaća unaprijed.", "hr")])
    (term,) = query("kirija", "hr", index).terms
    assert term.forms == ()
    assert term.others == ("najamnin",)
