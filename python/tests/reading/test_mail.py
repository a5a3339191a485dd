"""Mail with what it carries: attachments and messages inside messages, of EML and MSG alike."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from sova_engine.errors import EngineError
from sova_engine.reading import Outcome

from .making import CROATIAN, read
from .outlook_file import SECTOR, compound, message


def test_outlook_attachments_are_read(tmp_path: Path) -> None:
    inner = message("Ponuda: čišćenje", "Cijena je 125 eura.", uvjeti__txt=b"Rok je tjedan dana.")
    outer = message(
        "Račun za srpanj", CROATIAN, stavke__csv="čaj;3\nšećer;5\n".encode("cp1250"),
        Ponuda=inner, slika__png=b"\x89PNG\r\n\x1a\nnije slika",
    )  # fmt: skip
    path = tmp_path / "a.msg"
    path.write_bytes(compound(outer))
    info, pages = read(path)
    assert (info.type, info.title) == ("msg", "Račun za srpanj")
    assert [page.label for page in pages] == [
        None, "stavke.csv", "Ponuda", "Ponuda · uvjeti.txt", "slika.png",
    ]  # fmt: skip
    assert CROATIAN in pages[0].text
    assert "šećer\t5" in pages[1].text
    assert "Ponuda: čišćenje" in pages[2].text
    assert pages[3].text == "Rok je tjedan dana."
    assert pages[4].outcome is Outcome.FAILED
    assert [page.number for page in pages] == [1, 2, 3, 4, 5]


def test_outlook_text_in_an_old_code_page(tmp_path: Path) -> None:
    old = message("", "")
    old = {name: value for name, value in old.items() if name.startswith("__prop")}
    old["__substg1.0_1000001E"] = CROATIAN.encode("cp1250")
    path = tmp_path / "a.msg"
    path.write_bytes(compound(old))
    assert CROATIAN in read(path)[1][0].text


@pytest.mark.parametrize("at", [30, 44, 48, 76, SECTOR * 3, SECTOR * 4 + 64])
def test_a_damaged_message_ends(tmp_path: Path, at: int) -> None:
    data = bytearray(compound(message("Naslov", CROATIAN * 9, a__txt=b"tekst" * 300)))
    data[at : at + 8] = b"\x01\x00\x00\x00\x01\x00\x00\x00"
    path = tmp_path / "a.msg"
    path.write_bytes(data)
    try:
        read(path)
    except EngineError as error:
        assert error.code in ("corrupt-file", "unknown-type")


def test_forwarded_mail_keeps_its_own_subject_and_attachments(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Subject"], inner["From"], inner["To"] = "Unutarnja č/ć", "a@b.hr", "c@d.hr"
    inner.set_content("Žuti šešir.", charset="iso-8859-2", cte="quoted-printable")
    inner.add_attachment(
        "čaj;šećer".encode("cp1250"), maintype="text", subtype="csv", filename="popis č.csv"
    )
    outer = EmailMessage()
    outer["Subject"], outer["From"], outer["To"] = "Proslijeđeno", "č@b.hr", "c@d.hr"
    outer.set_content("Vidi dolje, đače.", charset="iso-8859-2", cte="quoted-printable")
    outer.add_attachment(inner)
    path = tmp_path / "a.eml"
    path.write_bytes(outer.as_bytes())
    _, pages = read(path)
    assert [page.label for page in pages] == [
        None, "Unutarnja č-ć", "Unutarnja č-ć · popis č.csv",
    ]  # fmt: skip
    assert "Vidi dolje, đače." in pages[0].text and "Žuti šešir." not in pages[0].text
    assert "Unutarnja č/ć" in pages[1].text and "Žuti šešir." in pages[1].text
    assert pages[2].text == "čaj\tšećer"
