"""Small files made for the tests, and the short way to read them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from sova_engine.reading import DocumentInfo, ReadPage, ReadRequest, open_document

CROATIAN = (
    "Đak je pošao u školu čim je počelo zvoniti. Žuti cvijet i šuma, ćup i džep: "
    "sve čuči na međi, a ljuti njuškalo više žvače."
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def read(path: Path, **options: object) -> tuple[DocumentInfo, list[ReadPage]]:
    info, pages = open_document(ReadRequest(path, path.name, **options))  # type: ignore[arg-type]
    return info, list(pages)


def text_of(path: Path, **options: object) -> str:
    return "\n".join(page.text for page in read(path, **options)[1])


def package(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def relations(**targets: str) -> str:
    """A relations part: ``id='kind target'``."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{value.split()[0]}" '
        f'Target="{value.split()[1]}"/>'
        for name, value in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def docx(path: Path, body: str, **more: str | bytes) -> Path:
    """A Word file with ``body``; ``more`` are parts by name with ``__`` for the slash."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(r1="officeDocument word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    parts |= {name.replace("__", "/") + ".xml": value for name, value in more.items() if value}
    if "word/rels.xml" in parts:
        parts["word/_rels/document.xml.rels"] = parts.pop("word/rels.xml")
    return package(path, parts)


def para(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(
    path: Path,
    *contents: bytes,
    page: bytes = b"",
    count: bytes | None = None,
    more: tuple[bytes, ...] = (),
) -> Path:
    """A PDF with one page a content stream, 600 by 800 points, Helvetica as /F1.

    ``more`` are objects behind the pages': the first is 4 and two for each page.
    """
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %s>>" % (kids, count or b"%d" % len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for index, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>%s>>" % (5 + 2 * index, page)
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))
    objects += more
    written, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    written += (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(written))
    )
    path.write_bytes(written)
    return path


def lines(*texts: str, size: int = 12, top: int = 740, left: int = 60, step: int = 15) -> bytes:
    """A content stream: one line below another."""
    shown = b"".join(
        b"1 0 0 1 %d %d Tm (%s) Tj " % (left, top - index * step, text.encode("cp1252"))
        for index, text in enumerate(texts)
    )
    return b"BT /F1 %d Tf %sET" % (size, shown)
