from __future__ import annotations

import random
from pathlib import Path

import pytest

from sova_engine.errors import EngineError
from sova_engine.reading.detect import detect
from sova_engine.reading.file_type import FileType

from .making import docx, lines, package, para, pdf


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"obican tekst", "a.txt", FileType.TEXT),
        (b"# naslov", "a.md", FileType.MARKDOWN),
        (b"a;b\n1;2", "a.csv", FileType.CSV),
        (b"<!DOCTYPE html><p>x</p>", "izvoz.doc", FileType.HTML),
        (b"\xef\xbb\xbf<html><body>x", "a.xls", FileType.HTML),
        (b"{\\rtf1 x}", "a.doc", FileType.RTF),
        (b"From: a@b.hr\nTo: c@d.hr\nSubject: x\n\ny", "poruka", FileType.EML),
        (b"\x89PNG\r\n\x1a\n....", "a.pdf", FileType.IMAGE),
        (b"<?xml version='1.0'?><a/>", "a.xml", FileType.XML),
        (b"junk before\n%PDF-1.4", "a.pdf", FileType.PDF),
    ],
)
def test_content_decides(tmp_path: Path, content: bytes, name: str, kind: FileType) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert detect(file, name) is kind


def test_packages_are_told_by_their_parts(tmp_path: Path) -> None:
    assert detect(docx(tmp_path / "a", para("x")), "x.pdf") is FileType.DOCX
    assert detect(pdf(tmp_path / "b", lines("x")), "x.docx") is FileType.PDF
    book = package(tmp_path / "c", {"mimetype": "application/epub+zip"})
    assert detect(book, "x.zip") is FileType.EPUB
    with_pdf = package(tmp_path / "d", {"a.pdf": (tmp_path / "b").read_bytes()})
    assert detect(with_pdf, "x.zip") is FileType.ZIP


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "empty-file"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "empty-file"),
        (random.Random(1).randbytes(5000), "a.txt", "binary-file"),
        (b"PK\x03\x04 not an archive", "a.docx", "corrupt-file"),
        (b"no header at all", "a.pdf", "corrupt-file"),
    ],
)
def test_refusals(tmp_path: Path, content: bytes, name: str, code: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(EngineError) as caught:
        detect(file, name)
    assert caught.value.code == code
