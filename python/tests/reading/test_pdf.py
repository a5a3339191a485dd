from __future__ import annotations

from pathlib import Path

import pytest

from sova_engine.errors import EngineError
from sova_engine.reading import BlockKind, Outcome

from .making import lines, pdf, read


def box_of(page, text: str) -> tuple[float, float, float, float]:  # noqa: ANN001
    start = page.text.index(text)
    return next(
        box
        for span, box in zip(page.chars.spans, page.chars.boxes, strict=True)
        if span[0] == start
    )


def test_words_have_boxes_from_the_top_left(tmp_path: Path) -> None:
    page = read(pdf(tmp_path / "a.pdf", lines("Prvi red", "Drugi red", left=60, top=740)))[1][0]
    assert (page.width, page.height) == (600, 800)
    x, y, width, height = box_of(page, "Prvi")
    assert x == pytest.approx(60, abs=2)
    assert y + height > 60 > y  # the baseline, 740 of 800 from the bottom
    assert 15 < width < 30
    for (start, end), _ in zip(page.chars.spans, page.chars.boxes, strict=True):
        assert page.text[start:end].strip() == page.text[start:end] != ""


@pytest.mark.parametrize(
    ("turn", "size", "middle"),
    [(90, (800, 600), (744, 87)), (180, (600, 800), (513, 744)), (270, (800, 600), (56, 513))],
)
def test_boxes_follow_the_page_as_it_is_shown(
    tmp_path: Path, turn: int, size: tuple[int, int], middle: tuple[int, int]
) -> None:
    file = pdf(tmp_path / "a.pdf", lines("Zakrenuto"), page=b"/Rotate %d" % turn)
    page = read(file)[1][0]
    assert (page.width, page.height) == size
    x, y, width, height = box_of(page, "Zakrenuto")
    assert x + width / 2 == pytest.approx(middle[0], abs=3)
    assert y + height / 2 == pytest.approx(middle[1], abs=3)
    assert width < height if turn % 180 else width > height


def test_the_crop_box_is_the_page(tmp_path: Path) -> None:
    file = pdf(tmp_path / "a.pdf", lines("Odrezano"), page=b"/CropBox[50 100 600 800]")
    page = read(file)[1][0]
    assert (page.width, page.height) == (550, 700)
    assert box_of(page, "Odrezano")[0] == pytest.approx(10, abs=2)


def test_lines_become_sentences_and_broken_words_whole(tmp_path: Path) -> None:
    text = lines("Ovo je recenica koja se nastav-", "lja u drugom redu, Jean-", "Paul je tu.")
    page = read(pdf(tmp_path / "a.pdf", text))[1][0]
    assert "nastavlja u drugom redu, Jean-Paul je tu." in page.text
    spans = [page.text[start:end] for start, end in page.chars.spans]
    assert "nastav" in spans
    assert "lja" in spans


def test_a_word_broken_over_pages_is_known_whole(tmp_path: Path) -> None:
    file = pdf(tmp_path / "a.pdf", lines("Rijec se prelama na kraju stra-"), lines("nice ovdje."))
    _, pages = read(file)
    continued = pages[1].continued
    assert continued is not None
    assert continued.beginning + pages[1].text[continued.start :] == "stranice ovdje."


def test_headings_by_size(tmp_path: Path) -> None:
    body = lines(*["Obican redak teksta koji tvori tijelo stranice."] * 8, top=700)
    file = pdf(tmp_path / "a.pdf", lines("Velik naslov", size=22) + b" " + body)
    page = read(file)[1][0]
    heading = page.blocks[0]
    assert heading.kind is BlockKind.HEADING
    assert page.text[heading.start : heading.end] == "Velik naslov"


def test_columns_of_words_are_a_table(tmp_path: Path) -> None:
    rows = [("Grad", "Kod", "Iznos"), ("Split", "21", "450"), ("Zadar", "23", "120")]
    shown = b"".join(
        b"1 0 0 1 %d %d Tm (%s) Tj " % (60 + 150 * column, 700 - 16 * row, cell.encode())
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )
    page = read(pdf(tmp_path / "a.pdf", b"BT /F1 12 Tf " + shown + b"ET"))[1][0]
    assert [row.cells for row in page.tables[0].rows] == rows
    assert page.tables[0].header == rows[0]


def test_two_columns_of_prose_are_no_table(tmp_path: Path) -> None:
    left = ["Prvi stupac ima dosta dugih redaka", "koji teku jedan za drugim i nisu", "tablica."]
    both = lines(*left, left=50) + b" " + lines(*left, left=320)
    assert read(pdf(tmp_path / "a.pdf", both))[1][0].tables == ()


def test_pages_can_be_read_again_alone(tmp_path: Path) -> None:
    file = pdf(tmp_path / "a.pdf", lines("Jedan"), lines("Dva"), lines("Tri"))
    _, pages = read(file, only_pages=frozenset({2}))
    assert [(page.number, page.text) for page in pages] == [(2, "Dva")]


def test_an_empty_page_says_so(tmp_path: Path) -> None:
    _, pages = read(pdf(tmp_path / "a.pdf", lines("Tekst"), b""))
    assert [page.outcome for page in pages] == [Outcome.TEXT, Outcome.EMPTY]


@pytest.mark.parametrize("count", [b"99999999", b"3 0 R"])
def test_a_page_tree_that_cannot_be_true_is_damage(tmp_path: Path, count: bytes) -> None:
    with pytest.raises(EngineError) as caught:
        read(pdf(tmp_path / "a.pdf", lines("Jedan"), count=count))
    assert caught.value.code == "corrupt-file"


def test_a_password_is_not_asked_for_where_nothing_is_encrypted(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7\nnothing else")
    with pytest.raises(EngineError) as caught:
        read(file)
    assert caught.value.code == "corrupt-file"


def test_what_was_filled_into_a_form_is_read_where_it_stands(tmp_path: Path) -> None:
    shown = b"BT /F1 12 Tf 2 6 Td (Marko Horvat) Tj ET"
    look = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 200 22]/Resources<</Font<</F1 3 0 R>>>>"
        b"/Length %d>>\nstream\n%s\nendstream" % (len(shown), shown)
    )
    field = (
        b"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/F 4/Rect[160 690 360 712]/AP<</N 6 0 R>>>>]"
    )
    path = pdf(tmp_path / "a.pdf", lines("Ime i prezime:", top=696), page=field, more=(look,))
    page = read(path)[1][0]
    assert "Marko Horvat" in page.text
    start = page.text.index("Marko")
    box = page.chars.boxes[[span[0] for span in page.chars.spans].index(start)]
    assert 160 <= box[0] <= 170 and 85 <= box[1] <= 110


def test_unmapped_characters_and_hyphens_are_told_apart(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", b"BT /F1 12 Tf 60 700 Td (di\\016culty of the text) Tj ET")
    assert "di culty" in read(path)[1][0].text


def test_short_paragraphs_stay_apart(tmp_path: Path) -> None:
    """Most steps of such a page lead into the next paragraph, not to the next line."""
    body = lines("Uplata stize do petog", "dana u mjesecu.", step=18, top=700)
    parts = (
        lines("Rezultati", top=740),
        body,
        lines("Polog se vraca.", top=648),
        lines("Zakljucak", top=608),
        lines("Ugovor vrijedi godinu dana.", top=572),
    )
    page = read(pdf(tmp_path / "a.pdf", b" ".join(parts)))[1][0]
    assert page.text.split("\n") == [
        "Rezultati",
        "Uplata stize do petog dana u mjesecu.",
        "Polog se vraca.",
        "Zakljucak",
        "Ugovor vrijedi godinu dana.",
    ]


TURNED = ("Prvi redak stranice koja lezi", "drugi redak koji slijedi", "i treci redak recenice.")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("quarter", [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)])
def test_lines_keep_their_order_however_page_and_text_are_turned(
    tmp_path: Path, turn: int, quarter: tuple[int, int, int, int]
) -> None:
    a, b, c, d = quarter
    shown = b"".join(
        b"%d %d %d %d %d %d Tm (%s) Tj " % (a, b, c, d, 300 - 20 * c * row, 400 - 20 * d * row, t)
        for row, t in enumerate(text.encode() for text in TURNED)
    )
    file = pdf(tmp_path / "a.pdf", b"BT /F1 12 Tf " + shown + b"ET", page=b"/Rotate %d" % turn)
    page = read(file)[1][0]
    assert page.text == " ".join(TURNED)
    # The middle of the first word, from where it is written, as the page is shown.
    along, above = 11, 4
    x, y = 300 + a * along + c * above, 400 + b * along + d * above
    places = {0: (x, 800 - y), 90: (y, x), 180: (600 - x, y), 270: (800 - y, 600 - x)}
    left, top, width, height = box_of(page, "Prvi")
    assert (left + width / 2, top + height / 2) == pytest.approx(places[turn], abs=3)


BOLD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"


def in_bold(content: bytes) -> bytes:
    return content.replace(b"/F1", b"/F2")


def test_headings_by_weight_and_articles(tmp_path: Path) -> None:
    body = ["Ovom odlukom propisuje se red na podrucju grada i cuvanje", "javnih povrsina."]
    parts = (
        in_bold(lines("Opce odredbe", top=740)),
        lines(*body, top=725),
        lines("Glava IV.", top=690, left=280),
        in_bold(lines("Cijeli ovaj redak je podebljan i nastavlja se u drugi", top=650)),
        lines("koji nije podebljan i tu zavrsava.", top=635),
        in_bold(lines("Napomena.", top=600)),
    )
    file = pdf(
        tmp_path / "a.pdf", b" ".join(parts), page=b"/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>",
        more=(BOLD,),
    )  # fmt: skip
    page = read(file)[1][0]
    found = [(block.kind, page.text[block.start : block.end]) for block in page.blocks]
    assert found[0] == (BlockKind.HEADING, "Opce odredbe")
    assert (BlockKind.PARAGRAPH, " ".join(body)) == found[1]
    assert found[2] == (BlockKind.HEADING, "Glava IV.")
    assert found[-2][0] is BlockKind.PARAGRAPH
    assert found[-2][1].startswith("Cijeli ovaj") and found[-2][1].endswith("zavrsava.")
    assert found[-1] == (BlockKind.PARAGRAPH, "Napomena.")


def test_a_preposition_or_an_ordinal_at_a_lines_start_is_no_list(tmp_path: Path) -> None:
    text = ("Sukladno Zakonu", "o zastiti potrosaca rok istjece", "15. svibnja ove godine.")
    page = read(pdf(tmp_path / "a.pdf", lines(*text)))[1][0]
    assert page.text == " ".join(text)


GARBAGE = "gxw7Qz#k Zqv9Xp$r tRb4Wk%m pLx2Nv&c hGj8Ds!f wQz5Kt@b mVc3Xr^n"


def test_a_broken_text_layer_that_recognition_cannot_mend_fails(tmp_path: Path) -> None:
    unseen = lines(*[GARBAGE] * 6).replace(b"BT", b"BT 3 Tr")  # nothing of it is drawn
    _, pages = read(pdf(tmp_path / "a.pdf", lines("Prva stranica je dobra."), unseen))
    assert [page.outcome for page in pages] == [Outcome.TEXT, Outcome.FAILED]
    assert (pages[1].text, pages[1].reason_code) == ("", "no-text")
    assert pages[1].quality is not None and pages[1].quality < 0.5


def test_strange_words_that_stand_on_the_page_are_kept(tmp_path: Path) -> None:
    page = read(pdf(tmp_path / "a.pdf", lines(*[GARBAGE] * 6)))[1][0]
    assert "tRb4Wk%m" in page.text
    assert page.quality is not None and page.quality < 0.5


def test_letters_drawn_in_two_are_whole(tmp_path: Path) -> None:
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding"
        b"/BaseEncoding/WinAnsiEncoding/Differences[128/caron/acute/fi/fl]>>>>"
    )
    before = (
        b"(Ve) <80> 390 (c) (er i ) <80> 390 (z) (iva ) <80> 390 (s) (uma, ku) <81> 390 (c) (a. )"
    )
    after = b"(Vec) 390 <80> (er i pras) 360 <80> (ina, l) <81> (amour, ) <82> (lozo) <82> (ja)"
    shown = b"BT /F2 12 Tf 60 700 Td [%s] TJ 0 -40 Td [%s] TJ ET" % (before, after)
    resources = b"/Resources<</Font<</F2 6 0 R>>>>"
    page = read(pdf(tmp_path / "a.pdf", shown, page=resources, more=(font,)))[1][0]
    assert page.text.split("\n") == [
        "Večer i živa šuma, kuća.",
        "Večer i prašina, l´amour, filozofija",
    ]


def test_raised_signs_stay_in_their_sentence(tmp_path: Path) -> None:
    shown = (
        b"BT /F1 12 Tf 60 700 Td (Sukladno Statutu grada) Tj 6 Ts /F1 6 Tf (1) Tj 0 Ts "
        b"/F1 12 Tf ( i zakonu, povrsina je 12 m) Tj 6 Ts /F1 6 Tf (2) Tj 0 Ts "
        b"/F1 12 Tf (, a rok) Tj 0 -15 Td (je osam dana od objave.) Tj ET"
    )
    page = read(pdf(tmp_path / "a.pdf", shown))[1][0]
    assert page.text == (
        "Sukladno Statutu grada 1 i zakonu, povrsina je 12 m2, a rok je osam dana od objave."
    )


def test_comments_are_read_and_marked_where_they_hang(tmp_path: Path) -> None:
    comments = (
        b"/Annots[<</Type/Annot/Subtype/Text/Rect[400 700 420 720]/Contents(Provjeriti rok)>>"
        b"<</Type/Annot/Subtype/Highlight/Rect[60 690 200 712]/Contents<FEFF016100740065> >>"
        b"<</Type/Annot/Subtype/Link/Rect[0 0 10 10]/Contents(poveznica)>>]"
    )
    page = read(pdf(tmp_path / "a.pdf", lines("Ovo je ugovor."), page=comments))[1][0]
    assert page.text == "Ovo je ugovor.\nProvjeriti rok\nšte"
    assert [block.kind for block in page.blocks[1:]] == [BlockKind.NOTE, BlockKind.NOTE]
    assert box_of(page, "rok") == pytest.approx((400, 80, 20, 20), abs=1)
    assert box_of(page, "Ovo")[0] == pytest.approx(60, abs=2)
