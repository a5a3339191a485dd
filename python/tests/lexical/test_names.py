"""Names of a question: which words are names, and what a name is met by."""

from __future__ import annotations

import pytest

from sova_engine.lexical import NamedWords, names_in


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Koliko stanovnika ima u Splitu?", ("splitu",)),
        ("Davor Kolar ima li auto?", ("davor", "kolar")),
        ("What did Dr. Robert Hale recommend?", ("robert", "hale")),
        ("Ima li bicikl GPS?", ("gps",)),
        ("Tko je to? Zašto je došao?", ()),
        ("When do we meet on Monday, and what do I bring?", ()),
    ],
)
def test_a_word_with_a_capital_inside_a_question_is_a_name(
    asked: str, expected: tuple[str, ...]
) -> None:
    assert names_in(asked) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "koliko stanovnika ima u splitu",
        "KOLIKO STANOVNIKA IMA U SPLITU?",
        "What Is the Population of Split?",
    ],
)
def test_who_types_without_capitals_or_in_nothing_else_has_no_names(asked: str) -> None:
    assert names_in(asked) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("splitu", "The ferry leaves Split at noon."),
        ("splitu", "Prijevoz plaća splitska bolnica."),
        ("rijeci", "Luka Rijeka"),
        ("zadru", "Loggers were fixed in Zadar."),
        ("italiji", "A grant from Italy"),
        ("njemackoj", "He has lived in Germany."),
    ],
)
def test_a_name_is_met_in_its_forms_and_in_the_other_language(name: str, text: str) -> None:
    assert NamedWords([text]).has(name)


def test_a_name_is_not_met_by_a_common_word_of_the_other_language() -> None:
    assert not NamedWords(["He explains stock splits."]).has("splitu")
    assert not NamedWords(["Luka Mario Perić"]).has("marko")


def test_a_common_word_cannot_stand_for_a_name() -> None:
    spoken = NamedWords(["He explains stock splits in Split."])
    assert spoken.may_be("splitu", "split")
    assert not spoken.may_be("splitu", "splits")
