"""What the word index finds, over a real FTS5 table."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sova_engine.lexical import (
    TOKENIZER,
    analyse_text,
    corrections,
    fold,
    name_words,
    query,
    relative,
    stem,
    words,
)
from tests.lexical.index import Index

PASSAGES = [
    ("Najmoprimac smije otkazati ugovor uz otkazni rok od tri mjeseca.", "hr"),
    ("Prema članku 12. stavku 3. Zakona o radu poslodavac donosi pravilnik.", "hr"),
    ("Norma HRN EN 1992-1-1 vrijedi za betonske konstrukcije u Đakovu.", "hr"),
    ("The landlord returns the deposit within thirty days of the inspection.", "en"),
    ("Demokratske institucije i tehnologija mijenjaju gospodarstvo.", "hr"),
    ("OIB 69435151530 upisan je u registar, a rođenje prijavljeno.", "hr"),
    ("Radni odnos prestaje otkazom; odnos radnika prema radu je drugo.", "hr"),
    ("Odnos prema radnim zadacima ocjenjuje se jednom godišnje.", "hr"),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index([(text, "en" if language == "en" else "hr") for text, language in PASSAGES])


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Koliki su otkazni rokovi najmoprimaca?", 0),
        ("otkazivanje ugovora", 0),
        ("Što kaže čl. 12. st. 3. zakona?", 1),
        ("članak 12", 1),
        ("HRN EN 1992-1-1", 2),
        ("69435151530", 5),
        ("deposits returned by landlords", 3),
        ("democratic institutions and technology", 4),
    ],
)
def test_other_forms_codes_and_relatives_are_found(
    index: Index, question: str, passage: int
) -> None:
    assert index.found(question)[0] == passage


@pytest.mark.parametrize("typed", ["Đakovo", "đakovo", "Dakovo", "djakovo", "Djakovu"])
def test_the_letter_d_with_stroke_is_found_however_it_is_typed(index: Index, typed: str) -> None:
    assert index.found(typed)[0] == 2


@pytest.mark.parametrize("question", ["Rođenje u registru", "članak 12", "godišnje ocjenjivanje"])
def test_without_diacritics_the_same_is_found(index: Index, question: str) -> None:
    plain = fold(question)
    assert plain != question.lower()
    assert index.found(plain) == index.found(question)


def test_composed_and_decomposed_letters_are_the_same(index: Index) -> None:
    question = "Što kaže članak 12?"
    assert index.found(unicodedata.normalize("NFD", question)) == index.found(question)


def test_a_quotation_alone_is_exact(index: Index) -> None:
    assert index.found('"radni odnos"') == [6]
    assert index.found("„odnos radni“") == []


def test_a_quotation_in_a_question_only_weighs_more(index: Index) -> None:
    found = index.found('ocjenjuje li se "radni odnos"')
    assert set(found) >= {6, 7}


@pytest.mark.parametrize(
    ("typed", "passage"), [("najmoprmac", 0), ("poslodvac", 1), ("lanldord", 3), ("registtar", 5)]
)
def test_a_typing_mistake_still_finds(index: Index, typed: str, passage: int) -> None:
    assert index.found(typed)[0] == passage


def test_numbers_are_never_corrected(index: Index) -> None:
    assert corrections("69435151531", index) == []


def test_a_question_of_stop_words_alone_is_asked_as_it_is(index: Index) -> None:
    assert index.found("što je to") != [] or query("što je to", "hr", index).terms != ()


def test_a_word_nobody_has_lowers_what_can_be_reached(index: Index) -> None:
    known = query("ugovor", "hr", index)
    more = query("ugovor xyzzyq", "hr", index)
    assert more.ceiling > known.ceiling


def test_relatives_of_both_languages_begin_alike() -> None:
    for english, croatian, shared in [
        ("democracy", "demokracija", 9),
        ("technology", "tehnologija", 8),
        ("commission", "komisija", 6),
        ("photograph", "fotografija", 7),
        ("million", "milijun", 4),
    ]:
        assert relative(english)[:shared] == relative(croatian)[:shared]


@given(st.text(max_size=80), st.sampled_from(["hr", "en", None]))
def test_every_token_survives_the_tokenizer(text: str, language: str | None) -> None:
    tokens = analyse_text(text, "hr" if language == "hr" else "en" if language == "en" else None)
    allowed = TOKENIZER.split("'")[1]
    assert all(c.isalnum() or c in allowed or ord(c) > 127 for token in tokens for c in token)
    assert all(tokens)


@given(st.text(max_size=60), st.sampled_from(["hr", "en", "mixed"]))
def test_any_text_is_a_question_the_index_can_be_asked(text: str, language: str) -> None:
    index = Index([("Jedna rečenica.", "hr")])
    index.found(text)
    query(text, "hr" if language == "hr" else "en" if language == "en" else "mixed", index)


@given(st.text(max_size=60))
def test_folding_is_stable(text: str) -> None:
    assert [fold(word) for word in words(text)] == words(text)


def test_the_index_is_asked_once_for_each_key() -> None:
    asked: list[str] = []

    class Counting(Index):
        def frequency(self, token: str) -> int:
            asked.append(token)
            return super().frequency(token)

    query("otkazni rok ugovora o najmu, otkazni rok", "hr", Counting([("Otkazni rok.", "hr")]))
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ugovor_o-najmu(2)_2024.pdf", "Ugovor najmu 2024"),
        ("IMG_20240511_0001.jpg", ""),
        ("zapisnikSjednice.final.docx", "zapisnik Sjednice"),
        ("folder\\Đačka knjižica.txt", "Đačka knjižica"),
        ("scan0003.pdf", ""),
    ],
)
def test_names_say_what_a_person_would(name: str, expected: str) -> None:
    assert name_words(name) == expected


def test_what_is_paid_has_one_root() -> None:
    paid = "platiti plaća plaćanje plaćena plati plate".split()
    assert {stem(fold(word), "hr") for word in paid} == {"plat"}
    assert {stem(fold(word), "hr") for word in ("isplata", "isplaćuje", "isplaćen")} == {"isplat"}
    assert "plat" not in {stem(word, "hr") for word in ("platno", "platforma", "platina")}


@pytest.mark.parametrize("asked", ["Koliko smijem trošiti?", "Kolike troškove treba prijaviti?"])
def test_words_of_asking_are_not_looked_for(asked: str) -> None:
    tokens = {term.token for term in query(asked, "hr").terms}
    assert not tokens & {"koliko", "kolike", "smijem", "treba"}
    assert tokens & {"trositi", "troskove"}
