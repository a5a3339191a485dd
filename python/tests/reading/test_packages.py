"""Hostile archives and XML: refused before they can do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from sova_engine.errors import EngineError
from sova_engine.reading import ReadLimits
from sova_engine.reading.package import join

from .making import docx, package, para, read, text_of

SECRET = "TAJNA-KOJA-NE-SMIJE-VAN"


def code_of(path: Path, **options: object) -> str:
    with pytest.raises(EngineError) as caught:
        read(path, **options)
    return caught.value.code


def test_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    assert code_of(docx(tmp_path / "a.docx", para("A" * 60_000_000))) == "archive-unsafe"


def test_unpacked_size_is_limited(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", para("tekst " * 400_000))
    limits = ReadLimits(unpacked_bytes=1_000_000)
    assert code_of(path, limits=limits) == "unpacked-too-large"


def test_entities_are_refused_and_files_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    whole = package(tmp_path / "a.docx", {"word/document.xml": f"{declared}<x>&e;</x>"})
    assert code_of(whole) == "corrupt-file"
    page = tmp_path / "a.html"
    page.write_text(f"<!DOCTYPE html>{declared}<html><body><p>Ovo &e; ostaje</p></body></html>")
    assert SECRET not in text_of(page)
    plain = tmp_path / "a.xml"
    plain.write_text(f'<?xml version="1.0"?>{declared}<x>&e;</x>')
    assert code_of(plain) == "corrupt-file"


@pytest.mark.parametrize("name", ["../van.txt", "/etc/van.txt", "a/../../van.txt", "C:\\van.txt"])
def test_paths_out_of_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    assert code_of(package(tmp_path / "a.zip", {name: "x"})) == "archive-unsafe"


def test_too_many_entries(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_001):
            archive.writestr(str(number), b"")
    assert code_of(path) == "archive-unsafe"


def test_archives_in_archives_end(tmp_path: Path) -> None:
    inner, name = b"tekst u dubini", "a.txt"
    for _ in range(6):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, inner)
        inner, name = packed.getvalue(), "a.zip"
    path = tmp_path / "a.zip"
    path.write_bytes(inner)
    assert code_of(path) == "archive-unsafe"


def test_archive_reads_each_file_and_names_what_failed(tmp_path: Path) -> None:
    path = package(
        tmp_path / "a.zip",
        {"mapa/č.txt": "Prvi tekst", "slika.bin": bytes(range(256)) * 8, "b.md": "# Drugi"},
    )
    _, pages = read(path)
    assert [(page.number, page.label) for page in pages] == [
        (1, "č.txt"), (2, "slika.bin"), (3, "b.md"),
    ]  # fmt: skip
    assert [str(page.outcome) for page in pages] == ["text", "failed", "text"]
    assert pages[1].reason_code == "binary-file"
    assert [page.number for page in read(path, only_pages=frozenset({3}))[1]] == [3]


def test_archive_names_of_dos_times_links_and_twins(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("XXXX.txt", "Prvi tekst")
        link = zipfile.ZipInfo("poveznica.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", "Drugi tekst")
        archive.writestr("c.txt", "Treći tekst")
    packed = path.read_bytes().replace(b"XXXX.txt", "ŠČĐŽ.txt".encode("cp852"))
    path.write_bytes(packed.replace(b"c.txt", b"b.txt"))
    _, pages = read(path)
    assert [page.label for page in pages] == ["ŠČĐŽ.txt", "b.txt", "b (2).txt"]
    assert [page.text for page in pages] == ["Prvi tekst", "Drugi tekst", "Treći tekst"]


def test_encrypted_packages_ask_for_a_password(tmp_path: Path) -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    path = package(
        tmp_path / "a.odt",
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": b"\x00scrambled",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{urn}"><m:file-entry>'
            "<m:encryption-data/></m:file-entry></m:manifest>",
        },
    )
    with pytest.raises(EngineError) as caught:
        read(path)
    assert caught.value.code == "password-required"
    assert caught.value.details == {"opens": False}


def test_references_stay_inside() -> None:
    assert join("word", "media/a.png") == "word/media/a.png"
    assert join("word", "../../../etc/passwd") == "etc/passwd"
    assert join("word", "/docProps/app.xml") == "docProps/app.xml"
