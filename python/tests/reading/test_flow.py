from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from sova_engine.errors import EngineError
from sova_engine.reading import BlockKind, ReadLimits

from .making import CROATIAN, package, read, text_of


def test_html_is_what_a_person_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Naslov kartice</title><script>zlo()</script></head><body>"
        "<h1>Glavni naslov</h1><p>Tekst &amp; <b>podebljan</b>.</p><style>p{}</style>"
        "<ul><li>prva</li><li>druga</li></ul><p hidden>skriveno</p>"
        "<div style='display: none'>nevidljivo</div>"
        "<table><tr><th>Ime</th><th>Dob</th></tr><tr><td>Ana</td><td>7</td></tr></table>",
        encoding="utf-8",
    )
    page = read(path)[1][0]
    assert page.text == (
        "Naslov kartice\nGlavni naslov\nTekst & podebljan.\nprva\ndruga\nIme\tDob\nAna\t7"
    )
    assert [str(block.kind) for block in page.blocks][1:5] == [
        "heading", "paragraph", "list-item", "list-item",
    ]  # fmt: skip


def test_markdown_structure(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Iz zaglavlja\n---\n# Prvi\n\nTekst.\n\n| a | b |\n|---|---|\n| č | ć |\n\n"
        "```\nkod  ostaje\n```\n",
        encoding="utf-8",
    )
    info, pages = read(path)
    assert info.title == "Iz zaglavlja"
    assert pages[0].text == "Prvi\nTekst.\na\tb\nč\tć\nkod  ostaje"
    assert pages[0].blocks[-1].kind is BlockKind.CODE


def test_long_flows_become_sections_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = [f"riječ{number}" for number in range(9_000)]
    path.write_text(" ".join(words) + "\n\nzadnji odlomak", encoding="utf-8")
    _, pages = read(path)
    assert len(pages) > 3
    assert " ".join(page.text for page in pages).split() == [*words, "zadnji", "odlomak"]


def test_page_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\f".join(f"list {number}" for number in range(9)))
    assert len(read(path)[1]) == 9
    with pytest.raises(EngineError) as caught:
        read(path, limits=ReadLimits(max_pages=5))
    assert caught.value.code == "too-many-pages"


def test_mail_with_attachments(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Račun za žito"
    message["From"] = "Đuro <djuro@example.hr>"
    message.set_content(CROATIAN)
    message.add_alternative(f"<p>{CROATIAN}</p><p>Samo u HTML-u stoji</p>", subtype="html")
    message.add_attachment("Prilog: šifra 17", filename="prilog.txt")
    message.add_attachment(b"\x00\x01\x02" * 99, "application", "x-y", filename="binarno.dat")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(message))
    info, pages = read(path)
    assert info.title == "Račun za žito"
    assert CROATIAN in pages[0].text
    assert "Đuro" in pages[0].text
    assert pages[1].label == "prilog.txt"
    assert "šifra 17" in pages[1].text
    assert (str(pages[2].outcome), pages[2].label) == ("failed", "binarno.dat")


def test_books_by_chapters(tmp_path: Path) -> None:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>Knjiga</dc:title></metadata><manifest>"
        '<item id="b" href="dva.xhtml"/><item id="a" href="jedan%20.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    path = package(
        tmp_path / "a.epub",
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="op/k.opf"/></rootfiles></container>',
            "op/k.opf": opf,
            "op/jedan .xhtml": f"<html><head><title>Prvo</title></head><body><p>{CROATIAN}</p>",
            "op/dva.xhtml": "<html><body><h1>Drugo poglavlje</h1></body></html>",
        },
    )
    info, pages = read(path)
    assert info.title == "Knjiga"
    assert CROATIAN in pages[0].text
    assert pages[0].label == "Prvo"
    assert pages[1].text == "Drugo poglavlje"


def test_nul_in_text_parts_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"prije\x00poslije")
    assert text_of(path) == "prije poslije"
