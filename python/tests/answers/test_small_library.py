"""The made documents as libraries: what is answered, what is refused, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sova_engine.evaluation.answer_set import documents, placed, sets
from sova_engine.evaluation.small_library import SmallLibrary, small_library

NAMES = ("ugovor-o-najmu", "odluka-komunalni-red", "boiler-manual", "employment-contract")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallLibrary]:
    folder: Path = tmp_path_factory.mktemp("documents")
    made = documents()
    with small_library([placed(made[name], folder) for name in NAMES]) as library:
        yield library


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Kolika je najamnina?", "620 eura"),
        ("koliki je otkazni rok u ugovoru o najmu", "otkazni rok od tri mjeseca"),
        ("Što se prilaže zahtjevu za sječu stabla?", "- suglasnost susjeda"),
        ("What is the annual salary?", "£34,200"),
        ("What does fault code F33 mean?", "Meaning: Flue blocked"),
        ("When is the mixed household waste collected?", "odvozi se utorkom"),
        ("Kolika je godišnja plaća?", "The annual salary is £34,200"),
    ],
)
def test_what_the_documents_say_is_said(library: SmallLibrary, asked: str, expected: str) -> None:
    found = library.ask(asked)
    assert found.answerable
    assert any(expected in one.text for one in found.sentences)


@pytest.mark.parametrize(
    "asked", ["Tko je potopio Titanik?", "What is the capital of France?", "recipe for pancakes"]
)
def test_what_they_do_not_speak_of_is_refused(library: SmallLibrary, asked: str) -> None:
    found = library.ask(asked)
    assert not found.answerable
    assert not found.sentences


def test_an_article_is_answered_by_what_stands_under_it(library: SmallLibrary) -> None:
    said = [one.text for one in library.ask("Što kaže članak 9.?").sentences]
    assert "Noćni mir traje od 23 do 6 sati." in said
    assert "Članak 9." not in said


MINUTES = """# Zapisnik sa sjednice Odbora za komunalno gospodarstvo

Sjednica je održana 5. svibnja 2026. u Gradskoj vijećnici.

## Točka 1. Javna rasvjeta

Odbor je prihvatio ponudu tvrtke Svjetlost d.o.o. za zamjenu 340 svjetiljki u naselju Čakovčina.
Ponuda je 18.200 eura. Radovi će početi 1. lipnja i trajati šest tjedana.
"""


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallLibrary]:
    path: Path = tmp_path_factory.mktemp("minutes") / "zapisnik.md"
    path.write_text(MINUTES, encoding="utf-8")
    with small_library([path]) as library:
        yield library


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Što je odbor odlučio?", "prihvatio ponudu"),
        ("Kada počinju radovi?", "1. lipnja"),
        ("Koliko iznosi ponuda?", "18.200 eura"),
        ("What did the board decide?", "prihvatio ponudu"),
        ("koliko će stajati rasvjeta", "18.200 eura"),
    ],
)
def test_a_plain_question_in_other_words_than_the_text_is_answered(
    minutes: SmallLibrary, asked: str, expected: str
) -> None:
    found = minutes.ask(asked)
    assert found.answerable
    assert any(expected in one.text for one in found.sentences)


@pytest.mark.parametrize(
    "asked",
    ["Što je odlučio odbor u Varaždinu?", "Koliko iznosi ponuda Ivana Horvata?"],
)
def test_a_name_that_stands_nowhere_makes_it_less_sure(minutes: SmallLibrary, asked: str) -> None:
    bare = asked.replace(" u Varaždinu", "").replace(" Ivana Horvata", "")
    assert minutes.ask(asked).confidence < minutes.ask(bare).confidence - 0.1


def test_a_name_is_not_answered_by_a_common_word_of_the_other_language(tmp_path: Path) -> None:
    path = tmp_path / "markets.txt"
    path.write_text("The fund explains its stock splits. Its population is sampled.", "utf-8")
    with small_library([path]) as library:
        assert not library.ask("Koliko stanovnika ima u Splitu?").answerable


@pytest.mark.parametrize("name", ["made", "fresh"])
def test_what_the_made_sets_expect_stands_in_their_documents(name: str) -> None:
    asked, made = sets()[name]
    for one in asked:
        if one.document is None:
            continue
        text = " ".join(made[one.document].read_text(encoding="utf-8").split())
        loose = text.replace("|", " ").replace("</td><td>", " ")
        for part in one.expected:
            assert part in text or " ".join(part.split()) in loose, (one.text, part)
