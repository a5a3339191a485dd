"""Pictures inside documents: words on them are read where they stand, the rest passed over."""

from __future__ import annotations

import base64
import io
import zipfile
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from sova_engine.reading import Outcome

from .making import CROATIAN, docx, package, para, read, relations

WORDS = "The rental contract begins on the first day"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BLIP = f'<a:blip xmlns:a="{_A}" xmlns:r="{_R}" r:embed="p1"/>'


@cache
def picture(words: str = WORDS) -> bytes:
    image = Image.new("RGB", (1100, 120), "white")
    ImageDraw.Draw(image).text((40, 30), words, font=ImageFont.load_default(size=40), fill=0)
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def dot() -> bytes:
    held = io.BytesIO()
    Image.new("L", (20, 20), 0).save(held, "PNG")
    return held.getvalue()


def test_a_picture_in_a_word_file_is_a_section_of_its_own(tmp_path: Path) -> None:
    body = (
        para(CROATIAN)
        + f"<w:p><w:r><w:drawing>{BLIP}</w:drawing></w:r></w:p>"
        + f"<w:p><w:r><w:drawing>{BLIP.replace('p1', 'p2')}</w:drawing></w:r></w:p>"
        + para("Ostatak teksta.")
    )
    path = docx(
        tmp_path / "a.docx",
        body,
        word__rels=relations(p1="image media/ugovor.png", p2="image media/dot.png"),
    )
    with_media(path, **{"word/media/ugovor.png": picture(), "word/media/dot.png": dot()})
    _, pages = read(path)
    assert [page.outcome for page in pages] == [Outcome.TEXT, Outcome.OCR, Outcome.TEXT]
    assert [page.label for page in pages] == [None, "ugovor.png", None]
    assert pages[1].text == WORDS
    assert (pages[1].confidence or 0) > 0.6 and pages[0].confidence is None
    assert pages[2].text == "Ostatak teksta."
    assert len(read(path, ocr=False)[1]) == 1


def test_a_picture_on_a_slide_stays_on_its_slide(tmp_path: Path) -> None:
    def slide(inner: str) -> str:
        return f'<p:sld xmlns:p="p" xmlns:a="{_A}"><p:cSld>{inner}</p:cSld></p:sld>'

    text = f"<p:sp><p:txBody><a:p><a:r><a:t>{CROATIAN}</a:t></a:r></a:p></p:txBody></p:sp>"
    path = package(
        tmp_path / "a.pptx",
        {
            "_rels/.rels": relations(r1="officeDocument ppt/presentation.xml"),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="{_R}"><p:sldIdLst>'
            '<p:sldId r:id="s1"/><p:sldId r:id="s2"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                s1="slide slides/slide1.xml", s2="slide slides/slide2.xml"
            ),
            "ppt/slides/slide1.xml": slide(f"<p:pic><p:blipFill>{BLIP}</p:blipFill></p:pic>"),
            "ppt/slides/_rels/slide1.xml.rels": relations(p1="image ../media/a.png"),
            "ppt/slides/slide2.xml": slide(text),
            "ppt/media/a.png": picture(),
        },
    )
    _, pages = read(path)
    assert [(page.number, page.outcome) for page in pages] == [(1, Outcome.OCR), (2, Outcome.TEXT)]
    assert pages[0].text == WORDS


def test_a_picture_in_a_page_of_its_own_making(tmp_path: Path) -> None:
    data = base64.b64encode(picture()).decode()
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><p>{CROATIAN}<img src='data:image/png;base64,{data}' alt='Ugovor'></p>"
        "<img src='https://example.hr/a.png'><img src='data:image/png;base64,???'></html>",
        encoding="utf-8",
    )
    _, pages = read(path)
    assert [page.label for page in pages] == [None, "Ugovor"]
    assert CROATIAN in pages[0].text and pages[1].text == WORDS


def with_media(path: Path, **parts: bytes) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
