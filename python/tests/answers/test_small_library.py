"""The made documents as libraries: what is answered, what is refused, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sova_engine.evaluation.answer_set import documents, placed, questions
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


def test_what_the_made_set_expects_stands_in_its_documents() -> None:
    made = documents()
    for one in questions():
        if one.document is None:
            continue
        text = " ".join(made[one.document].read_text(encoding="utf-8").split())
        loose = text.replace("|", " ").replace("</td><td>", " ")
        for part in one.expected:
            assert part in text or " ".join(part.split()) in loose, (one.text, part)
