"""Mail with what it carries: attachments and messages inside messages, of EML and MSG alike."""

from __future__ import annotations

import io
import struct
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

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


def test_headers_written_in_an_old_code_page(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        "From: Šime Žižić <s@g.hr>\r\nTo: x@y.hr\r\nSubject: Račun za komunalije\r\n\r\n"
        "Plaćanje do petka.\r\n".encode("cp1250")
    )
    info, pages = read(path)
    assert info.title == "Račun za komunalije"
    assert "From: Šime Žižić <s@g.hr>" in pages[0].text


def test_signatures_and_pictures_without_words_are_no_attachments(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Rješenje", "a@b.hr", "c@d.hr"
    mail.set_content("U privitku.")
    mail.add_attachment(
        b"0\x82\x01\x00\x02\x03", maintype="application", subtype="pkcs7-signature",
        filename="smime.p7s",
    )  # fmt: skip
    dot = io.BytesIO()
    Image.new("L", (2, 2), 255).save(dot, "PNG")
    mail.add_attachment(
        dot.getvalue(), maintype="image", subtype="png", cid="<x>", disposition="inline",
        filename="image001.png",
    )  # fmt: skip
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    assert [page.label for page in read(path)[1]] == [None]


def winmail() -> bytes:
    def attribute(level: int, name: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, name, len(value)) + value + b"\x00\x00"

    def text(number: int, value: str) -> bytes:
        wide = value.encode("utf-16-le") + b"\x00\x00"
        padding = b"\x00" * (-len(wide) % 4)
        return struct.pack("<HHII", 0x1F, number, 1, len(wide)) + wide + padding

    named = struct.pack("<HH16sII", 3, 0x8001, b"", 0, 7) + struct.pack("<I", 1)
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x00018004, "Ponuda".encode("cp1250") + b"\x00")
        + attribute(1, 0x00069003, struct.pack("<I", 2) + named + text(0x1000, "Šaljem ponudu."))
        + attribute(2, 0x00069002, b"\x00" * 14)
        + attribute(2, 0x00018010, b"CJENIK~1.CSV\x00")
        + attribute(2, 0x0006800F, "čaj;3\nšećer;5\n".encode("cp1250"))
        + attribute(2, 0x00069005, struct.pack("<I", 1) + text(0x3707, "Cjenik čajeva.csv"))
    )


def test_what_outlook_packed_its_own_way_is_read(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Ponuda", "a@b.hr", "c@d.hr"
    mail.set_content("Vidi privitak.")
    mail.add_attachment(
        winmail(), maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    pages = read(path)[1]
    assert [page.label for page in pages] == [
        None, "winmail.dat", "winmail.dat · Cjenik čajeva.csv",
    ]  # fmt: skip
    assert pages[1].text == "Ponuda\nŠaljem ponudu."
    assert pages[2].text == "čaj\t3\nšećer\t5"


@pytest.mark.parametrize("length", [7, 20, 60, 120, 200])
def test_a_cut_winmail_ends(tmp_path: Path, length: int) -> None:
    path = tmp_path / "winmail.dat"
    path.write_bytes(winmail()[:length])
    try:
        read(path)
    except EngineError as error:
        assert error.code == "corrupt-file"
