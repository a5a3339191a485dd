"""The made set for answers: short documents of everyday life, and questions about them.

``tests/data/answers/questions.txt`` says its own form. What the documents hold is in half of them
tuned on (``DEVELOPMENT``); the other half is held out. ``EVERYDAY`` and ``FRESH`` are further sets
of the same form: their first figures were taken before anything was made on them.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

DATA = Path(__file__).parents[3] / "tests" / "data" / "answers"
EVERYDAY = DATA / "everyday"
FRESH = DATA / "fresh"
DEVELOPMENT = frozenset(
    (
        "ugovor-o-najmu",
        "employment-contract",
        "odluka-komunalni-red",
        "boiler-manual",
        "zapisnik-suvlasnici",
        "cjenik-knjiznice",
        "seagrass-abstract",
        "poruka-vrtic",
        "ugovor-o-odrzavanju",
        "coffee-machine",
        "zivotopis",
        "trip-email",
        "cjenik-bazena",
        "odluka-vrtic",
        "ugovor-o-radu-skladiste",
        "board-minutes",
        "ebike-manual",
        "gp-letter",
        "skola-obavijest",
    )
)
ENGLISH = frozenset(
    (
        "employment-contract",
        "boiler-manual",
        "seagrass-abstract",
        "travel-insurance",
        "parish-council-minutes",
        "swimming-club-faq",
        "bike-hire-prices",
        "plumber-invoice",
        "allotment-rules",
        "coffee-machine",
        "night-shift-abstract",
        "trip-email",
        "board-minutes",
        "ebike-manual",
        "gp-letter",
        "car-insurance",
        "urban-heat-abstract",
        "gym-terms",
    )
)
_DOCX = ".docx.md"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    text: str
    language: str
    kind: str
    document: str | None
    """What it is about; None: nothing like it is in any document."""
    expected: tuple[str, ...]
    """What the answer must hold, all of it; nothing where the documents do not answer."""
    before: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        return bool(self.expected)

    @property
    def direction(self) -> str:
        target = "en" if self.document in ENGLISH else "hr"
        return f"{self.language}>{target}"

    @property
    def development(self) -> bool:
        if self.document is None:
            return len(self.text) % 2 == 0
        return self.document in DEVELOPMENT


def documents(folder: Path = DATA / "documents") -> dict[str, Path]:
    """Name -> source file."""
    return {path.name.split(".")[0]: path for path in sorted(folder.iterdir())}


def questions(path: Path = DATA / "questions.txt") -> list[AskedQuestion]:
    """Raises ValueError for a line that is not of the form."""
    found: list[AskedQuestion] = []
    document: str | None = None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("=="):
            name = line.strip("= ").split(".")[0]
            document = None if name == "-" else name
            continue
        language, kind, text, *more = (part.strip() for part in line.lstrip("! ").split(" | "))
        if line.startswith("!") == bool(more):
            raise ValueError(f"neither answered nor unanswered: {line}")
        found.append(
            AskedQuestion(
                text=text,
                language=language,
                kind=kind,
                document=document,
                expected=tuple(more[0].split(" ++ ")) if more else (),
                before=tuple(more[1].split(" ++ ")) if len(more) > 1 else (),
            )
        )
    return found


def sets() -> dict[str, tuple[list[AskedQuestion], dict[str, Path]]]:
    """The made sets by name: their questions and documents."""
    return {
        name: (questions(folder / "questions.txt"), documents(folder / "documents"))
        for name, folder in (("made", DATA), ("everyday", EVERYDAY), ("fresh", FRESH))
    }


def placed(source: Path, folder: Path) -> Path:
    """The document as a person would have it, in ``folder``: Word files are made."""
    if not source.name.endswith(_DOCX):
        target = folder / source.name
        target.write_bytes(source.read_bytes())
        return target
    target = folder / source.name.removesuffix(".md")
    body = "".join(
        _paragraph(line) for line in source.read_text(encoding="utf-8").split("\n") if line
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}"'
            ' Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        )
    return target


def _paragraph(line: str) -> str:
    level = len(line) - len(line.lstrip("#"))
    properties, text = "", line
    if level:
        properties, text = f'<w:outlineLvl w:val="{level - 1}"/>', line[level:].strip()
    elif line.startswith("- "):
        properties, text = '<w:numPr><w:numId w:val="1"/></w:numPr>', line[2:]
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
