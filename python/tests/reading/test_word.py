"""Word documents as offices write them: numbers that count themselves, tracked changes, ticks."""

from __future__ import annotations

from pathlib import Path

from sova_engine.reading import BlockKind

from .making import W, docx, para, read, relations, text_of


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, number: int, depth: int = 0) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "Članak %1.", '<w:pStyle w:val="Clanak"/>')
    + level(1, "decimal", "(%2)")
    + level(2, "lowerLetter", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "bullet", "•")
    + "</w:abstractNum>"
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>'
        for number in (1, 2, 3)
    )
    + '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="Clanak"><w:name w:val="Članak"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="Drugi">'
    '<w:basedOn w:val="Clanak"/></w:style></w:styles>'
)


def numbered(path: Path, *body: str) -> Path:
    return docx(
        path,
        "".join(body),
        word__numbering=NUMBERING,
        word__styles=STYLES,
        word__rels=relations(a="styles styles.xml", b="numbering numbering.xml"),
    )


def test_articles_and_items_have_the_numbers_that_word_counts(tmp_path: Path) -> None:
    path = numbered(
        tmp_path / "a.docx",
        para("", '<w:pStyle w:val="Clanak"/>'), item("Naručitelj povjerava.", 1, 1),
        item("Izvođač prihvaća:", 1, 1), item("prvo,", 1, 2), item("drugo.", 1, 2),
        para("", '<w:pStyle w:val="Drugi"/>'), item("Cijena je stalna.", 1, 1),
        item("Opći dio", 2), item("podtočka", 2, 1), item("Posebni dio", 2), item("peto", 4),
        item("natuknica", 3), item("", 3),
    )  # fmt: skip
    page = read(path)[1][0]
    assert page.text.split("\n") == [
        "Članak 1.", "(1) Naručitelj povjerava.", "(2) Izvođač prihvaća:", "a) prvo,", "b) drugo.",
        "Članak 2.", "(1) Cijena je stalna.",
        "I. Opći dio", "1.1. podtočka", "II. Posebni dio", "V. peto", "natuknica",
    ]  # fmt: skip
    headings = [page.text[b.start : b.end] for b in page.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["Članak 1.", "Članak 2."]


def test_what_was_inserted_and_moved_here_is_read_and_what_left_is_not(tmp_path: Path) -> None:
    body = (
        f"<w:p><w:ins>{run('umetnuto')}</w:ins><w:moveFrom>{run(' odselilo')}</w:moveFrom>"
        f"<w:moveTo>{run(' doselilo')}</w:moveTo>{run(' skriveno', '<w:vanish/>')}</w:p>"
    )
    assert text_of(docx(tmp_path / "a.docx", body)) == "umetnuto doselilo"
    nowhere = f"<w:p><w:moveFrom>{run('ostaje')}</w:moveFrom></w:p>"
    assert text_of(docx(tmp_path / "b.docx", nowhere)) == "ostaje"


def test_boxes_to_tick_and_signs_of_symbol_fonts(tmp_path: Path) -> None:
    def sign(font: str, code: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    def box(state: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f"{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
        )

    body = (
        f"<w:p>{sign('Wingdings', 'F0FE')}{run(' da ')}{sign('Wingdings', 'F0A8')}{run(' ne ')}"
        f"{sign('Symbol', 'F061')}</w:p>"
        f"<w:p>{box('<w:checked/>')}{run(' fizička ')}{box('')}{run(' pravna')}</w:p>"
    )
    assert text_of(docx(tmp_path / "a.docx", body)) == "☑ da ☐ ne α\n☒ fizička ☐ pravna"


def test_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"

    rows = (
        cell("Županija") + cell("Godina", '<w:gridSpan w:val="2"/>') + cell("Ukupno"),
        cell("Istarska", '<w:vMerge w:val="restart"/>') + cell("1") + cell("2") + cell("3"),
        cell("", "<w:vMerge/>") + cell("4") + cell("5") + cell("9"),
    )
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    table = read(docx(tmp_path / "a.docx", body))[1][0].tables[0]
    assert [row.cells for row in table.rows] == [
        ("Županija", "Godina", "", "Ukupno"), ("Istarska", "1", "2", "3"),
        ("Istarska", "4", "5", "9"),
    ]  # fmt: skip


def test_a_span_that_is_no_number_is_one_column(tmp_path: Path) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="\u00b2"/></w:tcPr>{}</w:tc>'
    body = f"<w:tbl><w:tr>{cell.format(para('Grad'))}{cell.format(para('Split'))}</w:tr></w:tbl>"
    assert text_of(docx(tmp_path / "a.docx", body)) == "Grad\tSplit"


def test_a_short_paragraph_in_bold_is_a_heading_also_in_a_long_document(tmp_path: Path) -> None:
    body = f"<w:p>{run('Rokovi i plaćanje', '<w:b/>')}</w:p>" + "".join(
        f"<w:p>{run('Plaća se ')}{run('odmah', '<w:b/>')}{run(f' po računu {number}.')}</w:p>"
        for number in range(1, 400)
    )
    for short in (body[:600].rpartition("<w:p>")[0], body):
        page = read(docx(tmp_path / "a.docx", short))[1][0]
        assert [block.kind for block in page.blocks[:2]] == [
            BlockKind.HEADING, BlockKind.PARAGRAPH,
        ]  # fmt: skip


C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_charts_and_diagrams_say_what_they_show(tmp_path: Path) -> None:
    def points(*values: str) -> str:
        inner = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values))
        return f"<c:cache>{inner}</c:cache>"

    chart = (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:title><a:p><a:r><a:t>Turisti</a:t></a:r>'
        f"</a:p></c:title><c:ser><c:tx>{points('2023.')}</c:tx><c:cat>{points('Pula', 'Zadar')}"
        f"</c:cat><c:val>{points('10', '20')}</c:val></c:ser></c:chartSpace>"
    )
    diagram = (
        f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><dgm:pt><dgm:t><a:p><a:r><a:t>Zahtjev'
        '</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt type="pres"/></dgm:dataModel>'
    )
    body = (
        f'<w:p xmlns:r="{R}"><w:r><w:drawing><c:chart xmlns:c="{C}" r:id="c"/></w:drawing></w:r>'
        f'<w:r><w:drawing><d:relIds xmlns:d="{DGM}" r:dm="d"/></w:drawing></w:r></w:p>'
    )
    path = docx(
        tmp_path / "a.docx", body, word__c=chart, word__d=diagram,
        word__rels=relations(c="chart c.xml", d="diagramData d.xml"),
    )  # fmt: skip
    assert text_of(path) == "Turisti\n\t2023.\nPula\t10\nZadar\t20\nZahtjev"


def test_a_damaged_chart_does_not_cost_the_document(tmp_path: Path) -> None:
    drawn = f'<w:drawing><c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="c"/></w:drawing>'
    body = f"{para('Prije grafa.')}<w:p><w:r>{drawn}</w:r></w:p>"
    path = docx(
        tmp_path / "a.docx", body, word__c="<c:chartSpace", word__rels=relations(c="chart c.xml")
    )
    assert text_of(path) == "Prije grafa."
