from __future__ import annotations

from pathlib import Path

import pytest

from sova_engine.reading import BlockKind, Unit, View

from .making import CROATIAN, W, docx, package, para, read, relations, text_of


def story(kind: str, text: str, attributes: str = "") -> str:
    return f'<w:{kind} xmlns:w="{W}"><w:x {attributes}>{para(text)}</w:x></w:{kind}>'


def test_word_keeps_what_surrounds_the_body(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "a.docx",
        para("Naslov", '<w:pStyle w:val="N1"/>') + para(CROATIAN),
        word__styles=f'<w:styles xmlns:w="{W}"><w:style w:styleId="N1"><w:name w:val="heading 1"/>'
        "</w:style></w:styles>",
        word__header1=story("hdr", "Zaglavlje"),
        word__footer1=story("ftr", "Podnožje"),
        word__footnotes=story("footnotes", "Bilješka pod crtom"),
        word__endnotes=story("endnotes", "Završna bilješka"),
        word__comments=story("comments", "Primjedba čitatelja"),
        word__rels=relations(
            a="styles styles.xml", b="header header1.xml", c="footer footer1.xml",
            d="footnotes footnotes.xml", e="endnotes endnotes.xml", f="comments comments.xml",
        ),
    )  # fmt: skip
    _, pages = read(path)
    text = pages[0].text
    for part in ("Zaglavlje", CROATIAN, "Bilješka", "Završna", "Primjedba", "Podnožje"):
        assert part in text
    heading = next(block for block in pages[0].blocks if block.kind is BlockKind.HEADING)
    assert text[heading.start : heading.end] == "Naslov"
    assert heading.level == 1


def test_word_tables_are_rows_with_a_header(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<w:tc>{para(cell)}</w:tc>" for cell in cells)
        return f"<w:tr>{inner}</w:tr>"

    path = docx(tmp_path / "a.docx", f"<w:tbl>{row('Grad', 'Broj')}{row('Šibenik', '3')}</w:tbl>")
    page = read(path)[1][0]
    assert page.text == "Grad\tBroj\nŠibenik\t3"
    assert page.tables[0].header == ("Grad", "Broj")
    assert [page.text[row.start : row.end] for row in page.tables[0].rows] == [
        "Grad\tBroj", "Šibenik\t3",
    ]  # fmt: skip


def test_word_leaves_out_deleted_text_and_field_codes(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>ostaje</w:t></w:r><w:del><w:r><w:delText>nestaje</w:delText></w:r></w:del>"
        "<w:r><w:instrText>HYPERLINK nešto</w:instrText></w:r></w:p>"
    )
    assert text_of(docx(tmp_path / "a.docx", body)) == "ostaje"


A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def slide(title: str, text: str) -> str:
    def body(inner: str) -> str:
        return f"<p:txBody><a:p><a:r><a:t>{inner}</a:t></a:r></a:p></p:txBody>"

    return (
        f'<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:sp><p:nvPr><p:ph type="title"/></p:nvPr>'
        f"{body(title)}</p:sp><p:sp>{body(text)}</p:sp></p:sld>"
    )


def test_slides_come_in_their_order_with_notes(tmp_path: Path) -> None:
    path = package(
        tmp_path / "a.pptx",
        {
            "_rels/.rels": relations(a="officeDocument ppt/presentation.xml"),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>'
            '<p:sldId r:id="b"/><p:sldId r:id="a"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(a="slide s1.xml", b="slide s2.xml"),
            "ppt/s1.xml": slide("Druga", "tekst druge"),
            "ppt/s2.xml": slide("Prva", CROATIAN),
            "ppt/_rels/s2.xml.rels": relations(n="notesSlide n.xml"),
            "ppt/n.xml": slide("", "Bilješka govornika"),
        },
    )
    info, pages = read(path)
    assert info.unit is Unit.SLIDE
    assert [page.text.split("\n")[0] for page in pages] == ["Prva", "Druga"]
    assert CROATIAN in pages[0].text
    assert "Bilješka govornika" in pages[0].text


def test_open_document_text_and_slides(tmp_path: Path) -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(
        f'xmlns:{name}="{urn}{long}:1.0"'
        for name, long in {
            "office": "office", "text": "text", "draw": "drawing", "style": "style",
            "table": "table",
        }.items()
    )  # fmt: skip
    text = (
        f"<text:h text:outline-level='2'>Glava</text:h><text:p>{CROATIAN}<text:note>"
        "<text:note-body><text:p>Bilješka</text:p></text:note-body></text:note></text:p>"
    )
    footer = "<style:footer><text:p>Podnožje</text:p></style:footer>"
    styles = f"<style:master-page>{footer}</style:master-page>"
    path = package(
        tmp_path / "a.odt",
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:d {spaces}><office:body><office:text>{text}</office:text>"
            "</office:body></office:d>",
            "styles.xml": f"<office:d {spaces}>{styles}</office:d>",
        },
    )
    assert read(path)[1][0].text == f"Glava\n{CROATIAN}\nBilješka\nPodnožje"
    slides = "".join(
        f"<draw:page><draw:frame><draw:text-box><text:p>{name}</text:p></draw:text-box>"
        "</draw:frame></draw:page>"
        for name in ("Jedan", "Dva")
    )
    show = package(
        tmp_path / "a.odp",
        {
            "mimetype": "application/vnd.oasis.opendocument.presentation",
            "content.xml": f"<office:d {spaces}><office:body>{slides}</office:body></office:d>",
        },
    )
    assert [page.text for page in read(show)[1]] == ["Jedan", "Dva"]


def test_open_document_lists_count_and_tables_in_cells_stay_there(tmp_path: Path) -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{urn}{name}:1.0"' for name in ("office", "text", "table"))
    styles = (
        f'<text:list-style xmlns:style="{urn}style:1.0" style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-prefix="Članak " '
        'style:num-suffix="." style:num-format="1"/><text:list-level-style-number '
        'text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    )

    def listed(*items: str, attributes: str = "") -> str:
        inner = "".join(f"<text:list-item>{one}</text:list-item>" for one in items)
        return f'<text:list text:style-name="L" {attributes}>{inner}</text:list>'

    def cell(inner: str) -> str:
        return f"<table:table-cell>{inner}</table:table-cell>"

    def line(text: str) -> str:
        return f"<text:p>{text}</text:p>"

    inner = f"<table:table><table:table-row>{cell(line('u'))}{cell(line('v'))}</table:table-row>"
    body = (
        "<text:tracked-changes><text:p>obrisano</text:p></text:tracked-changes>"
        + listed(line("prvi") + listed(line("pod a"), line("pod b")), line("drugi"))
        + listed(line("treći"), attributes='text:continue-numbering="true"')
        + listed(line("opet prvi"))
        + "<text:h><text:number>2.1</text:number>Glava</text:h><table:table>"
        + f"<table:table-header-rows><table:table-row>{cell(line('A'))}{cell(line('B'))}"
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + f"{cell(line('x'))}{cell(inner + '</table:table>')}</table:table-row></table:table>"
    )
    path = package(
        tmp_path / "a.odt",
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:d {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body>{body}</office:body></office:d>",
        },
    )
    assert text_of(path).split("\n") == [
        "Članak 1. prvi", "a) pod a", "b) pod b", "Članak 2. drugi", "Članak 3. treći",
        "Članak 1. opet prvi", "2.1 Glava", "A\tB", "x\tu v",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\ansicpg1250 \'9aljiva i \'9euto \'e8e\'9aaj", "šljiva i žuto češaj"),
        (r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B CE;}}\f1 \'f0ak\f0  caf\'e9", "đak café"),
        (r"\u269 ?\u263 ?\uc2\u273 \'f0\'f0 kraj", "čćđ kraj"),
        (r"\u-10179 ?\u-8704 ? osmijeh", "😀 osmijeh"),
        (r"{\*\generator tajno;}{\info{\author skriveno}}vidljivo\par drugo", "vidljivo\ndrugo"),
        (r"tijelo{\footnote bilje\'9aka}\par", "tijelo\nbilješka"),
        (r"{\listtext 1.\tab}stavka\par{\pntext\'95\tab}natuknica", "1. stavka\nnatuknica"),
        (r"a{\deleted b}{\v c}\v d\v0 e\deleted f\plain g", "aeg"),
        (r"tekst{\shp{\*\shpinst{\sp{\sn x}}{\shptxt okvir\par}}{\shprslt dva}}", "tekst\nokvir"),
        (r"{\upr{Clanak}{\*\ud{\u268?lanak}}} 5.", "Članak 5."),
        (r"\trowd a\cell b\cell\row\trowd c\cell d\cell\row\pard kraj\par", "a\tb\nc\td\nkraj"),
    ],
)
def test_rtf(tmp_path: Path, body: str, text: str) -> None:
    path = tmp_path / "a.rtf"
    page = "" if "ansicpg" in body else r"\ansicpg1250"
    path.write_bytes(("{\\rtf1\\ansi" + page + " " + body + "}").encode("ascii"))
    assert text_of(path) == text


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_finds_its_delimiter(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    rows = [["Mjesto", "Cijena"], ["Sveti Križ", '"1"'], ["Čakovec", "2"]]
    path.write_text("\n".join(mark.join(row) for row in rows), encoding="utf-8")
    info, pages = read(path)
    assert info.view is View.TABLE
    assert pages[0].tables[0].header == ("Mjesto", "Cijena")
    assert pages[0].tables[0].rows[1].cells == ("Sveti Križ", "1")


def test_csv_that_states_its_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("sep=;\r\nMjesto;Cijena\r\nČakovec;2,50\r\n".encode("cp1250"))
    assert text_of(path) == "Mjesto\tCijena\nČakovec\t2,50"


def test_sheets_are_pages_with_their_names(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def sheet(*cells: str) -> str:
        inner = "".join(
            f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{cell}</t></is></c>'
            f'<c r="B{row}"><v>{row}</v></c></row>'
            for row, cell in enumerate(cells, start=1)
        )
        return f'<worksheet xmlns="{space}"><sheetData>{inner}</sheetData></worksheet>'

    path = package(
        tmp_path / "a.xlsx",
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": relations(a="officeDocument xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{R}"><sheets>'
            '<sheet name="Županije" sheetId="1" r:id="a"/><sheet name="Gradovi" sheetId="2" '
            'r:id="b"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                a="worksheet worksheets/s1.xml", b="worksheet worksheets/s2.xml"
            ),
            "xl/worksheets/s1.xml": sheet("Naziv", "Međimurska"),
            "xl/worksheets/s2.xml": sheet("Naziv", "Đakovo", "Ćićarija", *["Selo" * 40] * 80),
        },
    )
    info, pages = read(path)
    assert (info.view, info.unit) == (View.TABLE, Unit.SHEET)
    assert [page.label for page in pages] == ["Županije", "Gradovi", "Gradovi (2)", "Gradovi (3)"]
    assert pages[1].text.startswith("Naziv\t1\nĐakovo\t2\nĆićarija\t3\n")
