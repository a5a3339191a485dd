"""Large files of the common kinds, made of Croatian words: a file's opening decides nothing."""

from __future__ import annotations

import random
import zipfile
from html import escape
from pathlib import Path

from .wording import paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_LINES_A_PAGE = 48
_LINE = 88


def make_files(folder: Path, *, paragraphs: int = 1_200, seed: int = 5) -> list[Path]:
    """One of each kind, all of the same text."""
    chance = random.Random(seed)
    texts = [paragraph(chance) for _ in range(paragraphs)]
    plain = folder / "made_large.txt"
    plain.write_text("\n\n".join(texts), encoding="utf-8")
    page = folder / "made_large.html"
    body = "".join(f"<p>{escape(text)}</p>\n" for text in texts)
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{body}", encoding="utf-8")
    table = folder / "made_large.csv"
    rows = (text.replace(". ", ";") for text in texts)
    table.write_text("\n".join(rows), encoding="utf-8")
    return [plain, page, table, _word(folder, texts), _pdf(folder, texts)]


def _word(folder: Path, texts: list[str]) -> Path:
    path = folder / "made_large.docx"
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        )
    return path


def _pdf(folder: Path, texts: list[str]) -> Path:
    """Lines of running text in a font of its own encoding for the Croatian letters."""
    lines = [line for text in texts for line in _wrapped(text)]
    sheets = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    letters = "ČčĆćŽžŠšĐđ"
    names = "Ccaron ccaron Cacute cacute Zcaron zcaron Scaron scaron Dcroat dcroat".split()
    codes = str.maketrans({letter: chr(128 + place) for place, letter in enumerate(letters)})
    differences = " ".join(f"/{name}" for name in names)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(),
        (
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
            f"/Encoding<</Type/Encoding/Differences[128 {differences}]>>>>"
        ).encode(),
    ]
    for number, sheet in enumerate(sheets):
        shown = "\n".join(f"({_safe(line)}) Tj T*" for line in sheet).translate(codes)
        content = f"BT /F1 10 Tf 14 TL 60 780 Td\n{shown}\nET".encode("latin-1")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    path = folder / "made_large.pdf"
    path.write_bytes(_numbered(objects))
    return path


def _numbered(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.5\n", list[int]()
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(data))
    )


def _safe(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
