"""HTML and Markdown as they stand on the web and in folders: numbers, spans, navigation."""

from __future__ import annotations

from pathlib import Path

from sova_engine.reading import BlockKind

from .making import read, text_of


def html(path: Path, body: str) -> Path:
    path.write_text(f"<html><head><title>Odluka</title></head><body>{body}</body></html>")
    return path


def test_lists_keep_their_numbers(tmp_path: Path) -> None:
    body = (
        "<p>Odluka</p><ol start=3 type=a><li>treća<ol><li>pod jedan<li><p>pod dva</p></ol></li>"
        "<li>četvrta</ol><ol><li value=7>sedma</li></ol><ul><li>bez broja</li></ul>"
    )
    assert text_of(html(tmp_path / "a.html", body)).split("\n") == [
        "Odluka", "c. treća", "1. pod jedan", "2. pod dva", "d. četvrta", "7. sedma", "bez broja",
    ]  # fmt: skip


def test_numbers_beyond_all_sense_stay_short(tmp_path: Path) -> None:
    body = "<ol type=a start=999999999><li>daleko</ol><ol start=\u00b2 type=A><li value=x>prva</ol>"
    assert text_of(html(tmp_path / "a.html", body)) == "Odluka\n999999999. daleko\nA. prva"


def test_spans_of_a_table_keep_its_columns(tmp_path: Path) -> None:
    body = (
        "<table><caption>Dolasci</caption><tr><th rowspan=2>Županija<th colspan=2>Godina"
        "<tr><th>2023.<th>2024.<tr><td rowspan=2>Istarska<td>1<td>2<tr><td>3<td>4</table>"
    )
    page = read(html(tmp_path / "a.html", body))[1][0]
    assert [row.cells for row in page.tables[0].rows] == [
        ("Županija", "Godina", ""), ("Županija", "2023.", "2024."), ("Istarska", "1", "2"),
        ("Istarska", "3", "4"),
    ]  # fmt: skip
    assert "Dolasci" in [page.text[b.start : b.end] for b in page.blocks]


def test_spans_beyond_all_sense_are_cut(tmp_path: Path) -> None:
    body = "<table>" + "<tr><td rowspan=99999999 colspan=99999999>x</td></tr>" * 50 + "</table>"
    assert "x" in text_of(html(tmp_path / "a.html", body))


def test_navigation_is_left_out_unless_it_is_all(tmp_path: Path) -> None:
    menu = "<nav><ul><li>Naslovnica</li></ul></nav>"
    assert text_of(html(tmp_path / "a.html", f"{menu}<p>Odluka grada</p>")) == "Odluka grada"
    assert "Naslovnica" in text_of(html(tmp_path / "b.html", menu))


def test_an_article_alone_on_its_line_is_a_heading(tmp_path: Path) -> None:
    page = read(
        html(tmp_path / "a.html", "<p>Odluka</p><p>Članak 12.</p><p>Članak 12. vrijedi.</p>")
    )[1][0]
    assert [block.kind for block in page.blocks] == [
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_markdown_shows_numbers_and_footnotes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "1. prva[^1]\n2. druga\n\n[^1]: Bilješka uz prvu.\n",
        encoding="utf-8",
    )
    assert text_of(path).split("\n") == [
        "1. prva[^1]", "2. druga", "[^1]: Bilješka uz prvu.",
    ]  # fmt: skip
