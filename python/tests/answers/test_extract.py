"""Extractive answers over small passages, with the shipped embedder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sova_engine.answers import Asked, Question, Quotable, read
from sova_engine.answers.sentences import clean
from sova_engine.chunking import sentences
from sova_engine.embedding import WordEmbedder, load_builtin
from sova_engine.lexical import query
from sova_engine.reading import Block, BlockKind, Table, TableRow
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
def embedder() -> WordEmbedder:
    return load_builtin(Path(__file__).parents[3] / "resources")


def _quotable(
    text: str,
    *,
    blocks: tuple[Block, ...] = (),
    tables: tuple[Table, ...] = (),
    score: float = 1.0,
) -> Quotable:
    language = detect_language(text)
    return Quotable(
        page=1,
        page_text=text,
        spans=[span for line in _lines(text) for span in sentences(text, *line)],
        blocks=blocks,
        language=None if language == "mixed" else language,
        score=score,
        tables=tables,
    )


def _lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _answer(embedder: WordEmbedder, asked: str, *passages: Quotable) -> list[str]:
    language = detect_language(asked)
    vector = embedder.embed_queries([asked])[0]
    seen = Asked(asked, language, query(asked, language), vector)
    question = Question(seen, embedder.embed_queries, embedder.word_vectors)
    return [one.sentence.text for one in read(question, passages).answer()]


def test_the_sentence_that_answers_comes_whole_and_once(embedder: WordEmbedder) -> None:
    answer = _answer(
        embedder, "Koliki je otkazni rok?", _quotable(LEASE), _quotable(AGAIN, score=0.9)
    )
    wanted = "Najmoprimac smije otkazati ugovor uz otkazni rok od tri mjeseca."
    assert answer[0] == wanted
    assert answer.count(wanted) == 1
    assert "Držanje životinja nije dopušteno." not in answer
    assert len(answer) <= 5


def test_a_list_comes_with_the_words_that_open_it(embedder: WordEmbedder) -> None:
    answer = _answer(embedder, "Koji su dokumenti potrebni za prijavu?", _quotable(LIST))
    assert answer[:3] == [
        "Za prijavu su potrebni sljedeći dokumenti:",
        "- važeća osobna iskaznica podnositelja",
        "- potvrda o prebivalištu iz općine",
    ]
    point = _answer(embedder, "potvrda o prebivalištu", _quotable(LIST))
    assert point[0] == "Za prijavu su potrebni sljedeći dokumenti:"


def test_headings_and_rows_of_tables_only_when_there_is_nothing_else(
    embedder: WordEmbedder,
) -> None:
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
    embedder: WordEmbedder,
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


def test_a_row_is_read_with_the_names_of_its_columns(embedder: WordEmbedder) -> None:
    rows = ["Usluga\tCijena", "Rezervacija knjige\t0,50 €", "Ispis u boji\t0,30 €"]
    text = "\n".join(rows)
    spans = [(text.index(row), text.index(row) + len(row)) for row in rows]
    table = Table(
        0,
        len(text),
        ("Usluga", "Cijena"),
        tuple(
            TableRow(tuple(row.split("\t")), *span) for row, span in zip(rows, spans, strict=True)
        ),
    )
    blocks = tuple(Block(BlockKind.TABLE_ROW, *span, table=0) for span in spans)
    answer = _answer(
        embedder, "Koliko košta ispis u boji?", _quotable(text, blocks=blocks, tables=(table,))
    )
    assert answer == ["Usluga: Ispis u boji; Cijena: 0,30 €"]


def test_a_sentence_that_leans_on_the_one_before_comes_with_it(embedder: WordEmbedder) -> None:
    text = (
        "Filtar crpke čisti se svaka dva mjeseca. Nalazi se iza poklopca dolje desno. "
        "Jamstvo traje tri godine."
    )
    body = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    assert _answer(embedder, "Gdje se nalazi filtar?", _quotable(text, blocks=body)) == [
        "Filtar crpke čisti se svaka dva mjeseca.",
        "Nalazi se iza poklopca dolje desno.",
    ]


def test_the_form_of_the_question_chooses_among_sentences_of_one_subject(
    embedder: WordEmbedder,
) -> None:
    text = (
        "The hall is rented out by the caretaker, Doug Fenwick. The hall was renovated in"
        " May 2019. "
        "The hall costs £15 an hour."
    )
    for asked, expected in (
        ("Who rents out the hall?", "Fenwick"),
        ("When was the hall renovated?", "2019"),
        ("How much does the hall cost?", "£15"),
    ):
        assert expected in _answer(embedder, asked, _quotable(text))[0]


def test_a_number_that_is_asked_for_must_be_there(embedder: WordEmbedder) -> None:
    text = "Code F28 means that there is no flame. Code F33 means that the flue is blocked."
    assert _answer(embedder, "What does code F33 mean?", _quotable(text)) == [
        "Code F33 means that the flue is blocked."
    ]


def test_across_languages_the_meaning_chooses(embedder: WordEmbedder) -> None:
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
