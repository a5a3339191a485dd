from __future__ import annotations

from dataclasses import replace

import pytest

from sova_engine.chunking import Passage, cut, headings_after, language_of
from sova_engine.reading import BlockKind, ReadPage
from sova_engine.reading.model import Continued
from sova_engine.reading.pieces import PageBuilder, Piece, heading, paragraph, table


def words(text: str) -> int:
    return len(text.split())


def page_of(*pieces: Piece) -> ReadPage:
    builder = PageBuilder()
    for piece in pieces:
        builder.add(piece)
    return builder.build(1)


def passages_of(page: ReadPage, target: int = 20, maximum: int = 30) -> list[Passage]:
    return cut(
        page, headings_before=(), count_tokens=words, target=target, maximum=maximum
    )  # fmt: skip


def test_passages_keep_to_their_size_and_whole_sentences() -> None:
    sentence = "Ova rečenica ima točno sedam riječi ukupno."
    page = page_of(*[paragraph(" ".join([sentence] * 5))] * 4)
    passages = passages_of(page)
    assert all(words(passage.text) <= 30 for passage in passages)
    assert sum(passage.text.count(sentence) for passage in passages) == 20
    assert all(page.text[p.start : p.end] == p.text for p in passages)


def test_an_endless_sentence_is_cut_at_words() -> None:
    page = page_of(paragraph(" ".join(f"r{number}" for number in range(500))))
    passages = passages_of(page)
    assert all(words(passage.text) <= 30 for passage in passages)
    assert " ".join(passage.text for passage in passages).split() == page.text.split()


def test_headings_open_passages_and_give_the_path() -> None:
    page = page_of(
        heading("Ugovor", 1), heading("Trajanje", 2), paragraph("Traje dvije godine. " * 6),
        heading("Cijena", 2), paragraph("Iznosi puno. " * 6),
    )  # fmt: skip
    passages = passages_of(page)
    assert passages[0].text.startswith("Ugovor\nTrajanje\nTraje")
    cost = next(passage for passage in passages if "Iznosi" in passage.text)
    assert cost.heading_path == ("Ugovor", "Cijena")
    assert cost.index_text.startswith("Ugovor\nCijena\nIznosi")
    assert headings_after(page, ()) == ("Ugovor", "Cijena")


def test_headings_of_the_page_before_hold() -> None:
    page = page_of(paragraph("Nastavak teksta o trajanju ugovora bez novog naslova."))
    found = cut(page, headings_before=("Ugovor", "Trajanje"), count_tokens=words)[0]
    assert found.heading_path == ("Ugovor", "Trajanje")
    assert found.index_text.startswith("Ugovor > Trajanje\nNastavak")
    assert found.text == page.text


def test_headings_alone_are_kept() -> None:
    page = page_of(*[heading(f"Naslov {number}", 1) for number in range(50)])
    assert "Naslov 49" in passages_of(page)[-1].text
    assert sum(passage.text.count("Naslov") for passage in passages_of(page)) == 50


def test_each_part_of_a_table_carries_its_header() -> None:
    rows = [("Županija", "Sjedište"), *((f"Ž{n}", f"Grad {n}") for n in range(40))]
    passages = passages_of(page_of(table(rows)))
    assert len(passages) > 3
    assert passages[0].index_text.count("Županija") == 1
    for passage in passages[1:]:
        assert passage.index_text.startswith("Županija\tSjedište\n")
        assert "Županija" not in passage.text


def test_a_word_broken_over_pages_is_whole_in_the_index() -> None:
    page = page_of(Piece(BlockKind.PARAGRAPH, "nice su dvije."))
    page = replace(page, continued=Continued("stra", 0))
    passage = passages_of(page)[0]
    assert passage.text == "nice su dvije."
    assert passage.index_text == "stranice su dvije."


def test_sentences_lie_inside_their_passage() -> None:
    page = page_of(paragraph("Jedna. Druga je duža. Treća? Četvrta!"))
    passage = passages_of(page)[0]
    found = [page.text[start:end] for start, end in passage.sentences]
    assert found == ["Jedna.", "Druga je duža.", "Treća?", "Četvrta!"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Poslodavac je dužan isplatiti plaću do petnaestog u mjesecu.", "hr"),
        ("Poslodavac je duzan isplatiti placu do petnaestog u mjesecu.", "hr"),
        ("The employer shall pay the salary by the fifteenth of the month.", "en"),
        ("12.50 / 7", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language
