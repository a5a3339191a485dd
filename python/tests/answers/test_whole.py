"""Questions about a document as a whole: which they are, and what is told of which document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sova_engine.answers import asks_about_whole
from sova_engine.evaluation.answer_set import EVERYDAY, documents, placed
from sova_engine.evaluation.small_library import SmallLibrary, small_library

NAMES = ("ugovor-o-odrzavanju", "night-shift-abstract", "statut-udruge")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("What is this about?", ()),
        ("What's this document about?", ()),
        ("O čemu govori ovaj dokument?", ()),
        ("o cemu se radi", ()),
        ("Sažmi", ()),
        ("Sažmi mi u tri rečenice", ()),
        ("Give me a short summary, please", ()),
        ("Summarise the contract", ("contract",)),
        ("Koje su glavne točke zapisnika?", ("zapisnika",)),
        ("Što sadrži statut?", ("statut",)),
        ("Daj mi kratak pregled dokumenta", ()),
        ("What does the email say?", ("email",)),
        ("What does this document cover?", ()),
    ],
)
def test_a_question_about_the_whole_is_known_by_its_words(
    asked: str, named: tuple[str, ...]
) -> None:
    found = asks_about_whole(asked)
    assert found is not None
    assert (found.named, found.parties) == (named, False)


@pytest.mark.parametrize(
    "asked",
    [
        "Tko su ugovorne strane?",
        "Između koga je sklopljen ugovor?",
        "Who are the parties to the agreement?",
    ],
)
def test_the_parties_are_asked_for(asked: str) -> None:
    found = asks_about_whole(asked)
    assert found is not None
    assert found.parties


@pytest.mark.parametrize(
    "asked",
    [
        "What was her thesis about?",
        "What does the contract say about notice?",
        "Što piše o jamčevini?",
        "pregled pacijenta",
        "What does the policy cover?",
        "Kolika je najamnina?",
        "What does fault code F33 mean?",
    ],
)
def test_other_questions_are_searched_for(asked: str) -> None:
    assert asks_about_whole(asked) is None


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("documents")
    made = documents(EVERYDAY / "documents")
    return {name: placed(made[name], folder) for name in NAMES}


@pytest.fixture(scope="module")
def library(files: dict[str, Path]) -> Iterator[SmallLibrary]:
    with small_library(files.values()) as library:
        yield library


@pytest.fixture(scope="module")
def lone(files: dict[str, Path]) -> Iterator[SmallLibrary]:
    with small_library([files["ugovor-o-odrzavanju"]]) as library:
        yield library


@pytest.mark.parametrize("asked", ["O čemu govori ovaj dokument?", "Summarise the contract"])
def test_a_lone_document_is_told_by_title_sentences_and_parts(
    lone: SmallLibrary, asked: str
) -> None:
    found = lone.ask(asked)
    assert found.answerable
    assert [one.text for one in found.sentences if one.role == "title"] == [
        "Ugovor o održavanju mrežne stranice"
    ]
    said = [one for one in found.sentences if one.role == "said"]
    assert "Izvođač se obvezuje održavati mrežnu stranicu" in " ".join(one.text for one in said)
    assert 2 <= len(said) <= 4
    headings = [one.text for one in found.sentences if one.role == "heading"]
    assert headings[:2] == ["Članak 1. Predmet", "Članak 2. Naknada"]


def test_what_is_told_stands_at_its_address(lone: SmallLibrary) -> None:
    found = lone.ask("Sažmi")
    for one in found.sentences:
        passage = found.passages[one.source - 1]
        assert passage.page == one.page
        assert passage.char_start <= one.char_start < one.char_end <= passage.char_end


def test_the_parties_are_who_concludes_it(lone: SmallLibrary) -> None:
    said = " ".join(one.text for one in lone.ask("Tko su ugovorne strane?").sentences)
    assert "Zelena Mreža" in said
    assert "Pekare Klas" in said


def test_one_of_several_is_told_when_it_is_named(library: SmallLibrary) -> None:
    for asked, name in (("Sažmi statut", "statut-udruge"), ("Summarise the abstract", NAMES[1])):
        found = library.ask(asked)
        assert {library.name_of[one.document_id] for one in found.passages} == {name}


def test_of_several_each_is_told_briefly(library: SmallLibrary) -> None:
    found = library.ask("What is this about?")
    told = [library.name_of[one.document_id] for one in found.passages]
    assert set(told) == set(NAMES)
    assert not [one for one in found.sentences if one.role == "heading"]
    assert sum(one.role == "said" for one in found.sentences) <= 2 * len(NAMES)


def test_what_no_document_is_called_is_searched_for(library: SmallLibrary) -> None:
    assert not library.ask("Summarise the findings on volcanoes").answerable
