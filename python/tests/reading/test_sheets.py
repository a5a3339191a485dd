"""Spreadsheets as a person sees them: formats, merged cells, holes, sheets of every kind."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from sova_engine.reading import BlockKind
from sova_engine.reading.office.number_format import shown
from sova_engine.reading.office.signs import CROATIAN, ENGLISH

from .making import package, read, relations, text_of

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(path: Path, *sheets: str, formats: tuple[str, ...] = (), **more: str | bytes) -> Path:
    """A workbook of sheets' inner XML; style n + 1 has the n-th of ``formats``."""
    named = "".join(
        f'<sheet name="List{number}" sheetId="{number}" r:id="s{number}"/>'
        for number in range(1, len(sheets) + 1)
    )
    targets = {f"s{number}": f"worksheet s{number}.xml" for number in range(1, len(sheets) + 1)}
    codes = "".join(
        f'<numFmt numFmtId="{164 + index}" formatCode={quoteattr(code)}/>'
        for index, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{164 + index}"/>' for index in range(len(formats)))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(a="officeDocument xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{named}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": relations(st="styles styles.xml", **targets),
        "xl/styles.xml": f'<styleSheet xmlns="{S}"><numFmts>{codes}</numFmts><cellXfs>'
        f'<xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
    }
    for number, inner in enumerate(sheets, start=1):
        parts[f"xl/s{number}.xml"] = f'<worksheet xmlns="{S}">{inner}</worksheet>'
    parts |= {name.replace("__", "/"): value for name, value in more.items()}
    return package(path, parts)


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def row(number: int, *cells: str | float | tuple[float, int]) -> str:
    """Texts, numbers, or (number, style)."""
    inner = ""
    for column, cell in enumerate(cells):
        place = f"{chr(65 + column)}{number}"
        if isinstance(cell, str):
            inner += f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        else:
            value, style = cell if isinstance(cell, tuple) else (cell, 0)
            inner += f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    return f'<row r="{number}">{inner}</row>'


@pytest.mark.parametrize(
    ("value", "code", "croatian", "english"),
    [
        (1234567.5, "#,##0.00", "1.234.567,50", "1,234,567.50"),
        (-1234.5, '#,##0.00\\ "kn";[Red]\\-#,##0.00\\ "kn"', "-1.234,50 kn", "-1,234.50 kn"),
        (1234.5, "#,##0.00\\ [$€-41A]", "1.234,50 €", "1,234.50 €"),
        (-1234.5, "$#,##0.00;($#,##0.00)", "($1.234,50)", "($1,234.50)"),
        (0, '#,##0.00;-#,##0.00;"-"??', "-", "-"),
        (1234567, "#,##0,", "1.235", "1,235"),
        (0.255, "0.0%", "25,5%", "25.5%"),
        (0.255, "0%", "26%", "26%"),
        (2.5, "# ?/?", "2 1/2", "2 1/2"),
        (198356388, "0.00E+00", "1,98E+08", "1.98E+08"),
        (12, "0000", "0012", "0012"),
        (123456, "000-000", "123-456", "123-456"),
        (0.1 + 0.2, "General", "0,3", "0.3"),
        (12345678901, "General", "12345678901", "12345678901"),
        (120, "[>=100]0;0.00", "120", "120"),
        (2.345, "[>=100]0;0.00", "2,35", "2.35"),
        (45292, "dd/mm/yyyy", "01.01.2024", "01/01/2024"),
        (45292, "[$-41A]d\\.\\ mmmm\\ yyyy\\.;@", "1. siječnja 2024.", "1. siječnja 2024."),
        (45292, "mmmm yyyy", "siječanj 2024", "January 2024"),
        (45292, "d-mmm-yy", "1-sij-24", "1-Jan-24"),
        (45292.75, "yyyy-mm-dd hh:mm", "2024-01-01 18:00", "2024-01-01 18:00"),
        (0.75, "h:mm AM/PM", "6:00 PM", "6:00 PM"),
        (1.5, "[h]:mm", "36:00", "36:00"),
        (0.0104166667, "mm:ss", "15:00", "15:00"),
        (1, "d.m.yyyy.", "1.1.1900.", "1.1.1900."),
        (
            45292,
            'd.m.yyyy. "General" General',
            "1.1.2024. General General",
            "1.1.2024. General General",
        ),
        (1e30, "0.00", f"1{'0' * 30},00", f"1{'0' * 30}.00"),
    ],
)
def test_numbers_as_their_format_shows_them(
    value: float, code: str, croatian: str, english: str
) -> None:
    assert shown(value, code, CROATIAN) == croatian
    assert shown(value, code, ENGLISH) == english


def test_a_cell_that_holds_no_number_leaves_the_others_readable(tmp_path: Path) -> None:
    cells = data(row(1, "Iznos", "Datum"), row(2, float("nan"), (float("inf"), 1)), row(3, 7, 8))
    book = workbook(tmp_path / "a.xlsx", cells, formats=("d.m.yyyy.",))
    assert text_of(book) == "Iznos\tDatum\nnan\tinf\n7\t8"


def test_a_workbook_speaks_the_language_of_its_words(tmp_path: Path) -> None:
    cells = data(row(1, "{}", "x"), row(2, (1234.5, 1), (45292, 2)))
    formats = ("#,##0.00", "d/m/yyyy")
    croatian = workbook(tmp_path / "a.xlsx", cells.format("Iznos plaće"), formats=formats)
    english = workbook(tmp_path / "b.xlsx", cells.format("Amount paid"), formats=formats)
    assert text_of(croatian) == "Iznos plaće\tx\n1.234,50\t1.1.2024"
    assert text_of(english) == "Amount paid\tx\n1,234.50\t1/1/2024"


def test_rows_far_below_and_sheets_behind_them_are_read(tmp_path: Path) -> None:
    far = data(row(1, "Šifra", "Naziv"), row(1_048_576, "dno", "lista"))
    path = workbook(tmp_path / "a.xlsx", far, data(row(1, "drugi", "list")))
    assert [page.text for page in read(path)[1]] == ["Šifra\tNaziv\ndno\tlista", "drugi\tlist"]


def test_merged_cells_speak_for_each_row_and_titles_stand_above_the_header(tmp_path: Path) -> None:
    cells = data(
        row(1, "Proračun Grada Šibenika"), row(3, "Županija", "Grad"), row(4, "Istarska", "Pula"),
        row(5, "", "Rovinj"),
    )  # fmt: skip
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:A5"/></mergeCells>'
    page = read(workbook(tmp_path / "a.xlsx", cells + merged))[1][0]
    assert page.text == "Proračun Grada Šibenika\nŽupanija\tGrad\nIstarska\tPula\nIstarska\tRovinj"
    assert page.blocks[0].kind is BlockKind.HEADING
    assert page.tables[0].header == ("Županija", "Grad")


def test_values_of_formulas_comments_and_boxes(tmp_path: Path) -> None:
    cells = (
        '<sheetData><row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>Ukupno</v></c>'
        '<c r="B1"><f>SUM(C1:C9)</f><v>12</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="e"><v>#N/A</v></c></row></sheetData>'
    )
    path = workbook(
        tmp_path / "a.xlsx",
        cells,
        **{
            "xl/_rels/s1.xml.rels": relations(c="comments c.xml", d="drawing d.xml"),
            "xl/c.xml": f'<comments xmlns="{S}"><comment ref="B1"><text><r><t>Provjeriti!</t></r>'
            "</text></comment></comments>",
            "xl/d.xml": '<d xmlns:a="x"><a:txBody><a:p><a:r><a:t>Napomena u okviru</a:t></a:r>'
            "</a:p></a:txBody></d>",
        },
    )
    assert text_of(path) == "Ukupno\t12\tTRUE\t#N/A\nB1: Provjeriti!\nNapomena u okviru"


URN = "urn:oasis:names:tc:opendocument:xmlns:"


def spreadsheet(path: Path, *tables: str) -> Path:
    spaces = " ".join(f'xmlns:{name}="{URN}{name}:1.0"' for name in ("office", "text", "table"))
    sheets = "".join(
        f'<table:table table:name="List{number}">{rows}</table:table>'
        for number, rows in enumerate(tables, start=1)
    )
    return package(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:d {spaces}><office:body><office:spreadsheet>{sheets}"
            "</office:spreadsheet></office:body></office:d>",
        },
    )


def ods_row(*cells: str, attributes: str = "") -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="float" office:value="7"><text:p>{cell}</text:p>'
        "</table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def test_open_document_sheets_show_what_is_seen_around_any_hole(tmp_path: Path) -> None:
    hole = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = spreadsheet(
        tmp_path / "a.ods",
        ods_row("Grad", "Cijena") + ods_row("Knin", "2,50 €") + hole + ods_row("Sinj", "25,5 %"),
        ods_row("b", "c", attributes='table:number-rows-repeated="3"'),
    )
    pages = read(path)[1]
    assert [page.label for page in pages] == ["List1", "List2"]
    assert pages[0].text == "Grad\tCijena\nKnin\t2,50 €\nSinj\t25,5 %"
    assert pages[1].text == "b\tc\nb\tc\nb\tc"


def test_a_cell_merged_both_ways_is_said_once_a_row(tmp_path: Path) -> None:
    merged = (
        '<table:table-row><table:table-cell table:number-rows-spanned="2"'
        ' table:number-columns-spanned="2"><text:p>Istarska</text:p></table:table-cell>'
        "<table:covered-table-cell/><table:table-cell><text:p>1</text:p></table:table-cell>"
        "</table:table-row><table:table-row>"
        '<table:covered-table-cell table:number-columns-repeated="2"/>'
        "<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row>"
    )
    path = spreadsheet(tmp_path / "a.ods", ods_row("Županija", "Grad", "Broj") + merged)
    assert text_of(path) == "Županija\tGrad\tBroj\nIstarska\t\t1\nIstarska\t\t2"


def test_merged_cells_side_by_side_are_each_said_below(tmp_path: Path) -> None:
    def tall(text: str, rows: int) -> str:
        spanned = f'table:number-rows-spanned="{rows}"'
        return f"<table:table-cell {spanned}><text:p>{text}</text:p></table:table-cell>"

    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    last = "<table:covered-table-cell/><table:table-cell><text:p>Pula</text:p></table:table-cell>"
    rows = (tall("Istarska", 3) + tall("Poreč", 2), covered, last)
    merged = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    path = spreadsheet(tmp_path / "a.ods", ods_row("Županija", "Grad") + merged)
    assert text_of(path) == "Županija\tGrad\nIstarska\tPoreč\nIstarska\tPoreč\nIstarska\tPula"


def test_a_filled_row_said_to_stand_a_million_times_stays_small(tmp_path: Path) -> None:
    lie = ods_row(*["x"] * 400, attributes='table:number-rows-repeated="1048576"')
    text = text_of(spreadsheet(tmp_path / "a.ods", lie * 8))
    assert 400 <= text.count("x") < 1_000_000


def test_csv_with_decimal_commas_and_marks_in_quotes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        'Ime, prezime;Iznos\r\n"Ana; Anić";2,50\r\nIvo, Ivić;3,10\r\n'.encode("cp1250")
    )
    assert text_of(path) == "Ime, prezime\tIznos\nAna; Anić\t2,50\nIvo, Ivić\t3,10"
