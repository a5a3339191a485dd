"""Retrieval sets on disk: corpus.jsonl, queries.jsonl, qrels.tsv in one folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from pydantic import BaseModel


class SetDocument(BaseModel):
    id: str
    text: str
    lang: str


class SetQuery(BaseModel):
    id: str
    text: str
    lang: str
    target_lang: str = "any"
    """Only documents of this language are scored; ``any``: all of them."""
    kind: str = "question"

    @property
    def development(self) -> bool:
        """Half of each set is tuned on, the other half reported."""
        return sha1(self.id.encode()).hexdigest()[0] in "01234567"

    @property
    def group(self) -> tuple[str, str]:
        return self.kind, f"{self.lang}>{self.target_lang}"


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    name: str
    documents: list[SetDocument]
    queries: list[SetQuery]
    relevant: dict[str, dict[str, int]]
    """Query id -> document id -> relevance."""


def sets_in(folders: list[Path]) -> Iterator[Path]:
    """The folders that are sets themselves, and the sets inside the others."""
    for folder in folders:
        if is_set(folder):
            yield folder
        else:
            yield from sorted(inner for inner in folder.iterdir() if is_set(inner))


def is_set(folder: Path) -> bool:
    needed = ("corpus.jsonl", "queries.jsonl", "qrels.tsv")
    return all((folder / name).is_file() for name in needed)


def read_set(folder: Path) -> RetrievalSet:
    """Raises ValueError for a line that is not of the form."""
    relevant: dict[str, dict[str, int]] = {}
    with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t"):
            if len(row) == 3 and row[2].isdigit():
                relevant.setdefault(row[0], {})[row[1]] = int(row[2])
    queries = [SetQuery.model_validate_json(line) for line in _lines(folder / "queries.jsonl")]
    return RetrievalSet(
        name=folder.name,
        documents=[
            SetDocument.model_validate_json(line) for line in _lines(folder / "corpus.jsonl")
        ],
        queries=[query for query in queries if query.id in relevant],
        relevant=relevant,
    )


def written(documents: Sequence[SetDocument], folder: Path) -> list[Path]:
    """The documents as files, in their order; a stem is the document's place."""
    paths = [folder / f"{place:06d}{_suffix(one.text)}" for place, one in enumerate(documents)]
    for path, one in zip(paths, documents, strict=True):
        path.write_text(one.text, encoding="utf-8")
    return paths


def _suffix(text: str) -> str:
    return ".md" if any(line.startswith("#") for line in text.split("\n", 40)) else ".txt"


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
