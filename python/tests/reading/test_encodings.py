from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from sova_engine.reading.encodings import decode

from .making import CROATIAN, text_of


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8", "utf-8-sig", "cp1250", "iso8859-2", "cp852", "utf-16", "utf-16-le", "utf-16-be",
        "utf-32", "utf-32-le", "utf-32-be",
    ],
)  # fmt: skip
def test_croatian_letters_are_right_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "tekst.txt"
    file.write_bytes(CROATIAN.encode(encoding))
    assert CROATIAN in text_of(file)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Što je ovo?"),
        ("cp1250", "Rješenje o odobrenju; čl. 5. „Narodne novine”"),
        ("iso8859-2", "Šibenik i Žminj"),
        ("iso8859-2", "Rješenje o odobrenju dječjeg vrtića"),
        ("cp852", "Šibenik i Žminj"),
        ("cp852", "Rješenje o odobrenju dječjeg vrtića"),
        ("cp852", "Šibeniku"),
        ("cp852", "Škola"),
        ("cp1250", "ćup"),
        ("cp1250", "Oni će doći"),
        ("cp1250", "Ćićarija"),
        ("iso8859-2", "Poslat ćemo"),
    ],
)
def test_short_texts(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


RUSSIAN = "Все люди рождаются свободными и равными в своем достоинстве и правах."
SERBIAN = "Сва људска бића рађају се слободна и једнака у достојанству и правима."
CHINESE = "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心。"
GREEK = "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *((encoding, RUSSIAN) for encoding in ("cp1251", "koi8-r", "iso8859-5", "cp866")),
        *((encoding, RUSSIAN[:8]) for encoding in ("cp1251", "koi8-r", "iso8859-5", "cp866")),
        ("cp1251", SERBIAN),
        ("iso8859-5", SERBIAN),
        ("cp1251", f"Zakon: {SERBIAN}\n" * 2_000),
        ("gb18030", CHINESE),
        ("gb18030", f"Report 2024, see below:\n{CHINESE}\n" * 900),
        ("cp1253", GREEK),
    ],
)
def test_other_scripts(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_declared_pages_of_other_scripts_are_followed(tmp_path: Path) -> None:
    file = tmp_path / "stranica.html"
    for name, text in (("windows-1251", SERBIAN), ("gb2312", CHINESE)):
        page = f'<html><head><meta charset="{name}"></head><body><p>{text}</p></body></html>'
        file.write_bytes(page.encode(name))
        assert text in text_of(file)


def test_a_framed_table_of_dos_times() -> None:
    table = "┌──────────┬──────┐\n│ Grad     │ Broj │\n├──────────┼──────┤\n│ Šibenik  │   12 │\n"
    assert decode(table.encode("cp852"))[0] == table


def test_decomposed_letters_become_whole(tmp_path: Path) -> None:
    file = tmp_path / "nfd.txt"
    file.write_text(unicodedata.normalize("NFD", CROATIAN), encoding="utf-8")
    assert CROATIAN in text_of(file)


def test_declared_page_of_html_is_followed_and_a_false_one_is_not(tmp_path: Path) -> None:
    page = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'
    file = tmp_path / "stranica.html"
    file.write_bytes(page.format("windows-1250", CROATIAN).encode("cp1250"))
    assert CROATIAN in text_of(file)
    file.write_bytes(page.format("windows-1250", CROATIAN).encode("utf-8"))
    assert CROATIAN in text_of(file)
    file.write_bytes(page.format("iso-8859-1", CROATIAN).encode("cp1250"))
    assert CROATIAN in text_of(file)


def test_anything_decodes() -> None:
    text, _ = decode(bytes(range(256)) * 20)
    assert text
