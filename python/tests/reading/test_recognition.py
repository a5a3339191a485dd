"""Recognition of pictures made here, in the font the imaging library brings itself."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from sova_engine.reading import Outcome, View
from sova_engine.reading.ocr.image import Turn, skew_of, turned
from sova_engine.reading.quality import GOOD, quality

from .making import lines, pdf, read

LINES = (
    "The rental contract is made for two years",
    "and begins on the first day of May.",
    "Either side may end it in writing with",
    "three months of notice to the other.",
)


def picture(size: int = 40) -> Image.Image:
    image = Image.new("L", (1150, 500), 255)
    font = ImageFont.load_default(size=size)
    for row, line in enumerate(LINES):
        ImageDraw.Draw(image).text((90, 90 + row * 80), line, font=font, fill=15)
    return image


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_picture_is_read_whichever_way_it_lies(tmp_path: Path, quarters: int) -> None:
    file = tmp_path / "slika.png"
    turned(picture(), quarters, 0.0).save(file, dpi=(200, 200))
    info, pages = read(file)
    page = pages[0]
    assert info.view is View.IMAGE
    assert page.outcome is Outcome.OCR
    assert "three months of notice" in page.text
    assert page.confidence is not None and page.confidence > 0.8
    assert (page.width, page.height) == (1150, 500) if quarters % 2 == 0 else (500, 1150)
    start = page.text.index("rental")
    x, y, width, height = next(
        box
        for span, box in zip(page.chars.spans, page.chars.boxes, strict=True)
        if span[0] == start
    )
    back = Turn(page.width, page.height, -quarters % 4, 0.0, 1.0)  # type: ignore[arg-type]
    true = (165.0, 95.0)
    if quarters == 0:
        assert x == pytest.approx(true[0], abs=25) and y == pytest.approx(true[1], abs=25)
    assert x >= 0 and x + width <= (page.width or 0)
    assert y >= 0 and y + height <= (page.height or 0)
    assert back.width


def test_a_scanned_pdf_page_is_recognised_and_its_boxes_lie_on_the_page(tmp_path: Path) -> None:
    file = tmp_path / "sken.pdf"
    picture().save(file, resolution=150)
    _, pages = read(file)
    page = pages[0]
    assert page.outcome is Outcome.OCR
    assert "begins on the first day" in page.text
    width = page.width or 0
    assert width == pytest.approx(1150 * 72 / 150, abs=1)
    x, y, _, _ = page.chars.boxes[0]
    assert x == pytest.approx(90 * 72 / 150, abs=6)
    assert y == pytest.approx(95 * 72 / 150, abs=9)


def test_recognition_can_be_left_out(tmp_path: Path) -> None:
    file = tmp_path / "sken.pdf"
    picture().save(file, resolution=150)
    assert read(file, ocr=False)[1][0].outcome is Outcome.EMPTY


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    file = tmp_path / "faks.tiff"
    blank = Image.new("L", (600, 400), 255)
    picture().save(file, save_all=True, append_images=[blank], dpi=(200, 200))
    _, pages = read(file)
    assert [page.outcome for page in pages] == [Outcome.OCR, Outcome.EMPTY]


def test_skew_is_measured() -> None:
    for degrees in (-4.0, -1.5, 0.0, 2.0):
        found = skew_of(turned(picture(), 0, degrees))
        assert found == pytest.approx(-degrees, abs=0.4)


@pytest.mark.parametrize("degrees", [0.0, 3.0, -2.0])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_boxes_find_their_way_back(quarters: int, degrees: float) -> None:
    image = Image.new("L", (900, 600), 255)
    ImageDraw.Draw(image).rectangle((300, 200, 420, 230), fill=0)
    moved = turned(turned(image, quarters, 0.0), 0, degrees)
    dark = moved.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark is not None
    box = (float(dark[0]), float(dark[1]), float(dark[2] - dark[0]), float(dark[3] - dark[1]))
    x, y, width, height = Turn(900, 600, quarters, degrees, 1.0).back(box)
    assert x + width / 2 == pytest.approx(360, abs=3)
    assert y + height / 2 == pytest.approx(215, abs=3)


@pytest.mark.parametrize(
    "text",
    [
        "Ugovor o radu sklapa se u pisanom obliku, a poslodavac ga je dužan uručiti radniku.",
        "The boiler must be inspected every October by a certified engineer (see § 12.3).",
        "KLASA: 112-02/26-01/5, URBROJ: 2198-1-26-3, Zadar, 5. svibnja 2026. OIB 12345678901",
    ],
)
def test_writing_passes_the_gate(text: str) -> None:
    measured = quality(text)
    assert measured is not None and measured > GOOD


@pytest.mark.parametrize(
    "text",
    [
        "\ue000\ue001\ue002 \ue010\ue011\ue012 \ue013\ue014 " * 5,
        "8JR(#V RUDG VNO\\DSD VH X SLVDQRP REOLNX \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd D KJGT",
        "xKq]wZ pLm{tR vBn|kS gHj~dF yTr^cX zWq<mN bVf>hJ lKd=sP tRg@wM",
    ],
)
def test_garbage_does_not(text: str) -> None:
    measured = quality(text)
    assert measured is not None and measured < GOOD


def test_a_page_with_a_good_layer_is_not_recognised(tmp_path: Path) -> None:
    page = read(pdf(tmp_path / "a.pdf", lines("A layer of plain words that reads well.")))[1][0]
    assert page.outcome is Outcome.TEXT
    assert page.quality is not None and page.quality > GOOD


def test_a_layer_that_lost_its_letters_gives_way_to_the_scan(tmp_path: Path) -> None:
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding"
        b"/BaseEncoding/WinAnsiEncoding/Differences[128/zcaron/scaron]>>>>"
    )
    rows = (
        b"Rje\\201enje se dostavlja stranci i sudu,",
        b"a \\200alba se podnosi u roku od petnaest dana",
        b"na zapisnik ili po\\201tom za sve stranke.",
    )
    shown = b"BT /F2 20 Tf 60 720 Td " + b" 0 -30 Td ".join(b"(%s) Tj" % r for r in rows) + b" ET"
    resources = b"/Resources<</Font<</F2 6 0 R>>>>"
    drawn = pdf(tmp_path / "a.pdf", shown, page=resources, more=(font,))
    image = pypdfium2.PdfDocument(drawn)[0].render(scale=2.5).to_pil().convert("L")
    packed = io.BytesIO()
    image.save(packed, "JPEG")
    scan = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream"
        % (*image.size, len(packed.getvalue()), packed.getvalue())
    )
    plain = (
        "Rjesenje se dostavlja stranci i sudu,", "a zalba se podnosi u roku od petnaest dana",
        "na zapisnik ili postom za sve stranke.",
    )  # fmt: skip
    layer = lines(*plain, size=20, top=720, step=30)
    below = b"q 600 0 0 800 0 0 cm /Im1 Do Q " + layer.replace(b"BT", b"BT 3 Tr")
    resources = b"/Resources<</XObject<</Im1 6 0 R>>/Font<</F1 3 0 R>>>>"
    page = read(pdf(tmp_path / "b.pdf", below, page=resources, more=(scan,)))[1][0]
    assert page.outcome is Outcome.OCR
    assert "žalba se podnosi" in page.text and "poštom za sve" in page.text
    typed = read(pdf(tmp_path / "c.pdf", layer))[1][0]
    assert typed.outcome is Outcome.TEXT and "zalba se podnosi" in typed.text
