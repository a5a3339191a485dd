"""Extractive answers over small passages, with the shipped embedder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sova_engine.answers import Question, Quotable, extract
from sova_engine.answers.sentences import clean
from sova_engine.chunking import sentences
from sova_engine.embedding import Embedder, HashedEmbedder
from sova_engine.lexical import query
from sova_engine.reading import Block, BlockKind
from sova_engine.retrieval import detect_language

LEASE = (
    "Ugovor se sklapa na dvije godine. Najmoprimac smije otkazati ugovor uz otkazni rok od "
    "tri mjeseca. Otkaz se daje u pisanom obliku. Držanje životinja nije dopušteno."
)
AGAIN = "Najmoprimac smije otkazati ugovor uz otkazni rok od tri mjeseca. Rok teče od prvog dana."
LIST = (
    "Za prijavu su potrebni sljedeći dokumenti:\n"
    "- važeća osobna iskaznica podnositelja\n"
    "- potvrda o prebivalištu iz općine\n"
    "Prijava se predaje u uredu općine."
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return HashedEmbedder()


def _quotable(text: str, *, blocks: tuple[Block, ...] = (), score: float = 1.0) -> Quotable:
    language = detect_language(text)
    return Quotable(
        page=1,
        page_text=text,
        spans=[span for line in _lines(text) for span in sentences(text, *line)],
        blocks=blocks,
        language=None if language == "mixed" else language,
        score=score,
    )


def _lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _answer(embedder: Embedder, asked: str, *passages: Quotable) -> list[str]:
    language = detect_language(asked)
    vector = embedder.embed_queries([asked])[0]
    question = Question(asked, language, query(asked, language), vector)
    chosen = extract(question, passages, embedder.embed_queries)
    for one in chosen:
        page = passages[one.sentence.source].page_text
        assert clean(page[one.sentence.start : one.sentence.end]) == one.sentence.text
    return [one.sentence.text for one in chosen]


def test_the_sentence_that_answers_comes_whole_and_once(embedder: Embedder) -> None:
    answer = _answer(
        embedder, "Koliki je otkazni rok?", _quotable(LEASE), _quotable(AGAIN, score=0.9)
    )
    wanted = "Najmoprimac smije otkazati ugovor uz otkazni rok od tri mjeseca."
    assert answer[0] == wanted
    assert answer.count(wanted) == 1
    assert "Držanje životinja nije dopušteno." not in answer
    assert len(answer) <= 5


def test_a_list_comes_with_the_words_that_open_it(embedder: Embedder) -> None:
    answer = _answer(embedder, "Koji su dokumenti potrebni za prijavu?", _quotable(LIST))
    assert answer[:3] == [
        "Za prijavu su potrebni sljedeći dokumenti:",
        "- važeća osobna iskaznica podnositelja",
        "- potvrda o prebivalištu iz općine",
    ]
    point = _answer(embedder, "potvrda o prebivalištu", _quotable(LIST))
    assert point[0] == "Za prijavu su potrebni sljedeći dokumenti:"


def test_headings_and_rows_of_tables_only_when_there_is_nothing_else(embedder: Embedder) -> None:
    text = "Otkazni rok\nOtkazni rok je tri mjeseca od dana dostave otkaza."
    heading = Block(BlockKind.HEADING, 0, 11, level=1)
    body = Block(BlockKind.PARAGRAPH, 12, len(text))
    answer = _answer(embedder, "otkazni rok", _quotable(text, blocks=(heading, body)))
    assert answer == ["Otkazni rok je tri mjeseca od dana dostave otkaza."]
    row = "Otkazni rok\t3 mjeseca"
    table = (Block(BlockKind.TABLE_ROW, 0, len(row), table=0),)
    assert _answer(embedder, "otkazni rok", _quotable(row, blocks=table)) == [
        "Otkazni rok, 3 mjeseca"
    ]


def test_a_row_that_answers_is_quoted_before_a_sentence_beside_the_point(
    embedder: Embedder,
) -> None:
    sentence = "Popis turističkih zajednica vodi ministarstvo."
    row = "KARLOVAČKA\tOGULIN\tAlojzija Stepinca 1\t47300 Ogulin"
    text = f"{sentence}\n{row}"
    table = Block(BlockKind.TABLE_ROW, len(sentence) + 1, len(text), table=0)
    body = Block(BlockKind.PARAGRAPH, 0, len(sentence))
    answer = _answer(embedder, "Ogulin Stepinca", _quotable(text, blocks=(body, table)))
    assert answer[0] == "KARLOVAČKA, OGULIN, Alojzija Stepinca 1, 47300 Ogulin"


def test_lines_broken_in_a_column_are_read_as_one_sentence() -> None:
    assert clean("Najmo-\nprimac plaća\nnajamninu.") == "Najmoprimac plaća najamninu."
    assert clean("hrvatsko-engleski rječnik") == "hrvatsko-engleski rječnik"


def test_across_languages_the_meaning_chooses() -> None:
    from sova_engine.embedding import load_builtin

    embedder = load_builtin(Path(__file__).parents[3] / "resources")
    answer = _answer(embedder, "What is the notice period for termination?", _quotable(LEASE))
    assert "Najmoprimac smije otkazati ugovor uz otkazni rok od tri mjeseca." in answer
    back = _answer(
        embedder,
        "Tko čuva ključ podruma?",
        _quotable(
            "Bicycles are parked in the yard. The key of the cellar is kept by the caretaker. "
            "The boiler is inspected every October."
        ),
    )
    assert "The key of the cellar is kept by the caretaker." in back
